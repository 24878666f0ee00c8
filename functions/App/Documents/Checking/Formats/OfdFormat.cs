using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>An OFD: a package whose documents have pages, without attachments and content from elsewhere; it may be signed.</summary>
/// <remarks>Source: GB/T 33190-2016, 7.</remarks>
internal sealed class OfdFormat : FileFormat
{
    private const string Root = "OFD.xml";
    private const string Namespace = "http://www.ofdspec.org/2016";

    /// <summary>Elements whose text, or attribute, is a place in the package.</summary>
    private static readonly string[] Places =
    [
        "DocRoot", "PublicRes", "DocumentRes", "PageRes", "MediaFile", "FontFile", "FileLoc", "Signatures", "BaseLoc",
        "SignedValue", "ImgSrc",
    ];

    public override DocumentFormat Format => DocumentFormat.Ofd;

    public override string Name => "OFD";

    public override IReadOnlyList<string> Extensions { get; } = [".ofd"];

    public override string MediaType => "application/ofd";

    internal override async Task CheckAsync(Stream file, CancellationToken cancellation)
    {
        var content = await ZipDirectory.ReadAsync(file, cancellation) ?? throw new RejectedException(Rejections.NotA(Format));
        content.RequireRoom();
        var (roots, documents) = (new List<string>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        if (content.Entries.All(entry => entry.Name != Root)) throw new RejectedException(Rejections.NotA(Format));
        for (var index = 0; index < content.Entries.Count; index++)
        {
            var name = content.Entries[index].Name;
            await using var part = await content.OpenAsync(index, cancellation);
            if (!name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) await OfficeFormat.DrainAsync(part, cancellation);
            else if (await HasPagesAsync(part, name == Root ? roots : null)) documents.Add(name);
        }

        if (roots.Count == 0 || !roots.All(documents.Contains)) throw new RejectedException(Rejections.Damaged);
    }

    /// <summary>Whether the part is a document with a page.</summary>
    /// <param name="roots">Takes the places of the documents, where the part is the one that names them.</param>
    private async Task<bool> HasPagesAsync(Stream part, List<string>? roots)
    {
        var (element, isDocument, hasPage) = ("", false, false);
        await PartXml.ReadAsync(part, reader =>
        {
            element = reader.LocalName;
            if (roots is not null && reader.Depth == 0 && (element != "OFD" || reader.NamespaceURI != Namespace))
            {
                throw new RejectedException(Rejections.NotA(Format));
            }

            if (reader.Depth == 0) isDocument = element == "Document" && reader.NamespaceURI == Namespace;
            hasPage |= isDocument && element == "Page";
            // Another file, that its reader opens.
            if (element == "Attachment" && reader.NamespaceURI == Namespace) throw new RejectedException(Rejections.EmbeddedObject);
            foreach (var place in Places) RequireInside(reader.GetAttribute(place));
        }, text =>
        {
            if (!Places.Contains(element)) return;
            RequireInside(text);
            if (element == "DocRoot") roots?.Add(text.Trim().Replace('\\', '/').TrimStart('/'));
        });
        return isDocument && hasPage;
    }

    private static void RequireInside(string? place)
    {
        if (place is null) return;
        var trimmed = place.Trim().Replace('\\', '/');
        if (!trimmed.StartsWith("//", StringComparison.Ordinal) && !trimmed.Contains(':')) return;
        throw new RejectedException(Rejections.ExternalContent);
    }
}
