using System.Diagnostics;
using Azure.Data.Tables;

namespace FunctionsApp.Platform.Telemetry;

/// <summary>The app's source of spans, and how a trace continues where no SDK carries it: through rows and blobs.</summary>
/// <remarks>Messages and orchestrations are carried by their SDKs, on Azure and on LocalHost alike, from the span that runs.</remarks>
public static class Tracing
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Name = "FunctionsApp";

    /// <summary>Name under which a row or a blob keeps its W3C traceparent.</summary>
    public const string TraceParent = "traceparent";

    public static readonly ActivitySource Source = new(Name);

    /// <summary>The running span as W3C traceparent, to be stored; null when tracing is off.</summary>
    public static string? Current => Source.HasListeners() ? Activity.Current?.Id : null;

    /// <summary>Keeps <see cref="Current"/> in a row; see <see cref="Of"/>.</summary>
    public static TableEntity Traced(this TableEntity row)
    {
        if (Current is { } trace) row[TraceParent] = trace;
        return row;
    }

    /// <summary>What <see cref="Traced"/> kept; null if tracing was off.</summary>
    public static string? Of(TableEntity row) => row.GetString(TraceParent);

    /// <summary>
    /// A span of the trace that <paramref name="stored"/> belongs to, linked to what runs now. Without a stored one it belongs to
    /// what runs.
    /// </summary>
    /// <param name="stored">From <see cref="Current"/>, at another time or place.</param>
    /// <returns>Null when tracing is off. Dispose ends it.</returns>
    public static Activity? Continue(string name, string? stored, ActivityKind kind)
    {
        if (!Source.HasListeners()) return null;
        if (!ActivityContext.TryParse(stored, null, isRemote: true, out var parent)) return Source.StartActivity(name, kind);
        return Source.StartActivity(name, kind, parent, links: Activity.Current is { } running
            ? [new ActivityLink(running.Context)] : null);
    }

    /// <summary>
    /// Links what runs to what caused it in another trace, long ago or together with others: there a parent would be wrong.
    /// </summary>
    public static void Link(string? stored)
    {
        if (Activity.Current is { IsAllDataRequested: true } running
            && ActivityContext.TryParse(stored, null, isRemote: true, out var cause)
            && cause.TraceId != running.TraceId)
        {
            running.AddLink(new ActivityLink(cause));
        }
    }
}
