using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Reviews;

/// <summary>
/// What operators see of reviews. Gauges show what the last census found, as long as it is fresh: not every instance takes one.
/// </summary>
public sealed class ReviewMetrics
{
    /// <summary>A census older than this is not shown: another instance may have taken a newer one.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    private readonly Counter<long> decisions;
    private readonly ObservableGauge<long> open;
    private readonly ObservableGauge<double> oldest;
    private readonly TimeProvider time;
    private volatile ShownCensus? census;

    public ReviewMetrics(IMeterFactory meters, TimeProvider time)
    {
        this.time = time;
        var meter = meters.Create(Tracing.Name);
        decisions = meter.CreateCounter<long>("reviews.decisions", "{decision}", "Decisions recorded.");
        open = meter.CreateObservableGauge("reviews.open", Open, "{review}", "Applications under review.");
        oldest = meter.CreateObservableGauge("reviews.oldest_pending_assignment", Oldest, "s",
            "Time since the oldest open assignment was opened.");
    }

    /// <summary>Somebody looks at the gauges; otherwise a census is not worth its reads.</summary>
    public bool IsObserved => open.Enabled || oldest.Enabled;

    public void Decided(Decision decision) => decisions.Add(1, new("outcome", decision.Kind.ToString()), new("stage", decision.Stage));

    /// <summary>Takes over what was counted. A group that is empty now is shown as 0, so that no reader keeps its last value.</summary>
    public void Show(IReadOnlyDictionary<ReviewGroup, long> groups, TimeSpan oldest)
    {
        var empty = (census?.Groups.Keys ?? []).Where(group => !groups.ContainsKey(group)).Select(group => KeyValuePair.Create(group, 0L));
        census = new ShownCensus(groups.Concat(empty).ToDictionary(), oldest, time.GetUtcNow());
    }

    private IEnumerable<Measurement<long>> Open() => Now is not { } now ? [] : now.Groups.Select(group => new Measurement<long>(
        group.Value, new("stage", group.Key.Stage), new("programme", group.Key.Programme), new("age", group.Key.Age)));

    private IEnumerable<Measurement<double>> Oldest() => Now is not { } now ? [] : [new Measurement<double>(now.Oldest.TotalSeconds)];

    private ShownCensus? Now => census is { } last && time.GetUtcNow() - last.At < Fresh ? last : null;

    private sealed record ShownCensus(IReadOnlyDictionary<ReviewGroup, long> Groups, TimeSpan Oldest, DateTimeOffset At);
}
