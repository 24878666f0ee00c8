using System.IO.Compression;

namespace FunctionsApp.Documents.Checking;

/// <summary>
/// Files embedded in a PDF. Those of electronic invoices are taken, which are XML (PDF/A-3) or XBRL, and pictures: every other one could
/// be opened from within the reader, and none is shown to whoever reads the page.
/// </summary>
internal static class PdfAttachment
{
    private const int StartBytes = 64;

    private static readonly byte[][] Marks =
    [
        [.. "<?xml"u8], [.. "\uFEFF<?xml"u8], [0xFF, 0xFE, (byte)'<', 0, (byte)'?', 0], [0xFE, 0xFF, 0, (byte)'<', 0, (byte)'?'],
        // The accounting data of invoices, as the ministry of finance has them.
        [.. "<xbrl "u8], [.. "\uFEFF<xbrl "u8], [.. "<xbrli:xbrl "u8], [.. "\uFEFF<xbrli:xbrl "u8],
        [0x89, .. "PNG\r\n"u8], [0xFF, 0xD8, 0xFF], [.. "II*\0"u8], [.. "MM\0*"u8],
    ];

    /// <exception cref="RejectedException">embedded-object.</exception>
    public static async Task RequireAsync(Stream file, PdfScan scan, CancellationToken cancellation)
    {
        if (scan.HasManyAttachments) throw new RejectedException(Rejections.EmbeddedObject);
        foreach (var attachment in scan.Attachments.Concat(await PdfAttachments.FindAsync(file, scan.Objects, cancellation)))
        {
            // What is encrypted cannot be looked at.
            if (scan.Encryption is not null) throw new RejectedException(Rejections.EmbeddedObject);
            var start = await StartAsync(file, attachment, cancellation);
            if (!IsTaken(start) && !AreSettings(start)) throw new RejectedException(Rejections.EmbeddedObject);
        }
    }

    /// <summary>Whether a file that begins so may be attached: XML with its declaration, XBRL, or a picture.</summary>
    public static bool IsTaken(byte[] start) => Marks.Any(mark => start.AsSpan().StartsWith(mark));

    /// <summary>The settings with which Acrobat Distiller wrote the file: it attaches them unasked.</summary>
    private static bool AreSettings(byte[] start) => start.AsSpan().StartsWith("<<"u8)
        && start.AsSpan(2).TrimStart(PdfScan.Space).StartsWith("/ASCII85EncodePages "u8);

    public static async Task<byte[]> StartAsync(Stream content, CancellationToken cancellation)
    {
        var start = new byte[StartBytes];
        return start[..await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation)];
    }

    /// <returns>Empty where it cannot be read.</returns>
    private static async Task<byte[]> StartAsync(Stream file, PdfStream attachment, CancellationToken cancellation)
    {
        if (attachment.Filter is not (null or "FlateDecode" or "Fl")) return [];
        await using var raw = new SectionStream(file, attachment.At, file.Length - attachment.At);
        await using Stream content = attachment.Filter is null ? raw : new ZLibStream(raw, CompressionMode.Decompress);
        try
        {
            return await StartAsync(content, cancellation);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            return [];
        }
    }
}
