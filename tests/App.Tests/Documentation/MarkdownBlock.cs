using System.Text.RegularExpressions;

namespace App.Tests.Documentation;

/// <summary>A part of a Markdown file that a test makes.</summary>
/// <remarks>Between <c>&lt;!-- generated: name --&gt;</c> and <c>&lt;!-- end --&gt;</c>.</remarks>
/// <param name="File">Full path.</param>
/// <param name="Name">What is made, with an argument after a space.</param>
public sealed partial record MarkdownBlock(string File, string Name)
{
    /// <summary>Writes instead of comparing.</summary>
    internal static bool IsWriting => Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1";

    /// <summary>All blocks of a file, in order.</summary>
    public static IReadOnlyList<MarkdownBlock> AllOf(string file) =>
        [.. Block().Matches(System.IO.File.ReadAllText(file)).Select(match => new MarkdownBlock(file, match.Groups["name"].Value))];

    /// <summary>Holds the block to its content, or, with UPDATE_DOCS=1, writes the content into the file.</summary>
    public void Hold(string content)
    {
        var text = System.IO.File.ReadAllText(File);
        var block = Block().Matches(text).Single(match => match.Groups["name"].Value == Name).Groups["content"];
        var expected = $"\n{content.Trim()}\n";
        if (IsWriting && block.Value != expected)
        {
            System.IO.File.WriteAllText(File, text[..block.Index] + expected + text[(block.Index + block.Length)..]);
            return;
        }

        Assert.True(block.Value == expected, $"{File}: {Name} is out of date; UPDATE_DOCS=1 lets this test write it:\n{expected}");
    }

    [GeneratedRegex("<!-- generated: (?<name>[^>]+) -->(?<content>.*?)<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Block();
}
