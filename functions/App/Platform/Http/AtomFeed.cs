using System.Security.Cryptography;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FunctionsApp.Platform.Http;

/// <summary>One entry of a feed. The same entry is always written the same way.</summary>
/// <param name="Key">Stable business key; the entry's id is made of it.</param>
/// <param name="Lines">Paragraphs, each in both languages.</param>
/// <param name="Links">Relation, media type, address; the first is the alternate.</param>
public sealed record AtomEntry(
    string Key, LocalizedText Title, DateTimeOffset Updated, IReadOnlyList<LocalizedText> Lines, IReadOnlyList<AtomLink> Links,
        string? Category = null);

public sealed record AtomLink(string Relation, string MediaType, Uri Address);

/// <summary>Which page of a feed is answered, and when.</summary>
/// <param name="First">Address of the feed, which is its first page; it may have a query.</param>
/// <param name="Cursor">Of this page; empty for the first.</param>
/// <param name="At">UTC.</param>
public sealed record FeedPlace(Uri First, string Cursor, DateTimeOffset At)
{
    public Uri Self => Page(Cursor);

    public Uri Page(string cursor) => cursor.Length == 0
        ? First
        : new Uri($"{First}{(First.Query.Length == 0 ? '?' : '&')}cursor={Uri.EscapeDataString(cursor)}");
}

/// <summary>Atom (RFC 4287), mostly in two languages: titles hold both, contents one div for each with its xml:lang.</summary>
public static class AtomFeed
{
    /// <summary>Entries of a page at most; older ones are on the pages that the links <c>next</c> lead to (RFC 5005, section 3).</summary>
    public const int Entries = 50;

    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";
    private static readonly XmlQualifiedName Lang = new("lang", XNamespace.Xml.NamespaceName);

    /// <summary>A urn:uuid made of a business key (UUID version 8, RFC 9562).</summary>
    public static string Urn(string key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }

    /// <param name="key">Stable business key of the feed.</param>
    /// <param name="next">Cursor of the next page; null on the last.</param>
    /// <param name="entries">Newest first, at most <see cref="Entries"/>.</param>
    /// <param name="only">Its one language; null for both.</param>
    public static SyndicationFeed Make(
        string key, LocalizedText title, string author, FeedPlace place, string? next, IEnumerable<AtomEntry> entries,
        Language? only = null)
    {
        var items = entries.Select(entry => Item(entry, only)).ToList();
        var feed = new SyndicationFeed(items)
        {
            Id = Urn(key),
            Title = new TextSyndicationContent(Title(title, only)),
            Language = (only ?? Language.Chinese).Tag(),
            LastUpdatedTime = items.Count == 0 ? Day(place.At) : items.Max(item => item.LastUpdatedTime),
        };
        feed.Authors.Add(new SyndicationPerson { Name = author });
        Link(place.Self, "self");
        Link(place.First, "first");
        if (next is not null) Link(place.Page(next), "next");
        return feed;

        void Link(Uri address, string relation) => feed.Links.Add(new SyndicationLink(address, relation, null, "application/atom+xml", 0));
    }

    public static byte[] Write(SyndicationFeed feed)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer,
            new XmlWriterSettings { Encoding = new UTF8Encoding(false) })) feed.SaveAsAtom10(writer);
        return buffer.ToArray();
    }

    // An empty feed has no date of its own, and the moment would give every reader another document.
    private static DateTimeOffset Day(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    private static SyndicationItem Item(AtomEntry entry, Language? only)
    {
        var item = new SyndicationItem
        {
            Id = Urn(entry.Key),
            Title = new TextSyndicationContent(Title(entry.Title, only)),
            LastUpdatedTime = entry.Updated,
            PublishDate = entry.Updated,
            Content = new TextSyndicationContent(Body(entry.Lines, only), TextSyndicationContentKind.XHtml),
        };
        item.AttributeExtensions.Add(Lang, (only ?? Language.Chinese).Tag());
        foreach (var link in entry.Links) item.Links.Add(new SyndicationLink(link.Address, link.Relation, null, link.MediaType, 0));
        if (entry.Category is { } category) item.Categories.Add(new SyndicationCategory(category));
        return item;
    }

    private static string Body(IReadOnlyList<LocalizedText> lines, Language? only) =>
        new XElement(Xhtml + "div", Enum.GetValues<Language>().Where(language => only is null || language == only).Select(language =>
        new XElement(Xhtml + "div", new XAttribute(XNamespace.Xml + "lang", language.Tag()),
            lines.Select(line => new XElement(Xhtml + "p", line.In(language)))))).ToString(SaveOptions.DisableFormatting);

    private static string Title(LocalizedText text, Language? only) =>
        only is { } language ? text.In(language)
        : text.Chinese == text.English ? text.Chinese
        : $"{text.Chinese} | {text.English}";
}
