using System.Xml;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking;

/// <summary>A DOCX or XLSX, read as Office reads it: its main part is found by relationship, every part is unpacked and checked.</summary>
internal static class OfficeCheck
{
    /// <summary>Of OLE compound files: old Office formats, encrypted new ones, embedded objects, macro projects.</summary>
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private const int DrainBytes = 64 * 1024;
    private const string MainPart = "officeDocument";

    /// <exception cref="RejectedException">What is wrong with it.</exception>
    public static async Task RunAsync(Stream file, DocumentFormat format, CancellationToken cancellation)
    {
        if (await ZipDirectory.ReadAsync(file, cancellation) is not { } content)
        {
            var start = await ZipEnd.ReadAsync(file, 0, (int)Math.Min(Compound.Length, file.Length), cancellation);
            throw new RejectedException(start.AsSpan().SequenceEqual(Compound) ? Rejections.OldFormat : Rejections.NotA(format));
        }

        content.RequireRoom();
        var types = await TypesAsync(content, format, cancellation);
        var relationships = new List<Relationship>();
        var bodies = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < content.Entries.Count; index++)
        {
            var name = content.Entries[index].Name;
            OfficeRules.CheckPart(name, types.Of(name));
            await using var part = await content.OpenAsync(index, cancellation);
            if (Relationship.SourceOf(name) is { } source) await Relationship.ReadAsync(source, part, relationships);
            else if (types.Of(name) == OfficeRules.MainType(format)) bodies[name] = await HasBodyAsync(part, format);
            else if (types.Of(name).EndsWith("+xml", StringComparison.OrdinalIgnoreCase)) await PartXml.ReadAsync(part, onElement: null);
            else await DrainAsync(part, cancellation);
        }

        foreach (var relationship in relationships) OfficeRules.CheckRelationship(relationship, types);
        CheckMainPart(format, relationships, types, bodies);
    }

    private static async Task<ContentTypes> TypesAsync(ZipContent content, DocumentFormat format, CancellationToken cancellation)
    {
        for (var index = 0; index < content.Entries.Count; index++)
        {
            if (!content.Entries[index].Name.Equals(ContentTypes.Part, StringComparison.OrdinalIgnoreCase)) continue;
            await using var part = await content.OpenAsync(index, cancellation);
            return await ContentTypes.ReadAsync(part);
        }

        throw new RejectedException(Rejections.NotA(format));
    }

    // The package leads to exactly one document, of the right kind, and there is something in it.
    private static void CheckMainPart(
        DocumentFormat format, List<Relationship> relationships, ContentTypes types, Dictionary<string, bool> bodies)
    {
        var mains = relationships.Where(each => each is { Source: "", Kind: MainPart, IsExternal: false }).ToList();
        if (mains is not [var main]) throw new RejectedException(mains is [] ? Rejections.NotA(format) : Rejections.Inconsistent);
        if (!bodies.TryGetValue(main.Target, out var hasBody))
        {
            var isMissing = types.Of(main.Target) == OfficeRules.MainType(format);
            throw new RejectedException(isMissing ? Rejections.Damaged : Rejections.NotA(format));
        }

        if (!hasBody) throw new RejectedException(Rejections.Damaged);
    }

    // A document has a body, a workbook at least one sheet.
    private static async Task<bool> HasBodyAsync(Stream part, DocumentFormat format)
    {
        var (root, body) = format == DocumentFormat.Docx ? ("document", "body") : ("workbook", "sheet");
        var (isRoot, hasBody) = (false, false);
        await PartXml.ReadAsync(part, reader =>
        {
            if (reader.Depth == 0) isRoot = IsOffice(reader) && reader.LocalName == root;
            else hasBody |= reader.LocalName == body && IsOffice(reader);
        });
        return isRoot && hasBody;
    }

    // The transitional and the strict names of the same elements.
    private static bool IsOffice(XmlReader reader) =>
        reader.NamespaceURI.StartsWith("http://schemas.openxmlformats.org/", StringComparison.Ordinal)
        || reader.NamespaceURI.StartsWith("http://purl.oclc.org/ooxml/", StringComparison.Ordinal);

    private static async Task DrainAsync(Stream part, CancellationToken cancellation)
    {
        var buffer = new byte[DrainBytes];
        var read = await part.ReadAtLeastAsync(buffer, Compound.Length, throwOnEndOfStream: false, cancellation);
        // Whatever its name and type: Office looks at the content.
        if (buffer.AsSpan(0, read).StartsWith(Compound)) throw new RejectedException(Rejections.EmbeddedObject);
        while (await part.ReadAsync(buffer, cancellation) > 0)
        {
        }
    }
}
