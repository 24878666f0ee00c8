using System.Text.Json.Nodes;

namespace Portal.Tests.Browser;

/// <summary>The program html-validate with its recommended rules, changed by html-validate.json.</summary>
/// <remarks>
/// Off: doctype-style, void-style: HTML allows both forms, and Razor writes one of them. long-title: it counts the letters of
/// character references. no-trailing-whitespace: no matter of validity, and texts keep their spaces. no-redundant-for: programs that
/// listen need the attribute. form-dup-name allows check boxes that share a name, as the API takes them.
/// </remarks>
internal static class HtmlValidator
{
    /// <summary>The findings of all pages, a line each.</summary>
    /// <param name="pages">Markup by name.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(IReadOnlyDictionary<string, string> pages)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var modules = await NodeRun.PackagesAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("pages-").FullName;
        try
        {
            foreach (var (name, html) in pages) await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.html"), html, cancellation);
            var report = Path.Combine(folder, "report.json");
            string[] arguments =
            [
                Path.Combine(modules, NodeRun.Validator), "--formatter", $"json={report}", "--max-warnings", "0",
                "--config", Path.Combine(AppContext.BaseDirectory, "Node", "html-validate.json"), "--ext", "html", folder,
            ];
            var (_, output, errors) = await NodeRun.RunAsync("node", arguments, folder, new Dictionary<string, string>(), cancellation);
            Assert.True(File.Exists(report), $"html-validate did not run: {output}{errors}");
            return
            [
                .. from page in JsonNode.Parse(await File.ReadAllTextAsync(report, cancellation))!.AsArray()
                   from found in page!["messages"]!.AsArray()
                   let name = Path.GetFileNameWithoutExtension($"{page["filePath"]}")
                   select $"{name} {found!["line"]}: {found["ruleId"]}: {found["message"]}",
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
