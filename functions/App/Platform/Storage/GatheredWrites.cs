using Azure;
using Azure.Data.Tables;

namespace FunctionsApp.Platform.Storage;

/// <summary>
/// Writes rows one by one that depend on nothing. Those of a partition that come while a request is under way go together in the next
/// one: none waits for company, and a busy process needs far fewer requests.
/// </summary>
/// <remarks>The rows of a partition keep the order in which they came. A row that storage refuses fails alone.</remarks>
public sealed class GatheredWrites(TableClient table)
{
    /// <summary>Rows of a transaction of storage.</summary>
    private const int Most = 100;

    private readonly Lock gate = new();

    /// <summary>By partition, while a request is under way for it.</summary>
    private readonly Dictionary<string, Queue<Write>> waiting = [];

    private sealed record Write(TableEntity Row, ExecutionContext? Context)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Writes a row, or over it. Returns when that is done.</summary>
    /// <param name="cancellation">Ends the waiting; the row may be written all the same.</param>
    /// <exception cref="RequestFailedException">Storage refused the row, or failed: then it may be written or not.</exception>
    public Task UpsertAsync(TableEntity row, CancellationToken cancellation)
    {
        var write = new Write(row, ExecutionContext.Capture());
        bool isIdle;
        lock (gate)
        {
            isIdle = !waiting.TryGetValue(row.PartitionKey, out var queue);
            if (queue is null) waiting[row.PartitionKey] = queue = new Queue<Write>();
            queue.Enqueue(write);
        }

        if (isIdle) _ = SendAllAsync(row.PartitionKey);
        return write.Done.Task.WaitAsync(cancellation);
    }

    private async Task SendAllAsync(string partition)
    {
        while (Next(partition) is [var first, ..] next)
        {
            // A request belongs to the trace of its first row.
            var sending = Task.CompletedTask;
            if (first.Context is null) sending = SendAsync(next);
            else ExecutionContext.Run(first.Context, _ => sending = SendAsync(next), null);
            await sending;
        }
    }

    /// <summary>What goes together; empty where nothing waits: then the next row is sent at once.</summary>
    private List<Write> Next(string partition)
    {
        var (next, keys) = (new List<Write>(), new HashSet<string>());
        lock (gate)
        {
            var queue = waiting[partition];
            // A transaction has a row once.
            while (next.Count < Most && queue.TryPeek(out var write) && keys.Add(write.Row.RowKey)) next.Add(queue.Dequeue());
            if (next.Count == 0) waiting.Remove(partition);
        }

        return next;
    }

    private async Task SendAsync(List<Write> writes)
    {
        try
        {
            await (writes is [var only]
                ? table.UpsertEntityAsync(only.Row, TableUpdateMode.Replace)
                : (Task)table.SubmitTransactionAsync(
                    writes.Select(write => new TableTransactionAction(TableTransactionActionType.UpsertReplace, write.Row))));
            foreach (var write in writes) write.Done.SetResult();
        }
        catch (RequestFailedException refused) when (writes.Count > 1 && refused.Status is >= 400 and < 500)
        {
            // One of them, or all together, are too large: the others must not fail by it.
            foreach (var write in writes) await SendAsync([write]);
        }
        catch (Exception exception)
        {
            foreach (var write in writes) write.Done.SetException(exception);
        }
    }
}
