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
        // What is in the streams of objects of an encrypted file cannot be seen without decrypting it.
        if (scan.Encryption is null) await LookIntoAsync(file, scan, cancellation);
        if (scan.Objects.HidesWord) throw new RejectedException(Rejections.Damaged);
        if (scan.Objects.StartsProgram) throw new RejectedException(Rejections.RunsProgram);
        await PdfAttachment.RequireAsync(file, scan, cancellation);
        if (scan.Encryption is { } trailer && await AsksForPasswordAsync(file, trailer, cancellation))
        {
            throw new RejectedException(Rejections.Password);
        }

        if (scan.Objects.HasPage || (scan.Encryption is not null && scan.ObjectStreams.Count > 0)) return;
        throw new RejectedException(Rejections.NoPages);
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

    /// <summary>Looks at the objects in streams of them.</summary>
    private static async Task LookIntoAsync(Stream file, PdfScan scan, CancellationToken cancellation)
    {
        if (scan.HasManyStreams) throw new RejectedException(Rejections.UnpacksTooLarge);
        var (budget, buffer) = (new UnpackBudget(file.Length), new byte[ReadBytes]);
        foreach (var (at, filter) in scan.ObjectStreams)
        {
            // One without a filter is readable as it is, and was looked at.
            if (filter is null) continue;
            // No program takes another than everyone's, and not every reader knows it.
            if (filter is not ("FlateDecode" or "Fl")) throw new RejectedException(Rejections.Damaged);
            await using var content = new ZLibStream(new SectionStream(file, at, file.Length - at), CompressionMode.Decompress);
            await LookIntoAsync(content, budget, buffer, scan.Objects, cancellation);
        }
    }

    private static async Task LookIntoAsync(
        Stream content, UnpackBudget budget, byte[] buffer, PdfObjects objects, CancellationToken cancellation)
    {
        for (var (length, from, isEnd) = (0, 0, false); !isEnd;)
        {
            var read = await ReadAsync(content, buffer.AsMemory(length), cancellation);
            budget.Spend(read);
            (length, isEnd) = (length + read, read == 0);
            var to = isEnd ? length : Math.Max(from, length - PdfWindow.Behind);
            objects.Look(buffer.AsSpan(0, length), from, to);
            var drop = Math.Max(0, to - PdfWindow.Before);
            buffer.AsSpan(drop, length - drop).CopyTo(buffer);
            (length, from) = (length - drop, to - drop);
        }
    }

    /// <summary>0 at its end, or from where it is damaged: readers show what is before.</summary>
    private static async Task<int> ReadAsync(Stream content, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellation);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            return 0;
        }
    }
}
