using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FunctionsApp;

namespace App.Tests.Documentation;

/// <summary>The docstrings of App, as the compiler wrote them beside the assembly.</summary>
public static partial class DocStrings
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(AppComposition).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The summary as one line of Markdown; empty when there is none.</summary>
    public static string Summary(PropertyInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");

    /// <inheritdoc cref="Summary(PropertyInfo)"/>
    public static string Summary(Type type) => Summary($"T:{type.FullName}");

    private static string Summary(string member) => Members.GetValueOrDefault(member)?.Element("summary") is { } summary
        ? Space().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim()
        : "";

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element when element.Attribute("cref")?.Value is { } name => $"`{name[(name.LastIndexOf('.') + 1)..]}`",
        _ => throw new NotSupportedException($"A summary in a table holds text, c and see, not {node}."),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
