using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Selections;

public sealed class ReadSelectionActivity(AggregateStore store)
{
    /// <summary>True once the batch is decided; null while an officer is asked.</summary>
    [Function(nameof(ReadSelectionActivity))]
    public async Task<bool?> RunAsync([ActivityTrigger] SelectionRun run, CancellationToken cancellation) =>
        (await store.GetSelectionAsync(run.Selection, cancellation)).State.Round.Batch(run.Batch)?.Decision is null ? null : true;
}
