namespace Play;

/// <summary>For a city on a virtual clock: an hour is nothing to wait for, and a sweep a minute would be all that the clock does.</summary>
internal static class SparseSweeps
{
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["FactSweepSchedule"] = "0 0 * * * *", ["MetricsSchedule"] = "0 30 * * * *", ["DocumentSweepSchedule"] = "0 45 * * * *",
        ["ReviewSweepSchedule"] = "0 45 19 * * *", ["ListSweepSchedule"] = "0 15 19 * * *",
    };
}
