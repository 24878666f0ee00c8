using System.Collections.Concurrent;
using System.Diagnostics;
using FunctionsApp.Mail;
using MimeKit;

namespace Benchmarks.Alerts;

/// <summary>Takes mails as a server would, which answers at once: each is written out, and its moment is kept.</summary>
internal sealed class HandOvers : IMailSender, IMailConnection
{
    private readonly ConcurrentDictionary<string, long> moments = new();
    private string wanted = "";
    private int left;
    private int twice;
    private int others;
    private TaskCompletionSource<long>? last;

    /// <summary>Letters that came more than once.</summary>
    public int Doubled => Volatile.Read(ref twice);

    /// <summary>Letters that nothing waited for, since the last waiting began.</summary>
    public int Others => Volatile.Read(ref others);

    /// <summary>Completes at the last of so many letters, with its timestamp; others are taken and not counted.</summary>
    /// <param name="about">How their names begin.</param>
    public Task<long> Await(string about, int count)
    {
        moments.Clear();
        var waiting = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        others = 0;
        (wanted, left, last) = (about, count, waiting);
        return waiting.Task;
    }

    /// <summary>Timestamps of those that were waited for.</summary>
    public IReadOnlyCollection<long> Moments => [.. moments.Values];

    public Task<IMailConnection> OpenAsync(CancellationToken cancellation) => Task.FromResult<IMailConnection>(this);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task SendAsync(MimeMessage message, string name, CancellationToken cancellation)
    {
        message.WriteTo(Stream.Null, cancellation);
        Count(name);
        return Task.CompletedTask;
    }

    private void Count(string name)
    {
        if (!name.StartsWith(wanted, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref others);
            return;
        }

        var now = Stopwatch.GetTimestamp();
        if (!moments.TryAdd(name, now)) Interlocked.Increment(ref twice);
        else if (Interlocked.Decrement(ref left) == 0) last?.TrySetResult(now);
    }
}
