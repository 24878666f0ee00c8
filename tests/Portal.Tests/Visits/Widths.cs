using Microsoft.Playwright;

namespace Portal.Tests.Visits;

/// <summary>A page on a phone, a tablet, a desk, and on the desk at 400 %; each leaves a picture where they are asked for.</summary>
internal static class Widths
{
    /// <summary>In CSS pixels; 320 × 256 is 1280 × 1024 at 400 %.</summary>
    private static readonly (int Width, int Height)[] All = [(1280, 900), (768, 1024), (360, 740), (320, 256)];

    /// <summary>What is wider than the window, outside of what scrolls by itself.</summary>
    private const string Wide = """
        () => {
          const root = document.documentElement, limit = root.clientWidth;
          if (root.scrollWidth <= limit) return [];
          const scrolls = e => e !== root && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
          const wide = [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > limit && !scrolls(e.parentElement));
          return [`${root.scrollWidth} px`, ...wide.slice(-3).map(e => `${e.tagName.toLowerCase()} ${(e.innerText ?? '').slice(0, 30)}`)];
        }
        """;

    /// <param name="picture">Path of the pictures, without the width; null: none, which takes a third less time.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(IPage page, string? picture)
    {
        var overflows = new List<string>();
        foreach (var (width, height) in All)
        {
            await page.SetViewportSizeAsync(width, height);
            var wide = await page.EvaluateAsync<string[]>(Wide);
            if (wide.Length > 0) overflows.Add($"{width}: {string.Join(", ", wide)}");
            if (picture is not null) await page.ScreenshotAsync(new() { Path = $"{picture}-{width}.png", FullPage = true });
        }

        await page.SetViewportSizeAsync(All[0].Width, All[0].Height);
        return overflows;
    }
}
