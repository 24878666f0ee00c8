using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Warnings;

public sealed class ReadWarningActivity(WarningStore store)
{
    /// <summary>Where the warning stands.</summary>
    [Function(nameof(ReadWarningActivity))]
    public async Task<WarningStatus> RunAsync([ActivityTrigger] string id, CancellationToken cancellation) => (await store.GetAsync(id, cancellation)).Status;
}
