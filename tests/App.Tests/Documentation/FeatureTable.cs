using System.Text.RegularExpressions;

namespace App.Tests.Documentation;

/// <summary>The folders of App in their order, each with the first sentence of its README.</summary>
public static partial class FeatureTable
{
    public static string All => MarkdownTable.Of("folder | what it does", Pages.Features, feature =>
        [$"[{feature}]({feature}/README.md)", Sentence(File.ReadAllText(Pages.OfFeature(feature)))]);

    /// <summary>The first sentence below the heading, in one line.</summary>
    public static string Sentence(string page) => First().Match(page) is { Success: true } found
        ? found.Groups[1].Value.ReplaceLineEndings(" ")
        : throw new InvalidOperationException($"No sentence follows the heading of: {page[..Math.Min(60, page.Length)]}");

    [GeneratedRegex(@"\A# [^\n]+\n\n(.+?\.)(?=\s)", RegexOptions.Singleline)]
    private static partial Regex First();
}
