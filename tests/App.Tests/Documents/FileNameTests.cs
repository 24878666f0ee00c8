using App.Tests.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Programmes;

namespace App.Tests.Documents;

public class FileNameTests
{
    [Theory]
    [InlineData("a.pdf")]
    [InlineData("申请书 (终稿).pdf")]
    [InlineData("a..b.pdf")]
    [InlineData("📄.pdf")]
    public void Check_OrdinaryNames_StayAsTheyAre(string name) => Assert.Equal(name, FileName.Check($" {name} "));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("../../etc/passwd")]
    [InlineData("..\\a.pdf")]
    [InlineData("/a.pdf")]
    [InlineData("a\u0000.pdf")]
    [InlineData("a\r\nX: y.pdf")]
    [InlineData("a\u202Efdp.exe")]
    [InlineData("a\uD800.pdf")]
    public void Check_PathsAndHiddenCharacters_AreRefused(string? name) =>
        Assert.Equal("invalid-file-name", Examples.Slug(() => FileName.Check(name)));

    [Fact]
    public void Check_Length_IsAtMost255()
    {
        Assert.Equal(255, FileName.Check(new string('a', 255)).Length);
        Assert.Equal("invalid-file-name", Examples.Slug(() => FileName.Check(new string('a', 256))));
        Assert.Equal("invalid-file-name", Examples.Slug(() => FileName.Check(new string('a', 4000))));
    }

    /// <summary>Extension and content decide: browsers, office programs and old servers send any media type.</summary>
    [Theory]
    [InlineData("a.PDF", null)]
    [InlineData("a.pdf", "application/pdf")]
    [InlineData("a.pdf", "Application/PDF; v=1")]
    [InlineData("a.pdf", "application/x-pdf")]
    [InlineData("a.pdf", "application/octet-stream")]
    [InlineData("a.pdf", "image/png")]
    [InlineData("a.pdf", "nonsense")]
    public void Format_Extension_Decides(string name, string? type) =>
        Assert.Equal(DocumentFormat.Pdf, DeclaredFormat.Check(name, type, Examples.Fund.Slot("application-form")!));

    [Theory]
    [InlineData("a.docx", "application/wps-office.docx", DocumentFormat.Docx)]
    [InlineData("a.docx", "application/zip", DocumentFormat.Docx)]
    [InlineData("a.xlsx", "application/vnd.ms-excel", DocumentFormat.Xlsx)]
    [InlineData("a.jpg", "image/jpg", DocumentFormat.Jpeg)]
    [InlineData("a.jpg", "image/pjpeg", DocumentFormat.Jpeg)]
    [InlineData("a.JFIF", "image/jpeg", DocumentFormat.Jpeg)]
    [InlineData("a.png", "image/x-png", DocumentFormat.Png)]
    public void Format_MediaTypesThatBrowsersSend_AreTaken(string name, string type, DocumentFormat format) => Assert.Equal(format,
        DeclaredFormat.Check(name, type, Examples.Fund.Slot("application-form")! with { Formats = Enum.GetValues<DocumentFormat>() }));

    [Theory]
    [InlineData("a.docx", null)]
    [InlineData("a", "application/pdf")]
    [InlineData("a.pdf.exe", "application/pdf")]
    [InlineData("a.pdf", "multipart/form-data; boundary=x")]
    [InlineData("a.pdf", "application/x-www-form-urlencoded")]
    public void Format_OtherOrAForm_IsRefused(string name, string? type) =>
        Assert.Equal("format-not-allowed", Examples.Slug(() => DeclaredFormat.Check(name, type, Examples.Fund.Slot("application-form")!)));
}
