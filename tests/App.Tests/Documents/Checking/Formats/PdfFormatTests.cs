using System.IO.Compression;
using System.Text;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Documents.Checking.Formats;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking.Formats;

public class PdfFormatTests
{
    private const string Catalogue = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>\nendobj\n";
    private const string Page = "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 9 9 ] >>\nendobj\n";
    private const string Trailer = "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";
    private const string Good = "%PDF-1.7\n" + Catalogue + Page + Trailer;

    [Fact]
    public async Task Fault_Header_IsWithinTheFirst1024Bytes()
    {
        Assert.Null(await CodeAsync(Good));
        Assert.Null(await CodeAsync(new string('\n', 1024 - 5) + Good));
        Assert.Equal("other-format", await CodeAsync(new string('\n', 1024 - 4) + Good));
        Assert.Equal("other-format", await CodeAsync("hello"));
    }

    [Fact]
    public async Task Fault_Ends_WithTheMarkAndAtMost1MebibyteAfterIt()
    {
        Assert.Null(await CodeAsync(Good + new string('\0', 64 * 1024)));
        Assert.Null(await CodeAsync(Good + new string(' ', (int)PdfFormat.MaxTrailing - "%%EOF\n".Length)));
        Assert.Equal("incomplete", await CodeAsync(Good + new string(' ', (int)PdfFormat.MaxTrailing - "%%EOF\n".Length + 1)));
        Assert.Equal("incomplete", await CodeAsync(Good.Replace("%%EOF", "")));
        // An update that was begun and cut off.
        Assert.Equal("incomplete", await CodeAsync(Good + "4 0 obj\n<< /Type /Font"));
        Assert.Null(await CodeAsync(Good + "4 0 obj\n<< /Type /Font >>\nendobj\n" + Trailer));
    }

    [Fact]
    public async Task Fault_FirstPartOfAFileForTheWeb_IsCutOff()
    {
        var linearized = Good.Replace("%PDF-1.7\n", "%PDF-1.7\n9 0 obj\n<< /Linearized 1 /L 9999 >>\nendobj\n");
        Assert.Null(await CodeAsync(linearized));
        Assert.Equal("incomplete", await CodeAsync(linearized.Replace("startxref\n9\n", "startxref\n0\n")));
        Assert.Null(await CodeAsync(Good.Replace("startxref\n9\n", "startxref\n0\n")));
    }

    [Theory]
    [InlineData("%PDF-%%EOF", "no-pages")]
    [InlineData("%PDF-1.7\n" + Catalogue + Trailer, "no-pages")]
    [InlineData("%PDF-1.7\n" + Catalogue + "3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n" + Trailer, null)]
    [InlineData("%PDF-1.7\n" + Catalogue + "3 0 obj\n<</Type\r\n  /Page>>\nendobj\n" + Trailer, null)]
    [InlineData("%PDF-1.7\n" + Catalogue + "3 0 obj\n<</Type/PageLabels>>\nendobj\n" + Trailer, "no-pages")]
    [InlineData("%PDF-1.7\nnothing", "damaged")]
    public async Task Fault_Pages_MustBeSome(string file, string? code) => Assert.Equal(code, await CodeAsync(file));

    [Fact]
    public async Task Fault_PageInAnObjectStream_IsFound()
    {
        Assert.Null(await CodeAsync(WithStream("3 0 << /Type /Page /Parent 2 0 R >>")));
        Assert.Null(await CodeAsync(WithStream(new string(' ', 65_536 - 30) + "3 0 << /Type /Page /Parent 2 0 R >>")));
        Assert.Equal("no-pages", await CodeAsync(WithStream("3 0 << /Type /Font >>")));
        Assert.Equal("unpacks-too-large", await CodeAsync(WithStream(new string(' ', 40 * 1024 * 1024))));
    }

    [Fact]
    public async Task Fault_LargeFile_IsSeenThroughItsWindows()
    {
        // A page wherever the windows meet.
        for (var at = (1 << 20) - PdfWindow.Behind - 40; at < (1 << 20) - PdfWindow.Behind + 40; at += 3)
        {
            Assert.Null(await CodeAsync("%PDF-1.7\n" + Catalogue + new string('\n', at - Catalogue.Length - 9) + Page + new string('\n', 1 << 20) + Trailer));
        }
    }

    [Theory]
    [InlineData("rc4-40", false)]
    [InlineData("rc4-128", false)]
    [InlineData("aes-128", false)]
    [InlineData("aes-256-r5", false)]
    [InlineData("aes-256", false)]
    [InlineData("rc4-40", true)]
    [InlineData("rc4-128", true)]
    [InlineData("aes-128", true)]
    [InlineData("aes-256-r5", true)]
    [InlineData("aes-256", true)]
    public async Task Fault_Password_OnlyWhereReadersAskForIt(string cipher, bool asks) =>
        Assert.Equal(asks ? "password" : null, await Checked.CodeAsync(await ContentCheckTests.ReadAsync($"{cipher}-{(asks ? "user" : "owner")}.pdf"), DocumentFormat.Pdf));

    [Theory]
    [InlineData("<< /Filter /Adobe.PubSec /V 4 >>", "password")]
    [InlineData("<< /Filter /Standard /V 9 /R 9 >>", "password")]
    [InlineData("<< /Filter /Standard /V 5 /R 6 /U <00> >>", "password")]
    [InlineData("99 0 R", "damaged")]
    public async Task Fault_EncryptionThatReadersDoNotKnow_IsRefused(string encryption, string code) =>
        Assert.Equal(code, await CodeAsync(Good.Replace("/Root 1 0 R", $"/Root 1 0 R /Encrypt {encryption}")));

    [Fact]
    public async Task Fault_WordsInTheText_AreNoTrailer() =>
        Assert.Null(await CodeAsync(Good.Replace("trailer", "4 0 obj\n<< /Title (/Encrypt me) >>\nendobj\n% /Encrypt\ntrailer")));

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><Invoice/>", null)]
    [InlineData("\u00EF\u00BB\u00BF<?xml version=\"1.0\"?><Invoice/>", null)]
    [InlineData("<xbrl xmlns=\"http://www.xbrl.org/2003/instance\">", null)]
    [InlineData("\u0089PNG\r\n\u001A\n", null)]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", null)]
    [InlineData("<<\r\n  /ASCII85EncodePages false\r\n", null)]
    [InlineData("<html><script>", "embedded-object")]
    [InlineData("MZ\u0090\0", "embedded-object")]
    [InlineData("PK\u0003\u0004", "embedded-object")]
    [InlineData("%PDF-1.7", "embedded-object")]
    [InlineData("", "embedded-object")]
    public async Task Fault_Attachment_IsXmlOrAPicture(string content, string? code)
    {
        Assert.Equal(code, await CodeAsync(WithAttachment(content, isPacked: false)));
        Assert.Equal(code, await CodeAsync(WithAttachment(content, isPacked: true)));
    }

    [Theory]
    [InlineData("/Filter /ASCIIHexDecode")]
    [InlineData("/Filter [ /FlateDecode /ASCII85Decode ]")]
    public async Task Fault_AttachmentThatCannotBeLookedAt_IsRefused(string filter) => Assert.Equal("embedded-object", await CodeAsync(
        Encoding.Latin1.GetString(WithAttachment("<?xml version=\"1.0\"?>", isPacked: false)).Replace("/Length", $"{filter} /Length")));

    /// <summary>One behind them could not be looked at, nor could the encryption of the file be missed for them.</summary>
    [Theory]
    [InlineData(999, null)]
    [InlineData(1000, "embedded-object")]
    public async Task Fault_ManyAttachments_AreRefused(int count, string? code)
    {
        const string one = "5 0 obj\n<< /Type /EmbeddedFile /Length 5 >>\nstream\n<?xml\nendstream\nendobj\n";
        var file = "%PDF-1.7\n" + Catalogue + Page + string.Concat(Enumerable.Repeat(one, count)) + Trailer;

        Assert.Equal(code, await CodeAsync(file));
        Assert.NotNull(await CodeAsync(file.Replace("/Root 1 0 R", "/Root 1 0 R /Encrypt << /Filter /Adobe.PubSec /V 4 >>")));
    }

    [Fact]
    public async Task Fault_NamesOfAttachments_AreNone() =>
        Assert.Null(await CodeAsync(Good.Replace("/Type /Catalog", "/Type /Catalog /Names << /EmbeddedFiles << /Names [ ] >> >>")));

    /// <summary>An archive's end, whatever follows it: programs that unpack look for it backwards.</summary>
    [Fact]
    public async Task Fault_ArchiveBehindTheEnd_IsTwoFormats()
    {
        Assert.Equal("two-formats", await CodeAsync(Good + "PK\u0005\u0006" + new string('\0', 18) + "something"));
        Assert.Null(await CodeAsync(Good.Replace("trailer", "% PK\u0005\u0006\ntrailer") + "something"));
    }

    private static byte[] WithAttachment(string content, bool isPacked)
    {
        var (plain, packed) = (Encoding.Latin1.GetBytes(content), new MemoryStream());
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(plain);
        var (bytes, filter) = isPacked ? (packed.ToArray(), "/Filter /FlateDecode ") : (plain, "");
        var begin = $"%PDF-1.7\n{Catalogue}{Page}5 0 obj\n<< /Type /EmbeddedFile {filter}/Length {bytes.Length} >>\nstream\r\n";
        return [.. Encoding.Latin1.GetBytes(begin), .. bytes, .. Encoding.Latin1.GetBytes("\nendstream\nendobj\n" + Trailer)];
    }

    private static byte[] WithStream(string objects)
    {
        var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(Encoding.Latin1.GetBytes(objects));
        return [.. Encoding.Latin1.GetBytes($"%PDF-1.7\n{Catalogue}5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {stream.Length} >>\nstream\r\n"),
            .. stream.ToArray(), .. Encoding.Latin1.GetBytes("\nendstream\nendobj\n" + Trailer)];
    }

    private static Task<string?> CodeAsync(string file) => CodeAsync(Encoding.Latin1.GetBytes(file));

    private static Task<string?> CodeAsync(byte[] file) => Checked.CodeAsync(file, DocumentFormat.Pdf);
}
