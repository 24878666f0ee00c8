namespace FunctionsApp.Mail;

/// <summary>
/// Keeps what went out of a batch, while the next letters leave: one write at a time, each with all that there is by then. What a crash
/// doubles are the letters since the last write.
/// </summary>
/// <param name="before">What went out before.</param>
/// <param name="keep">Writes all of it.</param>
internal sealed class BatchProgress(IEnumerable<string> before, TimeProvider time, Func<IReadOnlyList<string>, Task> keep)
{
    /// <summary>Between two writes: a letter takes a mail server some hundredths of a second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly List<string> done = [.. before];
    private DateTimeOffset last = time.GetUtcNow();
    private Task writing = Task.CompletedTask;
    private bool isKept = true;

    /// <summary>Takes a letter that went out; waits for no write.</summary>
    /// <remarks>An earlier write that failed fails here: what cannot be kept must not leave.</remarks>
    public async Task AddAsync(string key)
    {
        done.Add(key);
        isKept = false;
        if (!writing.IsCompleted) return;
        await writing;
        if (time.GetUtcNow() - last >= Pause) writing = WriteAsync();
    }

    /// <summary>Returns when all that went out is kept.</summary>
    public async Task EndAsync()
    {
        await writing;
        if (!isKept) await WriteAsync();
    }

    private Task WriteAsync()
    {
        (last, isKept) = (time.GetUtcNow(), true);
        return keep([.. done]);
    }
}
