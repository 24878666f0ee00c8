using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>The version of a programme's rules that is announced.</summary>
public sealed record AnnouncedRevision(int Version);

/// <summary>A version of a programme's definition takes new applications.</summary>
/// <param name="Before">The version that did before; null for the first that was seen.</param>
/// <param name="Sectors">Codes; empty for all.</param>
public sealed record ProgrammeRevised(
    string Programme, int Version, int? Before, LocalizedText Name, IReadOnlyList<string> Sectors) : Fact;

/// <summary>When the rules of a programme become those of another version.</summary>
public static class AnnounceRevision
{
    /// <summary>By programme, beside the guides that were announced.</summary>
    public static readonly Aggregate<AnnouncedRevision> Kind = new(Topology.ProgrammesTable, Part.Own<AnnouncedRevision>());

    public static string IdOf(string programme) => $"revision-{programme}";

    /// <summary>None where the version was announced, or a later one: a rollback of the app announces nothing.</summary>
    /// <param name="definition">The one that takes new applications.</param>
    public static Change<AnnouncedRevision> Decide(AnnouncedRevision? current, ProgrammeDefinition definition)
    {
        if (current is not null && current.Version >= definition.Version) return Change.None(current);
        var fact = new ProgrammeRevised(
            definition.Programme, definition.Version, current?.Version, definition.Name, definition.Guide.Sectors);
        return Change.To(new AnnouncedRevision(definition.Version), AnnounceGuides.Actor, fact);
    }
}
