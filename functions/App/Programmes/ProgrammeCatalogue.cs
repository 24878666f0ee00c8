using System.Collections.Frozen;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Programmes;

/// <summary>All versions of all programmes. Old versions stay: an application keeps the one that it was drafted under.</summary>
public sealed class ProgrammeCatalogue
{
    private readonly FrozenDictionary<string, IReadOnlyList<ProgrammeDefinition>> programmes;

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

    /// <summary>By programme, then version.</summary>
    public IReadOnlyList<ProgrammeDefinition> All { get; }

    /// <summary>Versions of a programme, oldest first; empty when there is no such programme.</summary>
    public IReadOnlyList<ProgrammeDefinition> Versions(string programme) => programmes.GetValueOrDefault(programme, []);

    /// <summary>Null when there is none.</summary>
    public ProgrammeDefinition? Find(string programme, int version) => Versions(programme).ElementAtOrDefault(version - 1);

    /// <summary>The definition that an application is pinned to.</summary>
    /// <exception cref="InvalidOperationException">It was taken out of the app, which must not happen while applications need
    /// it.</exception>
    public ProgrammeDefinition Get(string programme, int version) =>
        Find(programme, version) ?? throw new InvalidOperationException($"The definition {programme} v{version} is gone.");

    /// <summary>Of each programme the version that <see cref="ForNew"/> chooses, by name.</summary>
    public IReadOnlyList<ProgrammeDefinition> NewOnes(DateOnly day) =>
        [.. All.Select(definition => definition.Programme).Distinct().Select(programme => ForNew(programme, day))];

    /// <summary>The newest version whose guide is open on a day; without one the newest of all, whose days the caller can show.</summary>
    /// <exception cref="Platform.Http.ProblemException">unknown-programme.</exception>
    public ProgrammeDefinition ForNew(string programme, DateOnly day)
    {
        var versions = Versions(programme);
        if (versions.Count == 0) throw ProgrammeProblems.UnknownProgramme.With();
        return versions.LastOrDefault(definition => definition.Guide.IsOpen(day)) ?? versions[^1];
    }
}
