using System.Xml;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>A file of Office, read as Office does: its main part is found by relationship, every part is unpacked and checked.</summary>
internal abstract class OfficeFormat : FileFormat
{
    /// <summary>Of OLE compound files: old Office formats, encrypted new ones, embedded objects, macro projects.</summary>
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private const int DrainBytes = 64 * 1024;
    private const string MainPart = "officeDocument";

    /// <summary>The root element of the main part, and the element that it must have.</summary>
    protected abstract (string Root, string Body) Content { get; }

    /// <summary>What looks at the elements and the texts of a part: each refuses what does something by itself.</summary>
    protected virtual (Action<XmlReader>? OnElement, Action<string>? OnText) Watch() => (null, null);

    private string MainType => $"{MediaType}.main+xml";

    internal override async Task CheckAsync(Stream file, CancellationToken cancellation)
    {
        if (await ZipDirectory.ReadAsync(file, cancellation) is not { } content)
        {
            var start = await ZipEnd.ReadAsync(file, 0, (int)Math.Min(Compound.Length, file.Length), cancellation);
            throw new RejectedException(start.AsSpan().SequenceEqual(Compound) ? Rejections.OldFormat : Rejections.NotA(Format));
        }

        content.RequireRoom();
        var types = await TypesAsync(content, cancellation);
        var relationships = new List<Relationship>();
        var bodies = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < content.Entries.Count; index++)
        {
            var name = content.Entries[index].Name;
            OfficeRules.CheckPart(name, types.Of(name));
            await using var part = await content.OpenAsync(index, cancellation);
            if (Relationship.SourceOf(name) is { } source) await Relationship.ReadAsync(source, part, relationships);
            else if (types.Of(name) == MainType) bodies[name] = await HasBodyAsync(part);
            else if (types.Of(name).EndsWith("+xml", StringComparison.OrdinalIgnoreCase)) await WatchAsync(part);
            else await DrainAsync(part, cancellation);
        }

        foreach (var relationship in relationships) OfficeRules.CheckRelationship(relationship, types);
        CheckMainPart(relationships, types, bodies);
    }

    private async Task<ContentTypes> TypesAsync(ZipContent content, CancellationToken cancellation)
    {
        for (var index = 0; index < content.Entries.Count; index++)
        {
            if (!content.Entries[index].Name.Equals(ContentTypes.Part, StringComparison.OrdinalIgnoreCase)) continue;
            await using var part = await content.OpenAsync(index, cancellation);
            return await ContentTypes.ReadAsync(part);
        }

        throw new RejectedException(Rejections.NotA(Format));
    }

    // The package leads to exactly one document, of the right kind, and there is something in it.
    private void CheckMainPart(List<Relationship> relationships, ContentTypes types, Dictionary<string, bool> bodies)
    {
        var mains = relationships.Where(each => each is { Source: "", Kind: MainPart, IsExternal: false }).ToList();
        if (mains is not [var main]) throw new RejectedException(mains is [] ? Rejections.NotA(Format) : Rejections.Inconsistent);
        if (!bodies.TryGetValue(main.Target, out var hasBody))
        {
            var isMissing = types.Of(main.Target) == MainType;
            throw new RejectedException(isMissing ? Rejections.Damaged : Rejections.NotA(Format));
        }

        if (!hasBody) throw new RejectedException(Rejections.Damaged);
    }

    private Task WatchAsync(Stream part)
    {
        var (onElement, onText) = Watch();
        return PartXml.ReadAsync(part, onElement, onText);
    }

    private async Task<bool> HasBodyAsync(Stream part)
    {
        var (root, body) = Content;
        var (onElement, onText) = Watch();
        var (isRoot, hasBody) = (false, false);
        await PartXml.ReadAsync(part, reader =>
        {
            if (reader.Depth == 0) isRoot = IsOffice(reader) && reader.LocalName == root;
            else hasBody |= reader.LocalName == body && IsOffice(reader);
            onElement?.Invoke(reader);
        }, onText);
        return isRoot && hasBody;
    }

    // The transitional and the strict names of the same elements.
    private static bool IsOffice(XmlReader reader) =>
        reader.NamespaceURI.StartsWith("http://schemas.openxmlformats.org/", StringComparison.Ordinal)
        || reader.NamespaceURI.StartsWith("http://purl.oclc.org/ooxml/", StringComparison.Ordinal);

    internal static async Task DrainAsync(Stream part, CancellationToken cancellation)
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
