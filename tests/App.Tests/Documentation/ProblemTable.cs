using FunctionsApp.Platform;
using FunctionsApp.Portal;

namespace App.Tests.Documentation;

/// <summary>Every kind of problem, by slug.</summary>
public static class ProblemTable
{
    public static string All => MarkdownTable.Of(
        "problem | status | cause | remedy",
        ProblemCatalogue.All.Values.OrderBy(problem => problem.Slug, StringComparer.Ordinal),
        problem => [$"`{problem.Slug}`", $"{problem.Status}", Both(problem.Title), Both(problem.Remedy)]);

    private static string Both(LocalizedText text) => $"{text.English}<br>{text.Chinese}";
}
