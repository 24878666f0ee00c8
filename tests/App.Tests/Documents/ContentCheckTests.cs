using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace App.Tests.Documents;

public class ContentCheckTests
{
    private static readonly byte[] Png =
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ];

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 0xFF, 0xD9];
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\nbody\n%%EOF\n");

    [Fact]
    public async Task Fault_CompleteFiles_HaveNone()
    {
        Assert.Null(await FaultAsync(Pdf, DocumentFormat.Pdf));
        Assert.Null(await FaultAsync(Png, DocumentFormat.Png));
        Assert.Null(await FaultAsync(Jpeg, DocumentFormat.Jpeg));
        Assert.Null(await FaultAsync([.. Jpeg, 0, 0, 0], DocumentFormat.Jpeg));
        Assert.Null(await FaultAsync(Zip("[Content_Types].xml", "word/document.xml"), DocumentFormat.Docx));
        Assert.Null(await FaultAsync(Zip("[Content_Types].xml", "xl/workbook.xml"), DocumentFormat.Xlsx));
    }

    [Fact]
    public async Task Fault_CutOff_IsFound()
    {
        await RefusedAsync(Pdf[..10], DocumentFormat.Pdf);
        await RefusedAsync(Pdf[..3], DocumentFormat.Pdf);
        await RefusedAsync(Png[..^1], DocumentFormat.Png);
        await RefusedAsync(Jpeg[..^1], DocumentFormat.Jpeg);
        var docx = Zip("[Content_Types].xml", "word/document.xml");
        for (var length = 1; length < docx.Length; length += 7) await RefusedAsync(docx[..length], DocumentFormat.Docx);
    }

    [Fact]
    public async Task Fault_OtherKind_IsFound()
    {
        await RefusedAsync(Png, DocumentFormat.Pdf);
        await RefusedAsync(Encoding.UTF8.GetBytes("hello %PDF- %%EOF"), DocumentFormat.Pdf);
        await RefusedAsync(Zip("[Content_Types].xml", "xl/workbook.xml"), DocumentFormat.Docx);
        await RefusedAsync(Zip("word/document.xml"), DocumentFormat.Docx);
        await RefusedAsync([.. "MZ"u8, .. Zip("[Content_Types].xml", "word/document.xml")], DocumentFormat.Docx);
    }

    [Fact]
    public async Task Fault_PdfEndMark_MustBeNearTheEnd()
    {
        Assert.Null(await FaultAsync([.. Pdf, .. new byte[1000]], DocumentFormat.Pdf));
        await RefusedAsync([.. Pdf, .. new byte[1100]], DocumentFormat.Pdf);
    }

    [Fact]
    public async Task Fault_Macros_AreNamed() =>
        Assert.Contains("macros",
            (await FaultAsync(Zip("[Content_Types].xml", "word/document.xml", "word/VbaProject.bin"), DocumentFormat.Docx))!.English);

    [Fact]
    public async Task Fault_Encrypted_IsNamed()
    {
        var file = Zip("[Content_Types].xml", "word/document.xml");
        var header = file.AsSpan().IndexOf("PK\u0001\u0002"u8);
        file[header + 8] |= 1;
        Assert.Contains("encrypted", (await FaultAsync(file, DocumentFormat.Docx))!.English);
    }

    [Fact]
    public async Task Fault_DirectoryThatClaimsToBeHuge_IsRefusedUnread()
    {
        var file = Zip("[Content_Types].xml", "word/document.xml");
        BitConverter.GetBytes(0xFFFF_FFF0u).CopyTo(file, file.Length - 10);
        await RefusedAsync(file, DocumentFormat.Docx);
    }

    [Fact]
    public async Task Fault_Empty_IsNamed() => Assert.Contains("empty", (await FaultAsync([], DocumentFormat.Pdf))!.English);

    [Fact]
    public async Task Fault_OtherContentThanArrived_IsFound()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.NotNull(
            await ContentCheck.FaultAsync(new MemoryStream(Pdf), DocumentFormat.Pdf, Pdf.Length, new string('0', 64), cancellation));
        Assert.NotNull(await ContentCheck.FaultAsync(new MemoryStream(Pdf), DocumentFormat.Pdf, Pdf.Length + 1, Hash(Pdf), cancellation));
    }

    private static async Task RefusedAsync(byte[] content, DocumentFormat format) => Assert.NotNull(await FaultAsync(content, format));

    private static Task<LocalizedText?> FaultAsync(byte[] content, DocumentFormat format) =>
        ContentCheck.FaultAsync(new MemoryStream(content), format, content.Length, Hash(content), TestContext.Current.CancellationToken);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Zip(params string[] names)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("<x/>"u8);
            }
        }

        return stream.ToArray();
    }
}
