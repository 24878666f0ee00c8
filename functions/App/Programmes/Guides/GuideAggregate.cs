using System.Globalization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Guides;

/// <summary>The guides that administrators publish; and how far the news of each definition's own guide is announced.</summary>
public static class GuideAggregate
{
    /// <summary>Of the definitions' own guides, beside the facts that announced them.</summary>
    public static readonly Aggregate<AnnouncedGuide> Kind = new(Topology.ProgrammesTable, Part.Own<AnnouncedGuide>());

    private static readonly Part<GuidesHead> Head = Part.Own<GuidesHead>();

    private static readonly Part<IReadOnlyList<AnnualGuide>> Guide =
        Part.Many<AnnualGuide>("guide", guide => NumberOf(guide.Id)!.Value.ToString("D6", CultureInfo.InvariantCulture));

    /// <summary>By programme.</summary>
    public static readonly Aggregate<ProgrammeGuides> OfProgramme = new(Topology.GuidesTable, new Part<ProgrammeGuides>
    {
        Kinds = Guide.Kinds,
        Read = rows => new ProgrammeGuides(Head.Read(rows).Programme, Guide.Read(rows)),
        Write = state => [.. Head.Write(new GuidesHead(state.Programme)), .. Guide.Write(state.Guides)],
        Lines = state => state.Guides.SelectMany(GuideIndex.Lines),
    });

    /// <summary>The own row of <see cref="OfProgramme"/>.</summary>
    private sealed record GuidesHead(string Programme);

    public static string Id(ProgrammeDefinition definition) => $"guide-{definition.Programme}-{definition.Version}";

    /// <summary>The partition of a programme's guides.</summary>
    public static string PartitionOf(string programme) => $"guides-{programme}";

    /// <param name="number">1 for the first of the programme.</param>
    public static string IdOf(string programme, int number) => $"{programme}-g{number}";

    /// <summary>The programme that a guide's id names; null where the text has not the shape of an id.</summary>
    public static string? ProgrammeOf(string? id) => NumberOf(id) is null ? null : id![..id!.LastIndexOf("-g", StringComparison.Ordinal)];

    private static int? NumberOf(string? id)
    {
        var at = id?.LastIndexOf("-g", StringComparison.Ordinal) ?? -1;
        return at > 0 && int.TryParse(id.AsSpan(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            && id == IdOf(id![..at], number) ? number : null;
    }

    /// <summary>Null when there is none of this id.</summary>
    internal static async Task<AnnualGuide?> FindGuideAsync(this AggregateStore store, string id, CancellationToken cancellation) =>
        ProgrammeOf(id) is { } programme
            ? (await store.FindAsync(OfProgramme, PartitionOf(programme), cancellation))?.State.Find(id) : null;

    /// <summary>Changes one guide; the rule sees the others of its programme, too.</summary>
    /// <exception cref="ProblemException">not-found; precondition-failed; whatever <paramref name="decide"/> throws.</exception>
    internal static Task<Stored<ProgrammeGuides>> ChangeGuideAsync(
        this AggregateStore store, string id, Func<ProgrammeGuides, AnnualGuide, Change<ProgrammeGuides>> decide,
        CancellationToken cancellation, Precondition precondition = default) => ProgrammeOf(id) is { } programme
            ? store.ChangeAsync(
                OfProgramme, PartitionOf(programme),
                state => decide(state, state.Find(id) ?? throw PlatformProblems.NotFound.With()), cancellation, precondition)
            : throw PlatformProblems.NotFound.With();
}
