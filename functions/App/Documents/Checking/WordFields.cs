using System.Text;
using System.Xml;

namespace FunctionsApp.Documents.Checking;

/// <summary>The fields of a part of Word: none starts a program, nor takes something from elsewhere, when Word updates it.</summary>
/// <remarks>Source: ECMA-376 part 1, 17.16. A field's code may be in several texts, and fields in each other.</remarks>
internal sealed class WordFields
{
    /// <summary>Characters of a code that are looked at.</summary>
    private const int MaxCode = 4096;

    /// <summary>By these, Word asks a program, or reads another document.</summary>
    private static readonly string[] Elsewhere = ["DDE", "DDEAUTO", "LINK", "INCLUDETEXT"];

    /// <summary>Pictures copied from chats and pages keep the place that they had, mostly on the writer's disk.</summary>
    private static readonly string[] Pictures = ["INCLUDEPICTURE", "IMPORT"];

    private readonly Stack<StringBuilder> open = new();
    private bool isCode;

    /// <exception cref="RejectedException">external-content.</exception>
    public void Take(XmlReader element)
    {
        isCode = element.LocalName == "instrText";
        if (element.LocalName == "fldSimple") Check(Attribute(element, "instr") ?? "");
        if (element.LocalName != "fldChar") return;
        var kind = Attribute(element, "fldCharType");
        if (kind == "begin")
        {
            if (open.Count == PartXml.MaxDepth) throw new RejectedException(Rejections.NestedTooDeep);
            open.Push(new StringBuilder());
        }
        else if (open.TryPeek(out var code))
        {
            // The code ends where its result begins.
            Check(code.ToString());
            if (kind == "end") open.Pop();
        }
    }

    public void Take(string text)
    {
        if (isCode && open.TryPeek(out var code) && code.Length < MaxCode) code.Append(text);
    }

    private static void Check(string code)
    {
        var words = code.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words is not [var name, ..]) return;
        var isElsewhere = Elsewhere.Contains(name, StringComparer.OrdinalIgnoreCase)
            || (Pictures.Contains(name, StringComparer.OrdinalIgnoreCase) && words is [_, var place] && IsOnANetwork(place));
        if (isElsewhere) throw new RejectedException(Rejections.ExternalContent);
    }

    private static bool IsOnANetwork(string place)
    {
        var path = place.TrimStart('"', '\u201C', ' ').Replace('\\', '/');
        // Before it a drive has one letter, and the backslashes of a code are doubled.
        return path.StartsWith("//", StringComparison.Ordinal) || path.IndexOf("://", StringComparison.Ordinal) > 1;
    }

    /// <summary>The transitional and the strict form have different namespaces.</summary>
    private static string? Attribute(XmlReader element, string name) =>
        element.GetAttribute(name, element.NamespaceURI) ?? element.GetAttribute(name);
}
