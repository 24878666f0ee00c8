using System.Buffers.Binary;
using System.IO.Compression;
using FunctionsApp.Programmes;
using FunctionsApp.Shared;

namespace FunctionsApp.Documents;

/// <summary>Whether content is what its format claims, by signature at both ends; reads a few kilobytes whatever the size.</summary>
public static class Signature
{
    private const int MaxEntries = 10_000;
    private const int MaxDirectoryBytes = 4 * 1024 * 1024;
    private const int EndRecordBytes = 22;

    private static readonly byte[] PngStart = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] PngEnd = [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    /// <summary>Null when the content fits, otherwise why not.</summary>
    /// <param name="content">Seekable, at least one byte.</param>
    public static LocalizedText? Check(Stream content, DocumentFormat format) => format switch
    {
        DocumentFormat.Pdf => Start(content, 5).SequenceEqual("%PDF-"u8) && End(content, 1024).IndexOf("%%EOF"u8) >= 0 ? null : Not("PDF"),
        DocumentFormat.Png => Start(content, 8).SequenceEqual(PngStart) && End(content, 12).SequenceEqual(PngEnd) ? null : Not("PNG"),
        DocumentFormat.Jpeg => Start(content, 3).SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) && End(content, 64).LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0 ? null : Not("JPEG"),
        DocumentFormat.Docx => Office(content, "word/document.xml", "DOCX"),
        DocumentFormat.Xlsx => Office(content, "xl/workbook.xml", "XLSX"),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static LocalizedText? Office(Stream content, string main, string name)
    {
        if (!Start(content, 4).SequenceEqual("PK\u0003\u0004"u8) || !HasBoundedDirectory(content)) return Not(name);
        try
        {
            content.Position = 0;
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.GetEntry("[Content_Types].xml") is null || zip.GetEntry(main) is null) return Not(name);
            return zip.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
                ? new LocalizedText("文件含有宏", "The file contains macros")
                : null;
        }
        catch (InvalidDataException)
        {
            return Not(name);
        }
    }

    // Before the archive is opened: its directory is read into memory, so its claimed size has to be small and true.
    private static bool HasBoundedDirectory(Stream content)
    {
        var tail = End(content, EndRecordBytes + ushort.MaxValue);
        var at = tail.LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || tail.Length - at < EndRecordBytes) return false;
        var end = tail[at..];
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        return entries <= MaxEntries && bytes <= MaxDirectoryBytes && offset + (long)bytes == content.Length - tail.Length + at;
    }

    private static ReadOnlySpan<byte> Start(Stream content, int count) => Read(content, 0, count);

    private static ReadOnlySpan<byte> End(Stream content, int count) => Read(content, Math.Max(0, content.Length - count), count);

    private static ReadOnlySpan<byte> Read(Stream content, long from, int count)
    {
        content.Position = from;
        var buffer = new byte[Math.Min(count, content.Length - from)];
        content.ReadExactly(buffer);
        return buffer;
    }

    private static LocalizedText Not(string format) => new($"文件内容不是完整的 {format}", $"The content is not a whole {format} file");
}
