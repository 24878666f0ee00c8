using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Warnings;

public sealed class ReadChangeActivity(AggregateStore store)
{
    /// <summary>True when the change is verified, dismissed, or gone with its warning; null while it waits.</summary>
    [Function(nameof(ReadChangeActivity))]
    public async Task<bool?> RunAsync([ActivityTrigger] WarningChangeRun run, CancellationToken cancellation) =>
        (await store.GetWarningAsync(run.WarningId, cancellation)).State.Proposed?.Round == run.Round ? null : true;
}
