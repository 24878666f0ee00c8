using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings.Cap;

/// <summary>Something in an alert that the standard does not allow.</summary>
/// <param name="Line">In the document, from 1.</param>
public sealed record CapFault(string Element, int Line, LocalizedText Reason);

/// <summary>Reads an alert as a strict receiver does: bounded, without DTD, by the schema that OASIS published.</summary>
public static class CapSchema
{
    /// <summary>CAP needs 5; deeper elements cost the reader time by the square of their depth.</summary>
    private const int MaxDepth = 16;

    /// <summary>Faults that an answer names at most.</summary>
    private const int MaxFaults = 20;

    private static readonly Lazy<XmlSchemaSet> Schemas = new(Load);

    /// <exception cref="ProblemException">unsafe-xml, malformed-xml, unsupported-cap, invalid-cap with all faults.</exception>
    public static XElement Read(string text)
    {
        RequireBounded(text);
        var faults = new List<CapFault>();
        var alert = Load(text, faults);
        if (faults.Count == 0) faults.AddRange(CapRules.Faults(alert));
        if (faults.Count > 0) throw Invalid(faults);
        return alert;
    }

    private static XmlReaderSettings Settings => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Reads once without building anything.</summary>
    private static void RequireBounded(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            while (reader.Read())
            {
                if (reader.Depth >= MaxDepth) throw Deep(((IXmlLineInfo)reader).LineNumber);
                var isRoot = reader.NodeType == XmlNodeType.Element && reader.Depth == 0;
                if (isRoot && (reader.LocalName != "alert" || reader.NamespaceURI != CapDocument.Namespace.NamespaceName))
                {
                    throw WarningProblems.UnsupportedCap.With("根元素应为 CAP 1.2 的 alert", "The root is not CAP 1.2's alert");
                }
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

    private static XElement Load(string text, List<CapFault> faults)
    {
        var settings = Settings;
        settings.ValidationType = ValidationType.Schema;
        settings.Schemas = Schemas.Value;
        XmlReader? validating = null;
        settings.ValidationEventHandler += (_, found) =>
        {
            if (faults.Count < MaxFaults) faults.Add(Fault(validating?.LocalName ?? "alert", found));
        };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        validating = reader;
        return XElement.Load(reader, LoadOptions.SetLineInfo);
    }

    private static CapFault Fault(string element, ValidationEventArgs found)
    {
        var reason = found.Message
            .Replace($" in namespace '{CapDocument.Namespace}'", "", StringComparison.Ordinal)
            .Replace($"{CapDocument.Namespace}:", "", StringComparison.Ordinal);
        return new CapFault(element, found.Exception.LineNumber, new LocalizedText($"不符合 XSD：{reason}", reason));
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
