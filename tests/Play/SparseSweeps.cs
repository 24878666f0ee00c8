namespace Play;

/// <summary>For a city on a virtual clock: an hour is nothing to wait for, and a sweep a minute would be all that the clock does.</summary>
/// <remarks>What only a sweep heals waits for days; a test about it calls the sweep.</remarks>
internal static class SparseSweeps
{
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["FactSweepSchedule"] = "0 0 */6 * * *", ["DocumentSweepSchedule"] = "0 45 */6 * * *", ["MetricsSchedule"] = "0 30 19 * * *",
        ["ReviewSweepSchedule"] = "0 45 19 * * 1", ["ListSweepSchedule"] = "0 15 19 1 * *",
        ["DeliverySweepSchedule"] = "30 15 */6 * * *",
    };
}
