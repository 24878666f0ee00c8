using App.Tests.Fixtures;

namespace Infra.Tests;

/// <summary>A copy of infra that may be written into, with one person who can be given work; gone when it is disposed of.</summary>
public sealed class TemplateFolder : IDisposable
{
    // Every property that a person can have, so that each is seen to arrive.
    private const string Person = """
        [{ "Id": "a", "Name": "陈刚", "Email": "chen@city.example", "Roles": ["DistrictOfficer", "Publisher"], "District": "440305",
           "Districts": ["440304"], "Sectors": ["it"], "Fields": ["cloud"], "Relations": ["91440300MA5EXA2307"],
           "Organisation": "91440300MA5EXA1291", "Delegate": "b", "Language": "zh-CN",
           "AwayFrom": "2026-10-01", "AwayTo": "2026-10-08", "AgreementYear": 2026, "HasLeft": false }]
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-");

    public TemplateFolder()
    {
        var source = Path.Combine(Repository.Root, "infra");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = PathOf(Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        // The templates read it, too.
        File.Copy(Path.Combine(Repository.Root, "host.json"), PathOf("../host.json"));
        Write("staff.json", Person);
    }

    public string PathOf(string file) => Path.GetFullPath(Path.Combine(folder.FullName, "infra", file));

    public string Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return PathOf(file);
    }

    public void Change(string file, Func<string, string> change)
    {
        var before = File.ReadAllText(PathOf(file));
        var after = change(before);
        if (after == before) throw new InvalidOperationException($"The change leaves {file} as it is.");
        Write(file, after);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
