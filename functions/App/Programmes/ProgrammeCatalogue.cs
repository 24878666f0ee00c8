using System.Collections.Concurrent;
using System.Collections.Frozen;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Guides;

namespace FunctionsApp.Programmes;

/// <summary>
/// All versions of all programmes, and the guides that administrators published. Old versions stay: an application keeps the one that it
/// was drafted under.
/// </summary>
/// <remarks>From the day on which a programme's first published guide opens, new applications are drafted under published guides alone;
/// before it under the definitions' own. The published ones are as old as <see cref="GuideRegister"/> read them.</remarks>
public sealed class ProgrammeCatalogue
{
    private readonly FrozenDictionary<string, IReadOnlyList<ProgrammeDefinition>> programmes;

    /// <summary>Of guides that an application named before they were read with the others.</summary>
    private readonly ConcurrentDictionary<string, ProgrammeDefinition> early = [];

    private volatile FrozenDictionary<string, ProgrammeDefinition> published = FrozenDictionary<string, ProgrammeDefinition>.Empty;

    /// <exception cref="InvalidDefinitionsException">A definition is not valid, or versions are missing.</exception>
    public ProgrammeCatalogue(IEnumerable<ProgrammeDefinition> definitions)
    {
        var all = definitions.ToList();
        var errors = DefinitionChecks.Errors([.. all.Select(definition => (ProgrammeLoader.FileName(definition), definition))]);
        if (errors.Count > 0) throw new InvalidDefinitionsException(errors);
        All = [.. all.OrderBy(definition => definition.Programme, StringComparer.Ordinal).ThenBy(definition => definition.Version)];
        programmes = All.GroupBy(definition => definition.Programme)
            .ToFrozenDictionary(group => group.Key, IReadOnlyList<ProgrammeDefinition> (group) => [.. group]);
    }

    /// <summary>As the files have them, by programme, then version.</summary>
    public IReadOnlyList<ProgrammeDefinition> All { get; }

    /// <summary>Definitions under each published guide, by programme, then first day.</summary>
    public IReadOnlyList<ProgrammeDefinition> Published =>
        [.. published.Values.OrderBy(call => call.Programme, StringComparer.Ordinal).ThenBy(call => call.Guide.Opens)];

    /// <summary>Reads a guide that is not among the published ones yet; null where there is none.</summary>
    internal Func<string, AnnualGuide?> ReadEarly { get; set; } = _ => null;

    /// <summary>Code and name of each programme, by code.</summary>
    public IReadOnlyList<(string Code, LocalizedText Name)> Names =>
        [.. programmes.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => (each.Key, each.Value[^1].Name))];

    /// <summary>Versions of a programme, oldest first; empty when there is no such programme.</summary>
    public IReadOnlyList<ProgrammeDefinition> Versions(string programme) => programmes.GetValueOrDefault(programme, []);

    /// <summary>As the file has it; null when there is none.</summary>
    public ProgrammeDefinition? Find(string programme, int version) => Versions(programme).ElementAtOrDefault(version - 1);

    /// <summary>The definition that an application is pinned to, with what its guide changes.</summary>
    /// <param name="guide">Id of the published guide; null under the definition's own.</param>
    /// <exception cref="InvalidOperationException">It was taken out of the app, which must not happen while applications need
    /// it.</exception>
    public ProgrammeDefinition Get(string programme, int version, string? guide = null) =>
        (guide is null ? Find(programme, version) : Under(guide)) ?? throw new InvalidOperationException(
            $"The definition {programme} v{version}{(guide is null ? "" : $" under the guide {guide}")} is gone.");

    /// <summary>Of each programme the version that <see cref="ForNew"/> chooses, by name.</summary>
    public IReadOnlyList<ProgrammeDefinition> NewOnes(DateOnly day) =>
        [.. All.Select(definition => definition.Programme).Distinct().Select(programme => ForNew(programme, day))];

    /// <summary>
    /// The definition under the guide that takes applications on a day; without one under the next guide, else under the last one, whose
    /// days the caller can show.
    /// </summary>
    /// <exception cref="Platform.Http.ProblemException">unknown-programme.</exception>
    public ProgrammeDefinition ForNew(string programme, DateOnly day)
    {
        var versions = Versions(programme);
        if (versions.Count == 0) throw ProgrammeProblems.UnknownProgramme.With();
        var calls = Published.Where(call => call.Programme == programme).ToList();
        if (calls.LastOrDefault(call => call.Guide.IsOpen(day)) is { } open) return open;
        var own = calls.Any(call => call.Guide.Opens <= day) ? null : versions.LastOrDefault(definition => definition.Guide.IsOpen(day));
        return own ?? calls.FirstOrDefault(call => call.Guide.Opens > day) ?? calls.LastOrDefault() ?? versions[^1];
    }

    /// <summary>Takes the published guides in place of those that it had before.</summary>
    internal void Take(IEnumerable<AnnualGuide> guides) => published = guides
        .Where(guide => guide.Status == GuideStatus.Published)
        .Select(guide => (guide.Id, Definition: Under(guide))).Where(guide => guide.Definition is not null)
        .ToFrozenDictionary(guide => guide.Id, guide => guide.Definition!);

    private ProgrammeDefinition? Under(string guide)
    {
        if (published.TryGetValue(guide, out var definition) || early.TryGetValue(guide, out definition)) return definition;
        definition = ReadEarly(guide) is { } read ? Under(read) : null;
        if (definition is not null) early[guide] = definition;
        return definition;
    }

    /// <summary>Null where this version of the app has no such definition.</summary>
    private ProgrammeDefinition? Under(AnnualGuide guide) =>
        Find(guide.Programme, guide.Version) is { } definition ? EffectiveDefinition.Of(definition, guide) : null;
}
