using App.Tests.Conventions;
using App.Tests.Fixtures;

namespace App.Tests.Documentation;

/// <summary>The Markdown files of the repository.</summary>
public static class Pages
{
    private static readonly string[] Elsewhere = ["artifacts", "bin", "obj", "node_modules", ".local", ".git"];

    public static string App { get; } = Path.Combine(Repository.Root, "functions", "App");

    public static IReadOnlyList<string> All { get; } = [.. Below(Repository.Root).Order(StringComparer.Ordinal)];

    /// <summary>In the order in which they may use each other.</summary>
    public static IReadOnlyList<string> Features => StructureTests.Features;

    /// <summary>Of a feature in the order.</summary>
    public static int Place(string feature) => Array.IndexOf(StructureTests.Features, feature);

    public static string OfFeature(string feature) => Path.Combine(App, feature, "README.md");

    /// <summary>Path below the repository, with '/'.</summary>
    public static string Name(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder, "*.md").Concat(
        Directory.EnumerateDirectories(folder).Where(inner => !Elsewhere.Contains(Path.GetFileName(inner))).SelectMany(Below));
}
