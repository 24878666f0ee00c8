using FunctionsApp.Platform.Telemetry;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>What a corrected application has to go through again.</summary>
public static class Supplement
{
    /// <summary>Names of the stages to ask again, in order: the one that returned, and each earlier one that judges a changed document.</summary>
    /// <param name="stages">All stages, in order. One without documents judges every document.</param>
    /// <param name="changed">Types of the documents replaced in this round.</param>
    /// <exception cref="ArgumentException">No stage is called <paramref name="returnedBy"/>.</exception>
    public static IReadOnlyList<string> StagesToRepeat(IReadOnlyList<StageDefinition> stages, string returnedBy, IReadOnlyCollection<string> changed)
    {
        var earlier = stages.TakeWhile(stage => stage.Name != returnedBy).ToList();
        if (earlier.Count == stages.Count) throw new ArgumentException($"No stage is called {returnedBy}.", nameof(returnedBy));
        return [.. earlier.Where(stage => Judges(stage, changed)).Select(stage => stage.Name), returnedBy];
    }

    private static bool Judges(StageDefinition stage, IReadOnlyCollection<string> changed) =>
        changed.Count > 0 && (stage.Documents.Count == 0 || stage.Documents.Any(changed.Contains));
}
