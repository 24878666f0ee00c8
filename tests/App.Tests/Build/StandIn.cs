using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using App.Tests.Fixtures;

namespace App.Tests.Build;

/// <summary>A package of the stand-in for the one package that some registries lack.</summary>
internal sealed class StandIn(string path)
{
    public const string Id = "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus";

    /// <summary>Its sources, and the package source that the build adds.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "functions", "ServiceBusStandIn");

    /// <summary>The version of the official package that the build asks for.</summary>
    public static string Wanted { get; } = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props"))
        .Descendants("PackageVersion").Single(package => (string?)package.Attribute("Include") == Id)
        .Attribute("Version")!.Value;

    public static StandIn Committed { get; } = new(Directory.EnumerateFiles(Folder, "*.nupkg").Single());

    /// <summary>The version of this package that a restore took, official or not.</summary>
    /// <param name="output">The project's folder of intermediate output.</param>
    public static string RestoredVersion(string output)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "project.assets.json")));
        return assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Select(library => library.Name.Split('/')).Single(name => name[0] == Id)[1];
    }

    public string Version => Metadata("version").Single().Value;

    public IReadOnlyList<(string Id, string Version)> Dependencies =>
        [.. Metadata("dependency").Select(dependency => ((string)dependency.Attribute("id")!, (string)dependency.Attribute("version")!))];

    /// <summary>What NuGet and the build read of it, beside the assembly's content.</summary>
    public IEnumerable<string> Outline =>
    [
        .. Entries().Where(entry => !IsEnvelope(entry.Name)).Select(entry => entry.Name).Order(StringComparer.Ordinal),
        .. Metadata("id", "version").Select(element => element.Value),
        .. Metadata("group", "dependency").Select(element => string.Join(' ', element.Attributes())),
        .. Entries().Where(entry => entry.Name.EndsWith(".targets", StringComparison.Ordinal)).Select(entry => Text(entry.Bytes)),
    ];

    public byte[] Assembly => Entries().Single(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)).Bytes;

    // Written by each version of the tools in its own way.
    private static bool IsEnvelope(string name) =>
        name.Split('/')[0] is "_rels" or "package" or "[Content_Types].xml";

    private static string Text(byte[] bytes) => new StreamReader(new MemoryStream(bytes)).ReadToEnd().ReplaceLineEndings("\n");

    private IEnumerable<XElement> Metadata(params string[] names) =>
        XDocument.Parse(Text(Entries().Single(entry => entry.Name == $"{Id}.nuspec").Bytes)).Descendants()
            .Where(element => names.Contains(element.Name.LocalName));

    private List<(string Name, byte[] Bytes)> Entries()
    {
        using var archive = ZipFile.OpenRead(path);
        return [.. archive.Entries.Select(entry =>
        {
            using var content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return (entry.FullName, bytes.ToArray());
        })];
    }
}
