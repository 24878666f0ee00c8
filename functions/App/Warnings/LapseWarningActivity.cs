using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

public sealed class LapseWarningActivity(WarningStore store, IOptions<WarningOptions> options, TimeProvider time)
{
    /// <summary>Gives up a draft that nobody verified; a decision that came at the last moment stands. Safe to run twice.</summary>
    [Function(nameof(LapseWarningActivity))]
    public async Task<WarningStatus> RunAsync([ActivityTrigger] string id, CancellationToken cancellation)
    {
        var lapse = new LapseWarning(nameof(LapseWarningActivity));
        return (await store.ChangeAsync(id, warning => WarningRules.Decide(warning, lapse, time.GetUtcNow(), options.Value.Publication), cancellation)).Status;
    }
}
