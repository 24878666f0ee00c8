using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace LocalHost.Demo;

/// <summary>Reads CAP 1.2 as a strict receiver does: by the schema that OASIS published.</summary>
public static class CapSchema
{
    private static readonly Lazy<XmlSchemaSet> Schemas = new(Load);

    /// <exception cref="XmlException">Not well-formed.</exception>
    /// <exception cref="XmlSchemaValidationException">Not a CAP 1.2 alert: an element is missing, unknown, out of order, or holds what it must not.</exception>
    public static XDocument Read(string text)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = Schemas.Value, DtdProcessing = DtdProcessing.Prohibit };
        // Without it a document of another namespace would pass: the schema says nothing about it.
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        using var reader = XmlReader.Create(new StringReader(text), settings);
        return XDocument.Load(reader);
    }

    private static XmlSchemaSet Load()
    {
        using var stream = typeof(CapSchema).Assembly.GetManifestResourceStream("cap12.xsd")!;
        using var reader = XmlReader.Create(stream);
        var schemas = new XmlSchemaSet();
        schemas.Add(null, reader);
        return schemas;
    }
}
