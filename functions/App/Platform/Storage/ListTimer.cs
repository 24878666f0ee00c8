using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Platform.Storage;

public sealed class ListTimer(CompareLists comparison)
{
    /// <summary>At ListSweepSchedule. Compares some lists and aggregates; safe to run twice.</summary>
    [Function("Lists_Compare")]
    public Task CompareAsync([TimerTrigger("%ListSweepSchedule%")] TimerInfo timer, CancellationToken cancellation) =>
        comparison.CompareNextAsync(cancellation);
}
