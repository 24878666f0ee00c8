using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace FunctionsApp.Documents.Checking;

/// <summary>A stream of objects in a PDF.</summary>
/// <param name="At">Where its data begin.</param>
/// <param name="Filter">Null for none; of several, the first and a mark.</param>
internal readonly record struct PdfStream(long At, string? Filter);

/// <summary>Collects what tells whether a PDF can be opened, wherever it is in the file.</summary>
internal sealed class PdfScan
{
    /// <summary>Within which the header is.</summary>
    public const int HeaderWindow = 1024;

    /// <summary>Trailers and attachments that are looked at: a look costs.</summary>
    private const int MaxLooks = 1000;

    /// <summary>Of objects, a hundred or more in each: no program writes as many.</summary>
    private const int MaxStreams = 10_000;

    /// <summary>Between the words of an object.</summary>
    internal static ReadOnlySpan<byte> Space => "\0\t\n\f\r "u8;

    internal static readonly SearchValues<byte> NameEnds = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);
    private readonly List<PdfStream> streams = [];
    private readonly List<PdfStream> attachments = [];
    private bool isLinearized;
    private int looks;
    private int streamLooks;
    private int attachmentLooks;
    private long lastTable = -1;

    /// <summary>Where the last end mark begins; -1 for none.</summary>
    public long LastEnd { get; private set; } = -1;

    /// <summary>Where the last object begins; -1 for none.</summary>
    public long LastObject { get; private set; } = -1;

    /// <summary>Where the last record begins that ends an archive; -1 for none.</summary>
    public long LastArchive { get; private set; } = -1;

    /// <summary>What the objects hold, so far as they were looked at.</summary>
    public PdfObjects Objects { get; } = new();

    /// <summary>The trailer of an encrypted file.</summary>
    public PdfDictionary? Encryption { get; private set; }

    public IReadOnlyList<PdfStream> ObjectStreams => streams;

    /// <summary>As many as are looked at, or more.</summary>
    public bool HasManyStreams => streamLooks == MaxStreams;

    /// <summary>Streams that are called embedded files. Such a stream is never inside an object stream.</summary>
    public IReadOnlyList<PdfStream> Attachments => attachments;

    /// <summary>As many as are looked at, or more.</summary>
    public bool HasManyAttachments => attachmentLooks == MaxLooks;

    /// <summary>Written for the web, and only the part for its first page arrived: that part ends with a mark of its own.</summary>
    public bool IsFirstPartOnly => isLinearized && lastTable == 0;

    /// <summary>See <see cref="PdfWindow.Look"/>.</summary>
    public void Look(ReadOnlySpan<byte> window, int from, int to, long offset)
    {
        isLinearized |= offset == 0 && window[..Math.Min(window.Length, 2 * HeaderWindow)].IndexOf("/Linearized"u8) >= 0;
        if (Last(window, from, to, "%%EOF"u8) is >= 0 and var end) LastEnd = offset + end;
        if (Last(window, from, to, "PK\x05\x06"u8) is >= 0 and var archive) LastArchive = offset + archive;
        if (Last(window, from, to, " obj"u8) is >= 0 and var begun) LastObject = offset + begun;
        if (Last(window, from, to, "startxref"u8) is >= 0 and var table) lastTable = Number(window[(table + "startxref".Length)..]);
        Objects.Look(window, from, to);
        for (var at = from; looks < MaxLooks && Next(window, at, to, "/Encrypt"u8) is >= 0 and var found; at = found + 1)
        {
            if (EndsName(window, found + "/Encrypt".Length)) LookAtTrailer(window, found);
        }

        for (var at = from; !HasManyStreams && Next(window, at, to, "/ObjStm"u8) is >= 0 and var found; at = found + 1)
        {
            streamLooks++;
            if (StreamAt(window, found, offset) is { } stream) streams.Add(stream);
        }

        for (var at = from; !HasManyAttachments && Next(window, at, to, "/EmbeddedFile"u8) is >= 0 and var found; at = found + 1)
        {
            if (!EndsName(window, found + "/EmbeddedFile".Length)) continue;
            attachmentLooks++;
            if (StreamAt(window, found, offset) is { } stream) attachments.Add(stream);
        }
    }

    /// <summary>The dictionary with that number; null when it does not begin here.</summary>
    public static PdfDictionary? FindObject(ReadOnlySpan<byte> window, int from, int to, PdfReference reference)
    {
        var begin = Encoding.ASCII.GetBytes($"{reference.Number} {reference.Generation} obj");
        for (var (at, tries) = (from, 0); tries < MaxLooks && Next(window, at, to, begin) is >= 0 and var found; at = found + 1, tries++)
        {
            if (found > 0 && char.IsAsciiDigit((char)window[found - 1])) continue;
            if (PdfDictionary.TryRead(Near(window, found + begin.Length), out var dictionary, out _)) return dictionary;
        }

        return null;
    }

    private void LookAtTrailer(ReadOnlySpan<byte> window, int at)
    {
        looks++;
        var begin = Math.Max(Before(window, at, "trailer"u8), Before(window, at, " obj"u8));
        if (PdfDictionary.TryRead(Near(window, begin), out var dictionary, out _) && dictionary.Has("Root") && dictionary.Has("Encrypt"))
        {
            Encryption = dictionary;
        }
    }

    /// <summary>Null where the name at the place is not in the dictionary of one.</summary>
    private static PdfStream? StreamAt(ReadOnlySpan<byte> window, int at, long offset) =>
        StreamFrom(window, Before(window, at, " obj"u8), offset);

    /// <summary>The stream whose dictionary begins there; null where none does.</summary>
    public static PdfStream? StreamFrom(ReadOnlySpan<byte> window, int begin, long offset)
    {
        if (!PdfDictionary.TryRead(Near(window, begin), out var dictionary, out var length)) return null;
        var keyword = Near(window, begin + length).IndexOf("stream"u8);
        if (keyword < 0) return null;
        var data = begin + length + keyword + "stream".Length;
        while (data < window.Length && window[data] is (byte)'\r' or (byte)'\n') data++;
        return new PdfStream(offset + data, dictionary.Filter);
    }

    // Where the last such word before the place ends; the window's start when there is none near.
    private static int Before(ReadOnlySpan<byte> window, int at, ReadOnlySpan<byte> word)
    {
        var near = Math.Max(0, at - PdfWindow.Before);
        var found = window[near..at].LastIndexOf(word);
        return found < 0 ? near : near + found + word.Length;
    }

    public static ReadOnlySpan<byte> Near(ReadOnlySpan<byte> window, int at) =>
        window[at..Math.Min(window.Length, at + PdfWindow.Before + PdfWindow.Behind)];

    public static bool EndsName(ReadOnlySpan<byte> window, int at) => at >= window.Length || NameEnds.Contains(window[at]);

    public static int Next(ReadOnlySpan<byte> window, int from, int to, ReadOnlySpan<byte> token)
    {
        var at = window[from..Math.Min(window.Length, to + token.Length - 1)].IndexOf(token);
        return at < 0 ? -1 : from + at;
    }

    private static int Last(ReadOnlySpan<byte> window, int from, int to, ReadOnlySpan<byte> token)
    {
        var at = window[from..Math.Min(window.Length, to + token.Length - 1)].LastIndexOf(token);
        return at < 0 ? -1 : from + at;
    }

    private static long Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text.TrimStart(Space), out long number, out _) ? number : -1;
}
