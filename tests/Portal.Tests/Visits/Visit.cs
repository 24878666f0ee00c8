using Portal.Tests.Site;

namespace Portal.Tests.Visits;

/// <summary>What a reader's browser found on a page.</summary>
internal sealed record Visit(SitePage Page, string Language)
{
    public int Status { get; init; }

    /// <summary>As the server sent it.</summary>
    public string Html { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>The page's language attribute.</summary>
    public string Declared { get; init; } = "";

    /// <summary>Number of headings of level 1.</summary>
    public int Headings { get; init; }

    /// <summary>Links to places of the page that it does not have.</summary>
    public IReadOnlyList<string> DeadLinks { get; init; } = [];

    /// <summary>Text of the page's main part.</summary>
    public string Content { get; init; } = "";

    /// <summary>The same, where the browser runs no scripts.</summary>
    public string ContentWithoutScripts { get; init; } = "";

    /// <summary>Of accessibility, as axe says it.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];

    /// <summary>Errors and warnings of the console, violations of the content security policy among them.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>Addresses on other hosts that were asked for.</summary>
    public IReadOnlyList<string> Foreign { get; init; } = [];

    /// <summary>Widths at which the page scrolls sideways, with the elements that are too wide.</summary>
    public IReadOnlyList<string> Overflows { get; init; } = [];

    /// <summary>Where the tabulator key goes astray, or shows no focus.</summary>
    public IReadOnlyList<string> KeyboardFaults { get; init; } = [];

    public override string ToString() => $"{Page.Name} ({Language})";
}
