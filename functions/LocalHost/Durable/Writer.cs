using System.Threading.Channels;

namespace LocalHost.Durable;

/// <summary>A point where the process may die or its disk fail; tests make it happen there.</summary>
internal enum EngineStep { BeforeCommit, Commit, AfterCommit, Turn, Activity, ActivityDone, Timer }

/// <summary>The one writer: what waits is committed together, and takes effect in its order once the commit is on disk.</summary>
internal sealed class Writer(DurableStore store, Action<Effects> publish, Action<EngineStep> probe, Action<Exception> fault)
{
    private const int LargestGroup = 256;

    private readonly Channel<Item> queue = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });
    private Task running = Task.CompletedTask;
    private Exception? failure;

    public void Start() => running = Task.Run(RunAsync);

    /// <summary>Queues changes of one transaction. Exactly one of the callbacks is called, unless the writer has stopped before: then <paramref name="failed"/> at once.</summary>
    public void Submit(Action<DurableStore, Effects> apply, Action done, Action<Exception> failed)
    {
        if (!queue.Writer.TryWrite(new Item(apply, done, failed))) failed(failure ?? new InvalidOperationException("The durable engine is not running."));
    }

    /// <summary>Applies changes and answers when they are on disk.</summary>
    public async Task<T> WriteAsync<T>(Func<DurableStore, Effects, T> apply)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T result = default!;
        Submit((rows, effects) => result = apply(rows, effects), () => answer.TrySetResult(result), error => answer.TrySetException(error));
        return await answer.Task;
    }

    /// <summary>Takes nothing more; what was taken is still committed.</summary>
    public async Task StopAsync()
    {
        queue.Writer.TryComplete();
        await running;
    }

    /// <summary>Takes nothing more and commits nothing more.</summary>
    public void Abandon(Exception cause)
    {
        Interlocked.CompareExchange(ref failure, cause, null);
        queue.Writer.TryComplete();
    }

    private async Task RunAsync()
    {
        var group = new List<Item>(LargestGroup);
        while (await queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < LargestGroup && queue.Reader.TryRead(out var item)) group.Add(item);
            if (failure is null) Commit(group);
            if (failure is not null) group.ForEach(item => item.Fail(failure));
        }
    }

    private void Commit(List<Item> group)
    {
        var open = false;
        try
        {
            probe(EngineStep.BeforeCommit);
            store.Begin();
            open = true;
            foreach (var item in group) item.Apply(store, item.Effects);
            if (failure is not null) throw failure;
            probe(EngineStep.Commit);
            store.Commit();
            open = false;
            probe(EngineStep.AfterCommit);
            foreach (var item in group)
            {
                publish(item.Effects);
                item.Finish();
            }
        }
#pragma warning disable CA1031 // The engine's boundary: whatever goes wrong here, nothing more may be written.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (open) TryRollback();
            Abandon(error);
            fault(error);
        }
    }

    private void TryRollback()
    {
        try
        {
            store.Rollback();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // SQLite has rolled back by itself (a full disk), or does when the file is opened next.
        }
    }

    private sealed class Item(Action<DurableStore, Effects> apply, Action done, Action<Exception> failed)
    {
        private bool over;

        public Effects Effects { get; } = new();

        public void Apply(DurableStore rows, Effects effects) => apply(rows, effects);

        public void Finish()
        {
            over = true;
            done();
        }

        public void Fail(Exception error)
        {
            if (!over) failed(error);
        }
    }
}
