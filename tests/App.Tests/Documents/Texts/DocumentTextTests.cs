using System.IO.Compression;
using System.Text;
using App.Tests.Documents.Checking;
using FunctionsApp.Documents.Texts;
using FunctionsApp.Duplicates;
using FunctionsApp.Programmes;
using MiniExcelLibs;

namespace App.Tests.Documents.Texts;

public sealed class DocumentTextTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("光电器件可靠性检测服务。", 20));

    [Fact]
    public void Read_Docx_HasItsParagraphs()
    {
        var (text, state) = Read(Docx(Long, "Second paragraph"), DocumentFormat.Docx);
        Assert.Equal(($"{Long}\nSecond paragraph\n", TextState.Read), (text, state));
    }

    [Fact]
    public void Read_LittleText_IsTooShortToBeComparedWithOthers()
    {
        var (text, state) = Read(Docx("一句话"), DocumentFormat.Docx);
        Assert.Equal((TextState.Read, TextState.TooShort), (state, ComparedTexts.Judge(text, state)));
        Assert.Equal(TextState.Read, ComparedTexts.Judge(Long, TextState.Read));
    }

    [Fact]
    public void Read_Xlsx_HasItsSheetsAndRows()
    {
        using var file = new MemoryStream();
        MiniExcel.SaveAs(file, new Dictionary<string, object>
        {
            ["设备"] = new[] { new { Item = "光谱仪", Amount = 900_000m }, new { Item = "", Amount = 1.5m } },
            ["人员"] = new[] { new { Item = "三人" } },
        });

        var (text, state) = Read(file.ToArray(), DocumentFormat.Xlsx);

        Assert.Equal(("设备\nItem | Amount\n光谱仪 | 900000\n1.5\n人员\nItem\n三人\n", TextState.Read), (text, state));
    }

    [Fact]
    public void Read_VeryLongText_IsCut()
    {
        var (text, state) = Read(Docx([.. Enumerable.Repeat(Long, 2000)]), DocumentFormat.Docx);
        Assert.Equal((TextState.Cut, DocumentText.MaxCharacters), (state, text.Length));
    }

    [Fact]
    public void Read_CutInsideAPair_LeavesTheHalfOut()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("𠀀", DocumentText.MaxCharacters / 2));
        var read = Read(Docx(text), DocumentFormat.Docx);
        Assert.Equal((TextState.Cut, DocumentText.MaxCharacters - 1), (read.State, read.Text.Length));
    }

    [Theory]
    [InlineData(DocumentFormat.Pdf)]
    [InlineData(DocumentFormat.Docx)]
    public void Read_Damaged_IsUnreadable(DocumentFormat format) => Assert.Equal(
        ("", TextState.Unreadable), Read(Encoding.UTF8.GetBytes("%PDF-1.7 nothing behind it"), format));

    /// <summary>A MiB that unpacks to a thousand: the library would hold all of it, more than once.</summary>
    [Theory]
    [InlineData(1, TextState.Read)]
    [InlineData(1000, TextState.Unreadable)]
    public void Read_PageThatUnpacksToTooMuch_IsNotUnpacked(int mebibytes, TextState state)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var i = 0; i < mebibytes; i++) deflate.Write(spaces);
        }

        var file = Encoding.Latin1.GetBytes(
            OnePage + "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 9 9 ] /Contents 4 0 R >>\nendobj\n"
            + $"4 0 obj\n<< /Filter /FlateDecode /Length {packed.Length} >>\nstream\n{Encoding.Latin1.GetString(packed.ToArray())}\n"
            + "endstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n0\n%%EOF");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(state, Read(file, DocumentFormat.Pdf).State);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 128L * 1024 * 1024);
    }

    /// <summary>The library follows them until the stack overflows, which ends the process: this test's, too.</summary>
    [Theory]
    [InlineData("<< /XObject << /B 6 0 R >> >>", "/B Do", "<< /XObject << /A 5 0 R >> >>", "/A Do", TextState.Unreadable)]
    [InlineData("null", "/B Do", "null", "/A Do", TextState.Unreadable)]
    [InlineData("<< /XObject << /B 6 0 R >> >>", "/B Do", "null", "", TextState.Read)]
    public void Read_FormsThatDrawEachOther_AreNotFollowed(string one, string draws, string other, string back, TextState state) =>
        Assert.Equal(state, Read(Encoding.Latin1.GetBytes(
            OnePage + "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 9 9 ] /Contents 4 0 R "
            + "/Resources << /XObject << /A 5 0 R /B 6 0 R >> >> >>\nendobj\n"
            + $"4 0 obj\n<< /Length 5 >>\nstream\n/A Do\nendstream\nendobj\n{Form(5, one, draws)}{Form(6, other, back)}"
            + "trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"), DocumentFormat.Pdf).State);

    /// <summary>The same, of lengths.</summary>
    [Theory]
    [InlineData("4 0 R", TextState.Unreadable)]
    [InlineData("5 0 R", TextState.Read)]
    public void Read_LengthThatIsAStream_IsNotFollowed(string length, TextState state) => Assert.Equal(
        state, Read(Encoding.Latin1.GetBytes(
            OnePage + "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 9 9 ] /Contents 4 0 R >>\nendobj\n"
            + $"4 0 obj\n<< /Length {length} >>\nstream\nq Q\nendstream\nendobj\n5 0 obj\n3\nendobj\n"
            + "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"), DocumentFormat.Pdf).State);

    /// <summary>The first two objects of a PDF whose page is the third.</summary>
    private const string OnePage =
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>\nendobj\n";

    private static string Form(int number, string resources, string draws) =>
        $"{number} 0 obj\n<< /Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Resources {resources} /Length {draws.Length} >>\n"
        + $"stream\n{draws}\nendstream\nendobj\n";

    [Theory]
    [InlineData(DocumentFormat.Xlsx)]
    [InlineData(DocumentFormat.Jpeg)]
    [InlineData(DocumentFormat.Png)]
    public void Read_FormatWithoutText_IsUnreadable(DocumentFormat format) =>
        Assert.Equal(TextState.Unreadable, Read(Docx(Long), format).State);

    [Fact]
    public void Read_Stopped_EndsSo() => Assert.Throws<OperationCanceledException>(
        () => DocumentText.Read(new MemoryStream(Docx(Long)), DocumentFormat.Docx, new CancellationToken(canceled: true)));

    private static (string Text, TextState State) Read(byte[] file, DocumentFormat format) =>
        DocumentText.Read(new MemoryStream(file), format, TestContext.Current.CancellationToken);

    private static byte[] Docx(params IReadOnlyList<string> paragraphs)
    {
        var body = string.Concat(paragraphs.Select(text => $"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"));
        var document = new ZipPart(
            "word/document.xml",
            $"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{body}</w:body></w:document>");
        return Zip.Of([.. Package.DocxParts().Where(part => part.Name != document.Name), document]);
    }
}
