using System.Diagnostics;

namespace Scenarios.Fixtures;

/// <summary>Questions about the spans of traces.</summary>
internal static class SpanQueries
{
    /// <summary>The span and what caused it, up to the beginning of its trace.</summary>
    public static IReadOnlyList<Activity> Ancestry(this IReadOnlyList<Activity> spans, Activity span)
    {
        var line = new List<Activity> { span };
        while (line[^1].ParentSpanId != default)
        {
            line.Add(spans.SingleOrDefault(parent => parent.TraceId == span.TraceId && parent.SpanId == line[^1].ParentSpanId)
                ?? throw new InvalidOperationException($"Nobody told the parent of {line[^1].DisplayName}."));
        }

        return line;
    }

    /// <summary>Spans of a trace whose parent nobody told.</summary>
    public static IReadOnlyList<string> Orphans(this IReadOnlyList<Activity> spans, ActivityTraceId trace)
    {
        var mine = spans.Where(span => span.TraceId == trace).ToList();
        var known = mine.Select(span => span.SpanId).ToHashSet();
        return [.. mine.Where(span => span.ParentSpanId != default && !known.Contains(span.ParentSpanId)).Select(span => span.DisplayName)];
    }
}
