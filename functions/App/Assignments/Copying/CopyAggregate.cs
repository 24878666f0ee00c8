using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Assignments.Copying;

/// <summary>One copy in a person's list.</summary>
/// <param name="From">User id of the sender.</param>
public sealed record CopyLine(CopiedMatter Matter, string From, string? Note, DateTimeOffset At, bool IsRead);

/// <summary>The copies of each matter, and the list of each person.</summary>
/// <remarks>Not in the matter's own partition: its record must not tell its other readers of them.</remarks>
public static class CopyAggregate
{
    /// <summary>The copies of a matter: another id than the matter's, so that no fact has the message id of one of the matter's.</summary>
    public static string IdOf(string matter) => Ids.From("copies", matter);

    /// <summary>Of a person, the newest first.</summary>
    public static readonly ListIndex<CopyLine> OfPerson = new("copies-of-person");

    private static readonly Part<CopiedMatter> Matter = Part.Own<CopiedMatter>();

    private static readonly Part<IReadOnlyList<Copy>> Items = Part.Many<Copy>("copy", copy => $"{copy.Number:D3}");

    public static readonly Aggregate<Copies> Kind = new(Topology.CopiesTable, new Part<Copies>
    {
        Kinds = Items.Kinds,
        Read = rows => new Copies(Matter.Read(rows), Items.Read(rows)),
        Write = copies => [.. Matter.Write(copies.Matter), .. Items.Write(copies.Items)],
        Lines = copies => copies.Items.Select(copy => OfPerson.Line(
            copy.To, LineOrder.NewestFirst(copy.At, copies.Matter.Id),
            new CopyLine(copies.Matter, copy.From, copy.Note, copy.At, copy.ReadAt is not null))),
    });
}
