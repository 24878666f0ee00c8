using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking.Formats;

public class PptxFormatTests
{
    [Fact]
    public async Task Pptx_WithASlide_IsTaken()
    {
        Assert.Null(await CodeAsync("<p:sld xmlns:p='x'><a action='ppaction://hlinksldjump'/></p:sld>"));
        Assert.Null(await CodeAsync("<p:sld xmlns:p='x'/>", ("hyperlink", "https://example.org/", "External")));
        Assert.Equal("damaged", await CodeAsync("<s/>", slides: ""));
        Assert.Equal("other-format", await Checked.CodeAsync(Package.Docx(), DocumentFormat.Pptx));
        Assert.Equal("other-format", await Checked.CodeAsync(Package.Xlsx(), DocumentFormat.Pptx));
    }

    [Theory]
    [InlineData("ppaction://program")]
    [InlineData(" PPACTION://Program?x=calc.exe")]
    [InlineData("ppaction://macro?name=a")]
    [InlineData("ppaction://ole?verb=0")]
    public async Task Pptx_ActionThatRunsSomething_IsRefused(string action) =>
        Assert.Equal("runs-program", await CodeAsync($"<s><hlinkMouseOver action='{action}'/></s>"));

    [Theory]
    [InlineData("oleObject", "../embeddings/a.bin", null, "embedded-object")]
    [InlineData("package", "../embeddings/a.xlsx", null, "embedded-object")]
    [InlineData("control", "../activeX/a.xml", null, "embedded-object")]
    [InlineData("image", "https://example.org/a.png", "External", "external-content")]
    [InlineData("video", "file:///c:/a.mp4", "External", "external-content")]
    public async Task Pptx_Relationships_ByKind(string kind, string target, string? mode, string code) =>
        Assert.Equal(code, await CodeAsync("<s/>", (kind, target, mode)));

    [Fact]
    public async Task Pptx_Macros_AreRefused()
    {
        Assert.Equal("macros", await Checked.CodeAsync(
            Package.Pptx("<s/>", more: new ZipPart("ppt/vbaProject.bin", "x")), DocumentFormat.Pptx));
        Assert.Equal("macros", await Checked.CodeAsync(
            Zip.Of([Package.Types(("/ppt/presentation.xml", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")),
                new ZipPart("ppt/presentation.xml", "<x/>")]), DocumentFormat.Pptx));
    }

    private static Task<string?> CodeAsync(
        string slide, (string Kind, string Target, string? Mode)? relationship = null,
        string slides = "<p:sldIdLst><p:sldId id='256'/></p:sldIdLst>") =>
        Checked.CodeAsync(Package.Pptx(slide, slides, relationship is { } one
            ? [Package.Relationships("ppt/slides/_rels/slide1.xml.rels", one)] : []), DocumentFormat.Pptx);
}
