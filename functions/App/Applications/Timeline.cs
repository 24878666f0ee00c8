using System.Text.Json;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Applications;

/// <summary>An application's record.</summary>
/// <param name="Whole">Whether every fact seals the one before.</param>
/// <param name="FirstBroken">Number of the first fact that does not fit; null when all do.</param>
public sealed record Timeline(string Application, bool Whole, int? FirstBroken, IReadOnlyList<TimelineEntry> Facts)
{
    public static Timeline Of(string application, FactHead head, IReadOnlyList<SealedFact> facts)
    {
        // Facts cut off at the end would leave a chain that looks complete: the state knows the last one.
        var last = facts.Count == 0 ? FactHead.Start : new FactHead(facts[^1].Number, facts[^1].Hash);
        var broken = FactChain.FirstBroken(facts) ?? (last == head ? null : facts.Count + 1);
        return new Timeline(application, broken is null, broken, [.. facts.Select(TimelineEntry.Of)]);
    }
}

public sealed record TimelineEntry(int Number, string Type, DateTimeOffset At, string Actor, JsonElement Data, string Hash)
{
    public static TimelineEntry Of(SealedFact fact) =>
        new(fact.Number, fact.Type, fact.At, fact.Actor, JsonSerializer.Deserialize<JsonElement>(fact.Data), fact.Hash);
}
