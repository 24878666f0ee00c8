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

    [Theory]
    [InlineData("a.PDF", null)]
    [InlineData("a.pdf", "application/pdf")]
    [InlineData("a.pdf", "Application/PDF; v=1")]
    [InlineData("a.pdf", "application/octet-stream")]
    public void Format_AgreeingNameAndType_IsTaken(string name, string? type) =>
        Assert.Equal(DocumentFormat.Pdf, DeclaredFormat.Check(name, type, Examples.Fund.Slot("application-form")!));

    [Theory]
    [InlineData("a.docx", null)]
    [InlineData("a", "application/pdf")]
    [InlineData("a.pdf.exe", "application/pdf")]
    [InlineData("a.pdf", "image/png")]
    [InlineData("a.pdf", "nonsense")]
    public void Format_OtherOrContradicting_IsRefused(string name, string? type) =>
        Assert.Equal("format-not-allowed", Examples.Slug(() => DeclaredFormat.Check(name, type, Examples.Fund.Slot("application-form")!)));
}
