using Microsoft.Playwright;
using Portal.Tests.Browser;

namespace Portal.Tests.Visits;

/// <summary>Axe's rules for WCAG 2.0 to 2.2, A and AA, and its best practices.</summary>
internal static class Axe
{
    private const string Run = """
        async only => {
          const { violations, incomplete } = await axe.run(
            { runOnly: only, resultTypes: ['violations', 'incomplete'], preload: false, iframes: false });
          // Axe can judge neither the colours of a diagram nor the headings of groups of rows.
          const undecided = incomplete.filter(v => v.id !== 'th-has-data-cells')
            .filter(v => v.id !== 'color-contrast' || v.nodes.some(n => !n.html.startsWith('<text')));
          const where = v => v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' · ');
          return [...violations, ...undecided].map(v => `${v.id}: ${v.help}: ${where(v)}`);
        }
        """;

    private static readonly string[] All = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    /// <summary>The rules that depend on colours.</summary>
    private static readonly string[] Colours = ["color-contrast", "link-in-text-block"];

    private static readonly Lazy<Task<string>> Source = new(async () => await File.ReadAllTextAsync(
        Path.Combine(await NodeRun.PackagesAsync(TestContext.Current.CancellationToken), "axe-core", "axe.min.js")));

    /// <summary>Violations, and what axe leaves to people, in light colours, and that of the dark colours; the page stays light.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(IPage page)
    {
        // By the debugger, which no content security policy binds.
        await page.EvaluateAsync(await Source.Value);
        var light = await page.EvaluateAsync<string[]>(Run, All);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await page.EvaluateAsync<string[]>(Run, Colours);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return [.. light, .. dark.Select(found => $"dark: {found}")];
    }
}
