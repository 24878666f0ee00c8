using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Scenarios.Pages.Hostile;

/// <summary>HTML as a browser reads it.</summary>
internal static class Markup
{
    /// <summary>Attributes that hold texts: a browser shows or sends them, and does nothing else.</summary>
    private static readonly string[] Texts = ["value", "title", "aria-label", "content", "alt", "data-name"];

    private static readonly string[] Never = ["style", "srcdoc", "background", "http-equiv"];

    /// <summary>What a browser sees, as text.</summary>
    public static string Text(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        var values = document.All.SelectMany(element => element.Attributes).Where(attribute => Texts.Contains(attribute.Name))
            .Select(attribute => attribute.Value);
        return string.Join('\n', [document.DocumentElement.TextContent, .. values]);
    }

    /// <summary>Elements and attributes that somebody's text made.</summary>
    /// <param name="isMail">A mail program takes styles at the element.</param>
    public static IEnumerable<string> Injected(string html, bool isMail = false)
    {
        foreach (var element in new HtmlParser().ParseDocument(html).All)
        {
            var start = element.OuterHtml.Split('>')[0];
            if (element.LocalName.Contains(HostileTexts.Mark, StringComparison.OrdinalIgnoreCase)) yield return start;
            if (element.LocalName is "object" or "embed" or "base" or "template" or "marquee" or "math") yield return start;
            if (element.LocalName == "script" && (element.TextContent.Length > 0 || !Is(element, "src", "/assets/"))) yield return start;
            foreach (var attribute in element.Attributes.Where(attribute => IsInjected(attribute, isMail)))
            {
                yield return $"{start}: {attribute.Name}";
            }
        }
    }

    private static bool IsInjected(IAttr attribute, bool isMail)
    {
        var (name, value) = (attribute.Name, attribute.Value);
        // By chance it could have anything.
        if (name == "nonce") return false;
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
            || (Never.Contains(name) && !(isMail && name == "style"))) return true;
        if (name.Contains(HostileTexts.Mark, StringComparison.OrdinalIgnoreCase)) return true;
        // An address of the site may carry a text in its query, encoded.
        if (name is "href" or "src" or "action" or "formaction" or "data") return !isMail && !value.StartsWith('#') && !IsOwn(value);
        return value.Contains(HostileTexts.Mark, StringComparison.OrdinalIgnoreCase) && !Texts.Contains(name);
    }

    private static bool IsOwn(string address) => address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal)
        && !address.Contains('\\') && !address.Contains('<') && !address.Contains('"');

    private static bool Is(IElement element, string attribute, string start) =>
        element.GetAttribute(attribute)?.StartsWith(start, StringComparison.Ordinal) == true;
}
