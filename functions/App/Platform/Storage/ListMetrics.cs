using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Platform.Storage;

/// <summary>What operators see of lists.</summary>
public sealed class ListMetrics(IMeterFactory meters)
{
    private readonly Counter<long> repaired =
        meters.Create(Tracing.Name).CreateCounter<long>("lists.repaired", "{line}", "Lines of lists that were found wrong and repaired.");

    /// <param name="difference"><c>missing</c>, <c>wrong</c> or <c>extra</c>.</param>
    public void Repaired(string difference) => repaired.Add(1, KeyValuePair.Create<string, object?>("difference", difference));
}
