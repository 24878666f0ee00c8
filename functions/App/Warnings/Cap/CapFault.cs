using System.Xml;
using System.Xml.Linq;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

public enum CapGrade
{
    /// <summary>Against the schema, the standard or the profile.</summary>
    Error,

    /// <summary>Allowed, but receivers do better without it.</summary>
    Recommendation,
}

/// <summary>Something in an alert that a rule forbids or advises against.</summary>
/// <param name="Rule">Its source and its name: xsd, cap/references, google/web.</param>
/// <param name="Path">From the root, with a position where the element is one of several: /alert/info[2]/area/polygon.</param>
/// <param name="Line">In the document, from 1.</param>
public sealed record CapFault(string Rule, CapGrade Grade, string Element, string Path, int Line, LocalizedText Reason)
{
    public static CapFault At(XElement element, string rule, CapGrade grade, LocalizedText reason) => new(
        rule, grade, element.Name.LocalName, PathOf(element), ((IXmlLineInfo)element).LineNumber, reason);

    private static string PathOf(XElement element) =>
        string.Concat(element.AncestorsAndSelf().Reverse().Select(step => $"/{step.Name.LocalName}{Position(step)}"));

    private static string Position(XElement step)
    {
        var others = step.Parent?.Elements(step.Name).ToList();
        return others is { Count: > 1 } ? $"[{others.IndexOf(step) + 1}]" : "";
    }
}
