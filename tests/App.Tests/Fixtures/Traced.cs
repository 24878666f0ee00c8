using System.Collections.Concurrent;
using System.Diagnostics;
using FunctionsApp.Platform.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace App.Tests.Fixtures;

/// <summary>Collects the app's spans while it lives.</summary>
/// <remarks>Sources are global: tests that trace or measure are of one collection, and look at their own names.</remarks>
internal sealed class Traced : IDisposable
{
    /// <summary>The collection of tests that trace or measure.</summary>
    public const string Tests = "Telemetry";

    /// <summary>A traceparent as another process would have stored it.</summary>
    public const string Elsewhere = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static readonly ActivitySource Caller = new("App.Tests");

    private readonly Collector collector = new();
    private readonly TracerProvider provider;

    public Traced() => provider = Sdk.CreateTracerProviderBuilder().AddSource(Tracing.Name, Caller.Name).AddProcessor(collector).Build();

    /// <summary>The app's ended spans of a name; other tests may trace at the same time.</summary>
    public IReadOnlyList<Activity> Named(string name) =>
        [.. collector.Spans.Where(span => span.Source.Name == Tracing.Name && span.DisplayName == name)];

    /// <summary>What runs around the app's code: a request, an invocation.</summary>
    public static Activity Run() => Caller.StartActivity("caller")!;

    public void Dispose() => provider.Dispose();

    private sealed class Collector : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Spans { get; } = [];

        public override void OnEnd(Activity data) => Spans.Enqueue(data);
    }
}
