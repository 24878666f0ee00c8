using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

/// <summary>An application's record, as one reader may see it.</summary>
/// <param name="Whole">Whether every fact seals the one before; checked with what the reader may not see.</param>
/// <param name="FirstBroken">Number of the first fact that does not fit; null when all do.</param>
public sealed record Timeline(string Application, bool Whole, int? FirstBroken, IReadOnlyList<TimelineEntry> Facts)
{
    public static Timeline Of(Stored<ApplicationCase> stored, Reader reader, IReadOnlyList<SealedFact> facts)
    {
        // Facts cut off at the end would leave a chain that looks complete: the state knows the last one.
        var last = facts.Count == 0 ? FactHead.Start : new FactHead(facts[^1].Number, facts[^1].Hash);
        var broken = FactChain.FirstBroken(facts) ?? (last == stored.Head ? null : facts.Count + 1);
        return new Timeline(stored.State.Application.Id, broken is null, broken,
            [.. facts.Select(fact => TimelineEntry.Of(fact, TimelineRights.IsShown(fact, stored.State, reader)))]);
    }
}

/// <summary>A fact of the record.</summary>
/// <param name="Actor">Null where it is withheld.</param>
/// <param name="Data">Null where it is withheld.</param>
/// <param name="Previous">Hash of the fact before; empty for the first.</param>
/// <param name="Hash">Of all that was recorded, also of what is withheld: what is shown later can be checked against it.</param>
/// <param name="Withheld">The reader may not see who did what; absent otherwise.</param>
public sealed record TimelineEntry(
    int Number, string Type, DateTimeOffset At, string? Actor, JsonElement? Data, string Previous, string Hash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Withheld = false)
{
    public static TimelineEntry Of(SealedFact fact, bool isShown) => isShown
        ? new(fact.Number, fact.Type, fact.At, fact.Actor, JsonSerializer.Deserialize<JsonElement>(fact.Data), fact.Previous, fact.Hash)
        : new(fact.Number, fact.Type, fact.At, null, null, fact.Previous, fact.Hash, Withheld: true);
}

/// <summary>Which facts a reader sees with their content.</summary>
internal static class TimelineRights
{
    /// <summary>By <see cref="ShownAsAttribute"/>, and by whether the stage is still open; what one did oneself is shown.</summary>
    public static bool IsShown(SealedFact sealedFact, ApplicationCase state, Reader reader)
    {
        var shownAs = FactTypes.All.GetValueOrDefault(sealedFact.Type)?.GetCustomAttribute<ShownAsAttribute>()?.Right;
        // A fact of another version of the app, too.
        if (shownAs is not { } right) return reader.Has(Right.VotesOfOpenStages);
        if (sealedFact.Actor == reader.Caller.Id && reader.Has(Right.Record)) return true;
        var isOpen = sealedFact.Read() is IOfAssignment fact && AssignmentId.Parse(fact.Assignment) is { } id && state.IsOpen(id.Ask);
        return reader.Has(right switch
        {
            Right.ReviewersOfClosedStages when isOpen => Right.ReviewersOfOpenStages,
            Right.VotesOfClosedStages when isOpen => Right.VotesOfOpenStages,
            _ => right,
        });
    }
}
