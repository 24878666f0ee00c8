using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking.Formats;

public class DocxFormatTests
{
    private const string Space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    private const string Begin = "<w:fldChar w:fldCharType='begin'/>";
    private const string Separate = "<w:fldChar w:fldCharType='separate'/>";
    private const string End = "<w:fldChar w:fldCharType='end'/>";

    [Theory]
    [InlineData("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc.exe\"", "external-content")]
    [InlineData(" ddeauto excel \"a.xlsx\"", "external-content")]
    [InlineData("DDE a b", "external-content")]
    [InlineData("LINK Excel.Sheet.12 \"C:\\\\a.xlsx\" \\a", "external-content")]
    [InlineData("INCLUDETEXT \"http://example.org/a.docx\"", "external-content")]
    [InlineData("INCLUDEPICTURE \"http://example.org/a.png\" \\d", "external-content")]
    [InlineData("INCLUDEPICTURE \\\\\\\\server\\\\a.png", "external-content")]
    [InlineData("IMPORT \"\\\\\\\\server\\\\a.png\"", "external-content")]
    [InlineData("INCLUDEPICTURE \"C:\\\\Users\\\\A\\\\Temp\\\\a.png\" \\* MERGEFORMATINET", null)]
    [InlineData("HYPERLINK \"http://example.org/DDE\"", null)]
    [InlineData("PAGE \\* DDE", null)]
    [InlineData("", null)]
    public async Task Field_ThatTakesSomethingFromElsewhere_IsRefused(string code, string? refusal)
    {
        var half = code.Length / 2;
        // As a whole, in pieces, around another, and in the short form.
        foreach (var field in new[]
        {
            $"{Begin}{Code(code)}{Separate}<w:t>a</w:t>{End}", $"{Begin}{Code(code[..half])}<w:r/>{Code(code[half..])}{End}",
            $"{Begin}{Code(code)}{Begin}{Code("PAGE")}{Separate}<w:t>1</w:t>{End}{Separate}{End}",
            $"{Begin}{Code("IF ")}{Begin}{Code(code)}{End}{End}",
            $"<w:fldSimple w:instr='{Escape(code)}'/>",
        })
        {
            Assert.Equal(refusal, await CodeAsync("word/document.xml", field));
            Assert.Equal(refusal, await CodeAsync("word/header1.xml", field));
        }
    }

    [Fact]
    public async Task Field_WordsOfATextOrAResult_AreNoCode() => Assert.Null(await CodeAsync(
        "word/document.xml", $"<w:t>DDEAUTO a</w:t>{Code("DDEAUTO a")}{End}{Begin}{Code("REF a")}{Separate}<w:t>DDEAUTO a</w:t>{End}"));

    [Fact]
    public async Task Fields_InEachOther_AreBounded()
    {
        Assert.Null(await CodeAsync("word/document.xml", string.Concat(Enumerable.Repeat(Begin, 256))));
        Assert.Equal("nested-too-deep", await CodeAsync("word/document.xml", string.Concat(Enumerable.Repeat(Begin, 257))));
    }

    private static string Code(string code) => $"<w:instrText xml:space='preserve'>{Escape(code)}</w:instrText>";

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    private static Task<string?> CodeAsync(string part, string field)
    {
        const string header = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
        var main = part == "word/document.xml" ? field : "";
        return Checked.CodeAsync(
            Zip.Of([
                Package.Types(("/word/document.xml", Package.DocxMain), ("/word/header1.xml", header)),
                Package.Relationships("_rels/.rels", ("officeDocument", "word/document.xml", null)),
                new ZipPart("word/document.xml", $"<w:document {Space}><w:body><w:p>{main}</w:p></w:body></w:document>"),
                new ZipPart("word/header1.xml", $"<w:hdr {Space}>{field}</w:hdr>")]), DocumentFormat.Docx);
    }
}
