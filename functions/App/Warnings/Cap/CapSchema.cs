using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings.Cap;

/// <summary>Reads an alert as a strict receiver does: bounded, without DTD, by the schema that OASIS published.</summary>
public static class CapSchema
{
    /// <summary>CAP needs 5; deeper elements cost the reader time by the square of their depth.</summary>
    private const int MaxDepth = 16;

    /// <summary>Faults that an answer names at most.</summary>
    private const int MaxFaults = 20;

    /// <summary>Faults that are kept at most.</summary>
    private const int MaxLoaded = CheckCap.MaxFaults + 1;

    internal const string Rule = "xsd";

    private static readonly Lazy<XmlSchemaSet> Schemas = new(Load);

    /// <summary>An alert that follows the schema and the standard.</summary>
    /// <exception cref="ProblemException">unsafe-xml, malformed-xml, unsupported-cap, invalid-cap with all faults.</exception>
    public static XElement Read(string text)
    {
        var (alert, faults) = Load(text);
        if (faults.Count == 0) faults = [.. CapRules.Faults(alert, Refusing).Take(MaxFaults)];
        return faults.Count == 0 ? alert : throw Invalid([.. faults.Take(MaxFaults)]);
    }

    /// <summary>The alert, and what it has against the schema.</summary>
    /// <exception cref="ProblemException">unsafe-xml, malformed-xml, unsupported-cap: it is no alert that could be checked.</exception>
    public static (XElement Alert, IReadOnlyList<CapFault> Faults) Load(string text)
    {
        RequireBounded(text, CapDocument.Namespace + "alert", WarningProblems.UnsupportedCap);
        var faults = new List<CapFault>();
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        var document = XDocument.Load(reader, LoadOptions.SetLineInfo);
        document.Validate(Schemas.Value, (place, found) =>
        {
            if (faults.Count < MaxLoaded) faults.Add(Fault(place as XElement ?? (place as XObject)?.Parent ?? document.Root!, found));
        });
        return (document.Root!, faults);
    }

    /// <summary>Another form's document by the same bounds, without a schema.</summary>
    /// <exception cref="ProblemException">unsafe-xml, malformed-xml, unsupported-cap: too deep; <paramref name="another"/>.</exception>
    public static XElement Parse(string text, XName root, ProblemType another)
    {
        RequireBounded(text, root, another);
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        return XElement.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
    }

    private static IEnumerable<CapRule> Refusing =>
        CapRules.Standard.Where(rule => rule is { Grade: CapGrade.Error, IsTolerated: false });

    internal static XmlReaderSettings Settings => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Reads once without building anything.</summary>
    private static void RequireBounded(string text, XName root, ProblemType another)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            while (reader.Read())
            {
                if (reader.Depth >= MaxDepth) throw Deep(((IXmlLineInfo)reader).LineNumber);
                var isRoot = reader.NodeType == XmlNodeType.Element && reader.Depth == 0;
                if (!isRoot || (reader.LocalName == root.LocalName && reader.NamespaceURI == root.NamespaceName)) continue;
                throw root.Namespace == CapDocument.Namespace
                    ? another.With("根元素应为 CAP 1.2 的 alert", "The root is not CAP 1.2's alert")
                    : another.With($"根元素应为 {root}", $"The root is not {root}");
            }
        }
        catch (XmlException exception)
        {
            if (text.Contains("<!DOCTYPE", StringComparison.Ordinal)) throw WarningProblems.UnsafeXml.With();
            // The reader's own words could quote what was sent.
            throw WarningProblems.MalformedXml.With(
                $"第 {exception.LineNumber} 行第 {exception.LinePosition} 列",
                $"Line {exception.LineNumber}, column {exception.LinePosition}");
        }
    }

    private static CapFault Fault(XElement element, ValidationEventArgs found)
    {
        var reason = found.Message
            .Replace($" in namespace '{CapDocument.Namespace}'", "", StringComparison.Ordinal)
            .Replace($"{CapDocument.Namespace}:", "", StringComparison.Ordinal);
        return CapFault.At(element, Rule, CapGrade.Error, new LocalizedText($"不符合 XSD：{reason}", reason));
    }

    private static ProblemException Invalid(IReadOnlyList<CapFault> faults) => WarningProblems.InvalidCap.With(
        new LocalizedText(
            $"第 {faults[0].Line} 行，{faults[0].Element}：{faults[0].Reason.Chinese}",
            $"Line {faults[0].Line}, {faults[0].Element}: {faults[0].Reason.English}"),
        new Dictionary<string, object?> { ["faults"] = faults });

    private static ProblemException Deep(int line) => WarningProblems.UnsupportedCap.With(
        $"第 {line} 行：元素嵌套超过 {MaxDepth} 层", $"Line {line}: elements are nested deeper than {MaxDepth}");

    private static XmlSchemaSet Load()
    {
        using var stream = typeof(CapSchema).Assembly.GetManifestResourceStream("warnings/cap12.xsd")!;
        using var reader = XmlReader.Create(stream);
        var schemas = new XmlSchemaSet();
        schemas.Add(null, reader);
        schemas.Compile();
        return schemas;
    }
}
