namespace LocalHost.ServiceBus;

/// <summary>Synchronous work behind an asynchronous signature: SQLite has no other, and a failure belongs in the task.</summary>
internal static class Inline
{
    public static Task Run(Action action, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled(cancellation);
        var done = new Task(action);
        done.RunSynchronously(TaskScheduler.Default);
        return done;
    }

    public static Task<T> Run<T>(Func<T> function, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<T>(cancellation);
        var done = new Task<T>(function);
        done.RunSynchronously(TaskScheduler.Default);
        return done;
    }
}
