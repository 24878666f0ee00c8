using System.Buffers;
using System.Security.Cryptography;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents;

/// <summary>Whether a file is what it claims to be, by its signature and structure and not by its name.</summary>
public static class ContentCheck
{
    private const int PdfEndWindow = 1024;
    private const int ReadBytes = 1024 * 1024;

    private static readonly byte[] PngStart = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] PngEnd = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82];

    /// <summary>Null when all is well; otherwise why not.</summary>
    /// <param name="file">Seekable; read once through, and at its ends.</param>
    /// <param name="declared">Format that the file's name claims.</param>
    /// <param name="bytes">Length that arrived.</param>
    /// <param name="sha256">Lower-case hex of what arrived.</param>
    public static async Task<LocalizedText?> FaultAsync(Stream file, DocumentFormat declared, long bytes, string sha256,
        CancellationToken cancellation)
    {
        if (file.Length == 0) return new("文件为空", "The file is empty");
        if (file.Length != bytes || await HashAsync(file, cancellation) != sha256)
        {
            return new("存储的内容与上传的内容不一致", "The stored content differs from the uploaded content");
        }

        return declared switch
        {
            DocumentFormat.Pdf => await StartsAndEndsAsync(file, "%PDF-"u8.ToArray(), tail => tail.IndexOf("%%EOF"u8) >= 0, cancellation)
                ? null : NotA("PDF"),
            DocumentFormat.Png => await StartsAndEndsAsync(file, PngStart, tail => tail.EndsWith(PngEnd), cancellation) ? null
                : NotA("PNG"),
            // Some cameras fill up with zeros after the end mark.
            DocumentFormat.Jpeg => await StartsAndEndsAsync(file, [0xFF, 0xD8, 0xFF], tail =>
                tail.TrimEnd((byte)0).EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]), cancellation) ? null : NotA("JPEG"),
            DocumentFormat.Docx => await OfficeFaultAsync(file, "DOCX", "word/document.xml", cancellation),
            DocumentFormat.Xlsx => await OfficeFaultAsync(file, "XLSX", "xl/workbook.xml", cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(declared)),
        };
    }

    private delegate bool EndTest(ReadOnlySpan<byte> tail);

    private static async Task<bool> StartsAndEndsAsync(Stream file, byte[] start, EndTest ends, CancellationToken cancellation)
    {
        if (file.Length < start.Length) return false;
        var head = new byte[start.Length];
        file.Position = 0;
        await file.ReadExactlyAsync(head, cancellation);
        return head.AsSpan().SequenceEqual(start) && ends(await ZipDirectory.ReadTailAsync(file, PdfEndWindow, cancellation));
    }

    private static async Task<LocalizedText?> OfficeFaultAsync(Stream file, string format, string mainPart, CancellationToken cancellation)
    {
        if (await ZipDirectory.ReadAsync(file, cancellation) is not { } entries || !entries.ContainsKey("[Content_Types].xml")
            || !entries.ContainsKey(mainPart)) return NotA(format);
        if (entries.Values.Any(encrypted => encrypted)) return new("文件已加密", "The file is encrypted");
        return entries.Keys.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            ? new("文件含有宏", "The file contains macros")
            : null;
    }

    private static async Task<string> HashAsync(Stream file, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            file.Position = 0;
            while (await file.ReadAsync(buffer.AsMemory(0, ReadBytes), cancellation) is > 0 and var read) hash.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static LocalizedText NotA(string format) => new($"内容不是完整的 {format} 文件", $"The content is not a complete {format} file");
}
