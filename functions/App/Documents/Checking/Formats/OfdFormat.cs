using System.Xml;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>
/// An OFD: a package whose documents have pages, without content from elsewhere and with nothing attached but XML and pictures; it may be
/// signed. The tax authorities attach the data to an invoice as XML.
/// </summary>
/// <remarks>Source: GB/T 33190-2016, 7. Programs write the namespace of the drafts, without a year, to this day.</remarks>
internal sealed class OfdFormat : FileFormat
{
    private const string Root = "OFD.xml";

    private static readonly string[] Namespaces = ["http://www.ofdspec.org/2016", "http://www.ofdspec.org"];

    public override DocumentFormat Format => DocumentFormat.Ofd;

    public override string Name => "OFD";

    public override IReadOnlyList<string> Extensions { get; } = [".ofd"];

    public override string MediaType => "application/ofd";

    internal override async Task CheckAsync(Stream file, CancellationToken cancellation)
    {
        var content = await ZipDirectory.ReadAsync(file, cancellation) ?? throw new RejectedException(Rejections.NotA(Format));
        content.RequireRoom();
        var (roots, documents) = (new List<string>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var attachments = new OfdAttachments();
        if (content.Entries.All(entry => entry.Name != Root)) throw new RejectedException(Rejections.NotA(Format));
        for (var index = 0; index < content.Entries.Count; index++)
        {
            var name = content.Entries[index].Name;
            await using var part = await content.OpenAsync(index, cancellation);
            if (!name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            {
                await OfficeFormat.DrainAsync(part, cancellation);
                continue;
            }

            try
            {
                if (await HasPagesAsync(name, part, attachments, name == Root ? roots : null)) documents.Add(name);
            }
            catch (XmlException) when (OfdTags.Hold(name))
            {
                await using var again = await content.OpenAsync(index, cancellation);
                await OfdTags.CheckAsync(again, cancellation);
            }
        }

        await attachments.RequireAsync(content, cancellation);
        if (roots.Count == 0 || !roots.All(documents.Contains)) throw new RejectedException(Rejections.Damaged);
    }

    /// <summary>Whether the part is a document with a page.</summary>
    /// <param name="roots">Takes the places of the documents, where the part is the one that names them.</param>
    private async Task<bool> HasPagesAsync(string name, Stream part, OfdAttachments attachments, List<string>? roots)
    {
        var (element, isDocument, hasPage, isClicked) = ("", false, false, false);
        await PartXml.ReadAsync(part, reader =>
        {
            element = reader.LocalName;
            var isOfd = Namespaces.Contains(reader.NamespaceURI);
            var isRoot = element == "OFD" && isOfd;
            if (roots is not null && reader.Depth == 0 && !isRoot) throw new RejectedException(Rejections.NotA(Format));
            if (reader.Depth == 0) isDocument = element == "Document" && isOfd;
            hasPage |= isDocument && element == "Page";
            if (element == "Attachment") attachments.Add(name, reader.GetAttribute("Name"), reader.GetAttribute("Format"));
            if (element == "Action") isClicked = reader.GetAttribute("Event") == "CLICK";
            // Where a document or a page opens, its reader would open the link.
            if (element == "URI" && isOfd && !isClicked) throw new RejectedException(Rejections.ExternalContent);
            foreach (var place in OfdPlace.Names) OfdPlace.RequireInside(reader.GetAttribute(place));
        }, text =>
        {
            if (!OfdPlace.Names.Contains(element)) return;
            OfdPlace.RequireInside(text);
            if (element == "DocRoot") roots?.Add(OfdPlace.Resolve("", text));
            if (element == "FileLoc") attachments.Place(name, text);
        });
        return isDocument && hasPage;
    }
}
