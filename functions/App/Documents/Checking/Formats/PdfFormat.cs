using System.IO.Compression;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>A PDF that a reader opens without asking: begun, ended, with a page, and without a password for reading.</summary>
/// <remarks>
/// Readers rebuild a broken table of objects by looking for the objects, so this looks for them too and needs no table. A file that only
/// asks for a password to change or print it is taken: everyone can read it. Source: ISO 32000-2, 7.5.
/// </remarks>
internal sealed class PdfFormat : FileFormat
{
    /// <summary>Bytes after the last end mark; more of them are the rest of a file that is cut off, or something hidden.</summary>
    public const long MaxTrailing = 1024 * 1024;

    private const int ReadBytes = 64 * 1024;

    public override DocumentFormat Format => DocumentFormat.Pdf;

    public override string Name => "PDF";

    public override IReadOnlyList<string> Extensions { get; } = [".pdf"];

    public override string MediaType => "application/pdf";

    public override Display Display => Display.Document;

    internal override async Task CheckAsync(Stream file, CancellationToken cancellation)
    {
        var head = await ZipEnd.ReadAsync(file, 0, (int)Math.Min(PdfScan.HeaderWindow, file.Length), cancellation);
        if (head.AsSpan().IndexOf("%PDF-"u8) < 0) throw new RejectedException(Rejections.NotA(Format));

        if (await ZipEnd.EndsWithRecordAsync(file, cancellation)) throw new RejectedException(Rejections.TwoFormats);
        var scan = new PdfScan();
        await PdfWindow.ReadAsync(file, scan.Look, cancellation);
        if (scan.LastEnd < 0 || file.Length - scan.LastEnd > MaxTrailing || scan.LastObject > scan.LastEnd || scan.IsFirstPartOnly)
        {
            throw new RejectedException(scan.LastEnd < 0 && scan.LastObject < 0 ? Rejections.Damaged : Rejections.Incomplete);
        }

        // Programs that unpack look for it some way before the end.
        if (scan.LastArchive > scan.LastEnd) throw new RejectedException(Rejections.TwoFormats);
        await PdfAttachment.RequireAsync(file, scan, cancellation);
        if (scan.Encryption is { } trailer && await AsksForPasswordAsync(file, trailer, cancellation))
        {
            throw new RejectedException(Rejections.Password);
        }

        // What is in the object streams of an encrypted file cannot be seen without decrypting it.
        if (scan.HasPage || (scan.Encryption is not null && scan.ObjectStreams.Count > 0)) return;
        if (!await HasPageAsync(file, scan.ObjectStreams, cancellation)) throw new RejectedException(Rejections.NoPages);
    }

    private static async Task<bool> AsksForPasswordAsync(Stream file, PdfDictionary trailer, CancellationToken cancellation)
    {
        var dictionary = trailer.Dictionary("Encrypt");
        if (dictionary is null && trailer.Reference("Encrypt") is { } reference)
        {
            await PdfWindow.ReadAsync(
                file, (window, from, to, _) => dictionary = PdfScan.FindObject(window, from, to, reference) ?? dictionary, cancellation);
        }

        return dictionary is null ? throw new RejectedException(Rejections.Damaged) : PdfPassword.IsAskedFor(dictionary, trailer.FirstId);
    }

    private static async Task<bool> HasPageAsync(Stream file, IReadOnlyList<PdfStream> streams, CancellationToken cancellation)
    {
        var budget = new UnpackBudget(file.Length);
        foreach (var (at, filter) in streams)
        {
            // One without a filter is readable as it is, and was looked at. Another filter than everyone's is taken on trust.
            if (filter is null) continue;
            if (filter is not ("FlateDecode" or "Fl")) return true;
            await using var content = new ZLibStream(new SectionStream(file, at, file.Length - at), CompressionMode.Decompress);
            if (await HasPageAsync(content, budget, cancellation)) return true;
        }

        return false;
    }

    private static async Task<bool> HasPageAsync(Stream content, UnpackBudget budget, CancellationToken cancellation)
    {
        var buffer = new byte[ReadBytes];
        try
        {
            for (var kept = 0; await content.ReadAsync(buffer.AsMemory(kept), cancellation) is > 0 and var read;)
            {
                budget.Spend(read);
                var window = buffer.AsSpan(0, kept + read);
                if (PdfScan.HasPageIn(window)) return true;
                kept = Math.Min(window.Length, PdfScan.PageBytes);
                window[^kept..].CopyTo(buffer);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            // This one is damaged; the page may be in another.
        }

        return false;
    }
}
