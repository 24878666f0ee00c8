using System.Collections.Concurrent;
using System.Diagnostics;
using LocalHost.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace LocalHost.Tests.Telemetry;

/// <summary>Collects the host's spans of one trace while it lives. Sources are global: other tests may trace at the same time.</summary>
internal sealed class Traced : IDisposable
{
    /// <summary>The collection of tests that trace.</summary>
    public const string Tests = "Telemetry";

    private static readonly ActivitySource Caller = new("LocalHost.Tests");

    private readonly Collector collector = new();
    private readonly TracerProvider provider;

    public Traced()
    {
        provider = Sdk.CreateTracerProviderBuilder().AddSource(HostSpans.Name, HttpSpans.Source, Caller.Name).AddProcessor(collector).Build();
        Activity.Current = null;
        Request = Caller.StartActivity("request", ActivityKind.Server)!;
    }

    /// <summary>What causes everything in the trace; it runs until the end.</summary>
    public Activity Request { get; }

    /// <summary>Ended spans of the trace, in order of their end.</summary>
    public IReadOnlyList<Activity> Spans => [.. collector.Spans.Where(span => span.TraceId == Request.TraceId)];

    /// <summary>Every ended span of a name, of any trace.</summary>
    public IReadOnlyList<Activity> OfAnyTrace(string name) => [.. collector.Spans.Where(span => span.DisplayName == name)];

    /// <summary>Waits for a number of ended spans: that of a request ends after its answer. Fails where they never come.</summary>
    public async Task UntilAsync(int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (Spans.Count < count) await Task.Delay(10, limit.Token);
    }

    /// <summary>The trace as text: a line a span, indented under its parent, those of one parent in order of name.</summary>
    public string Tree() => string.Join('\n', Below(Request.SpanId, 0));

    /// <summary>Spans whose parent nobody has told.</summary>
    public IReadOnlyList<string> Orphans()
    {
        var known = Spans.Select(span => span.SpanId).Append(Request.SpanId).ToHashSet();
        return [.. Spans.Where(span => !known.Contains(span.ParentSpanId)).Select(span => span.DisplayName)];
    }

    public void Dispose()
    {
        Request.Dispose();
        provider.Dispose();
    }

    private IEnumerable<string> Below(ActivitySpanId parent, int depth) => Spans
        .Where(span => span.ParentSpanId == parent)
        .OrderBy(span => span.DisplayName, StringComparer.Ordinal)
        .SelectMany(span => Below(span.SpanId, depth + 1).Prepend($"{new string(' ', depth * 2)}{span.DisplayName} {span.Kind}"));

    private sealed class Collector : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Spans { get; } = [];

        public override void OnEnd(Activity data) => Spans.Enqueue(data);
    }
}
