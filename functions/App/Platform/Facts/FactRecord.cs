using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunctionsApp.Platform.Facts;

/// <summary>What one reader may see of a record.</summary>
/// <param name="IsShown">With its content; without it its hash alone.</param>
/// <param name="Agrees">
/// Whether the state is what the facts say, given without those that this version does not know; null where it is not compared.
/// </param>
public sealed record RecordView(Func<SealedFact, bool> IsShown, Func<IReadOnlyList<Fact>, bool>? Agrees = null)
{
    public static readonly RecordView All = new(_ => true);
}

/// <summary>The record of an aggregate, as one reader may see it. How to check it by oneself: README of this folder.</summary>
/// <param name="Whole">
/// Whether every fact seals the one before and the state agrees with them; checked with what the reader may not see.
/// </param>
/// <param name="FirstBroken">Number of the first fact that does not fit or cannot be read; null when all do.</param>
/// <param name="StateAgrees">
/// Whether the state is what the facts say; absent where they are broken, and for aggregates whose state is not compared.
/// </param>
public sealed record FactRecord(
    string Subject, bool Whole, int? FirstBroken, IReadOnlyList<FactEntry> Facts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? StateAgrees = null)
{
    /// <summary>Of an aggregate that has no fact yet.</summary>
    public static FactRecord None(string subject) => Of(subject, FactHead.Start, [], RecordView.All);

    /// <param name="head">The end of the chain as the state knows it: facts that follow it are left for the next reading.</param>
    /// <param name="facts">Up to the first that cannot be read.</param>
    public static FactRecord Of(string subject, FactHead head, IReadOnlyList<SealedFact> facts, RecordView view)
    {
        var known = facts.Where(fact => fact.Number <= head.Number).ToList();
        // Facts cut off at the end would leave a chain that looks complete.
        var last = known.Count == 0 ? FactHead.Start : new FactHead(known[^1].Number, known[^1].Hash);
        var broken = FactChain.FirstBroken(known) ?? (last == head ? null : known.Count + 1);
        var stateAgrees = broken is null ? view.Agrees?.Invoke([.. known.Select(fact => fact.Read()).OfType<Fact>()]) : null;
        return new FactRecord(
            subject, broken is null && stateAgrees is not false, broken, [.. known.Select(fact => FactEntry.Of(fact, view.IsShown(fact)))],
            stateAgrees);
    }
}

/// <summary>A fact of the record.</summary>
/// <param name="At">As it was hashed: UTC with seven decimals.</param>
/// <param name="Actor">User id, or the name of the function that acted; null where it is withheld.</param>
/// <param name="Data">Null where it is withheld.</param>
/// <param name="Sealed">The text whose SHA-256 is the hash, byte for byte in UTF-8; null where it is withheld.</param>
/// <param name="Previous">Hash of the fact before; empty for the first.</param>
/// <param name="Hash">Of all that was recorded, also of what is withheld: what is shown later can be checked against it.</param>
/// <param name="Withheld">The reader may not see who did what; absent otherwise.</param>
public sealed record FactEntry(
    int Number, string Type, string At, string? Actor, JsonElement? Data, string? Sealed, string Previous, string Hash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Withheld = false)
{
    /// <summary>When it was recorded, UTC.</summary>
    public DateTimeOffset Time() => DateTimeOffset.Parse(At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The fact; null where it is withheld, changed so that it cannot be read, or of another version of the app.</summary>
    public Fact? Read()
    {
        try
        {
            return Data is { } data ? FactTypes.Read(Type, data.GetRawText()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static FactEntry Of(SealedFact fact, bool isShown)
    {
        var at = FactChain.Time(fact.At);
        return isShown
            ? new(
                fact.Number, fact.Type, at, fact.Actor, JsonSerializer.Deserialize<JsonElement>(fact.Data), FactChain.Content(fact),
                fact.Previous, fact.Hash)
            : new(fact.Number, fact.Type, at, null, null, null, fact.Previous, fact.Hash, Withheld: true);
    }
}
