using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FunctionsApp;

namespace App.Tests.Documentation;

/// <summary>The docstrings of App, as the compiler wrote them beside the assembly.</summary>
public static partial class DocStrings
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(typeof(AppComposition).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The summary as one line of Markdown; empty when there is none.</summary>
    public static string Summary(PropertyInfo property) =>
        Members.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}")?.Element("summary") is { } summary
            ? Space().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim()
            : "";

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element when element.Attribute("cref") is { } reference => $"`{reference.Value[(reference.Value.LastIndexOf('.') + 1)..]}`",
        _ => throw new NotSupportedException($"A summary of a setting holds text, c and see, not {node}."),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
