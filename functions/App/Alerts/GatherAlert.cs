using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Alerts;

/// <param name="At">UTC: the same for each attempt.</param>
public sealed record AlertGathering(string Sector, DateOnly Day, int Number, DateTimeOffset At);

public sealed class GatherAlertActivity(AlertStore store)
{
    /// <summary>Moves pending items into one alert; answers whether more wait. Safe to run twice.</summary>
    [Function(nameof(GatherAlertActivity))]
    public Task<bool> RunAsync([ActivityTrigger] AlertGathering gathering, CancellationToken cancellation) =>
        store.GatherAsync(gathering.Sector, gathering.Day, gathering.Number, gathering.At, cancellation);
}
