using System.Text;
using FunctionsApp.Programmes;

namespace App.Tests.Documents.Checking.Formats;

public class OfficeFormatTests
{
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504]];

    [Fact]
    public async Task Fault_SmallCompleteFiles_HaveNone()
    {
        Assert.Null(await DocxAsync());
        Assert.Null(await Checked.CodeAsync(Package.Xlsx(), DocumentFormat.Xlsx));
        // Strict names, folders, a part without a type, backslashes in names.
        Assert.Null(await DocxAsync(new ZipPart("word/", ""), new ZipPart("word\\media\\a.png", "x"), new ZipPart("word/nothing.foo", "x")));
        Assert.Null(await Checked.CodeAsync(
            Zip.Of([Package.Types(("/a.xml", Package.DocxMain)), Package.Relationships("_rels/.rels", ("http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument", "/a.xml", "Internal")),
                new ZipPart("a.xml", "<document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><body/></document>")]), DocumentFormat.Docx));
    }

    [Fact]
    public async Task Fault_MainPart_IsFoundByRelationship_AndMustHaveABody()
    {
        Assert.Equal("other-format", await Checked.CodeAsync(Package.Xlsx(), DocumentFormat.Docx));
        Assert.Equal("other-format", await ZipAsync(Package.Document));
        Assert.Equal("other-format", await ZipAsync(Package.Types(("/word/document.xml", Package.DocxMain)), Package.Document));
        Assert.Equal("damaged", await MainAsync(("officeDocument", "word/missing.xml", null)));
        Assert.Equal("inconsistent-package", await MainAsync(("officeDocument", "word/document.xml", null), ("officeDocument", "word/document.xml", null)));
        foreach (var body in new[] { "", "<x/>", "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>", "<document><body/></document>", "not XML" })
        {
            Assert.Equal("damaged", await ZipAsync(Package.Types(("/word/document.xml", Package.DocxMain)), Root(("officeDocument", "word/document.xml", null)), new ZipPart("word/document.xml", body)));
        }

        Assert.Equal("damaged", await Checked.CodeAsync(Zip.Of([Package.Types(("/xl/workbook.xml", Package.XlsxMain)), Root(("officeDocument", "xl/workbook.xml", null)),
            new ZipPart("xl/workbook.xml", "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheets/></workbook>")]), DocumentFormat.Xlsx));
    }

    [Theory]
    [InlineData("word/vbaProject.bin", "")]
    [InlineData("word/VBAPROJECT.BIN", "")]
    [InlineData("word\\vbaProject.bin", "")]
    [InlineData("word/media/image1.png", "application/vnd.ms-office.vbaProject")]
    [InlineData("word/other.xml", "application/vnd.ms-word.document.macroEnabled.main+xml")]
    [InlineData("xl/macrosheets/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml")]
    [InlineData("xl/a.xml", "application/vnd.ms-excel.intlmacrosheet+xml")]
    public async Task Fault_Macros_AreFound_WhateverTheirName(string name, string type) => Assert.Equal("macros",
        await ZipAsync(Package.Types(("/word/document.xml", Package.DocxMain), ("/" + name, type)), Root(("officeDocument", "word/document.xml", null)), Package.Document, new ZipPart(name, "x")));

    [Theory]
    [InlineData("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "media/image1.png", null, "macros")]
    [InlineData("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "a.xml", null, "macros")]
    [InlineData("attachedTemplate", "https://example.org/a.dotm", "External", "external-content")]
    [InlineData("attachedTemplate", "file:///\\\\server\\share\\a.dotx", "External", "external-content")]
    [InlineData("attachedTemplate", "file:///%5C%5Cserver%5Cshare%5Ca.dotx", "External", "external-content")]
    [InlineData("attachedTemplate", "file://server/share/a.dotx", "External", "external-content")]
    [InlineData("attachedTemplate", "C:a.dotx", "External", "external-content")]
    [InlineData("attachedTemplate", "C:\\\\server\\share\\a.dotx", "External", "external-content")]
    [InlineData("attachedTemplate", "a.dotm", "External", "external-content")]
    [InlineData("attachedTemplate", "a.dotm", null, "external-content")]
    [InlineData("attachedTemplate",
        "file:///C:\\Users\\A\\AppData\\kingsoft\\office6\\templates\\wps\\zh_CN\\Normal.wpt", "External", null)]
    [InlineData("attachedTemplate", "file:///D:\\Program%20Files\\Templates\\%E6%8A%A5%E5%91%8A.dotx", "External", null)]
    [InlineData("attachedTemplate", "Normal.dotm", "External", null)]
    [InlineData("image", "https://example.org/a.png", "External", "external-content")]
    [InlineData("image", "https://example.org/a.png", "external", "external-content")]
    [InlineData("oleObject", "mhtml:http://example.org/a!x", "External", "external-content")]
    [InlineData("externalLink", "externalLinks/externalLink1.xml", null, "external-content")]
    [InlineData("externalLinkPath", "https://example.org/a.xlsx", "External", "external-content")]
    [InlineData("subDocument", "a.docx", "External", "external-content")]
    [InlineData("oleObject", "embeddings/oleObject1.bin", null, "embedded-object")]
    [InlineData("package", "embeddings/a.xlsx", null, "embedded-object")]
    [InlineData("control", "activeX/activeX1.xml", null, "embedded-object")]
    [InlineData("aFChunk", "chunk.html", null, "embedded-object")]
    [InlineData("hyperlink", "https://example.org/", "External", null)]
    [InlineData("hyperlink", "mailto:a@example.org", "External", null)]
    [InlineData("image", "NULL", null, null)]
    [InlineData("image", "media/missing.png", null, null)]
    public async Task Fault_Relationships_ByKind(string kind, string target, string? mode, string? code) =>
        Assert.Equal(code, await DocxAsync(Package.Relationships("word/_rels/document.xml.rels", (kind, target, mode))));

    [Theory]
    [InlineData("application/vnd.openxmlformats-officedocument.drawingml.chart+xml")]
    [InlineData("application/vnd.ms-office.chartex+xml")]
    public async Task Fault_WorkbookBehindAChart_MayStay(string chart)
    {
        const string sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        foreach (var (type, code) in new[] { (sheet, null), ("application/vnd.ms-excel.sheet.macroEnabled.12", "macros") })
        {
            Assert.Equal(code, await ZipAsync(
                Package.Types(("/word/document.xml", Package.DocxMain), ("/word/charts/chart1.xml", chart), ("/word/embeddings/a.xlsx", type)),
                Root(("officeDocument", "word/document.xml", null)), Package.Document, new ZipPart("word/charts/chart1.xml", "<c/>"),
                Package.Relationships("word/charts/_rels/chart1.xml.rels", ("package", "../embeddings/a.xlsx", null)), new ZipPart("word/embeddings/a.xlsx", Package.Xlsx())));
        }
    }

    [Fact]
    public async Task Fault_CompoundFile_IsEmbedded_OrOldOrEncrypted()
    {
        Assert.Equal("embedded-object", await DocxAsync(new ZipPart("word/media/image1.png", Compound)));
        Assert.Equal("old-format", await Checked.CodeAsync(Compound, DocumentFormat.Docx));
        Assert.Equal("old-format", await Checked.CodeAsync(Compound, DocumentFormat.Xlsx));
    }

    [Fact]
    public async Task Fault_Xml_IsBoundedInDepthAndHasNoDtd()
    {
        Assert.Null(await PartAsync(Nested(256)));
        Assert.Equal("nested-too-deep", await PartAsync(Nested(257)));
        Assert.Equal("nested-too-deep", await PartAsync(Nested(100_000)));
        Assert.Equal("damaged", await PartAsync("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"));
        Assert.Equal("damaged", await PartAsync(""));
        Assert.Equal("unpacks-too-large", await PartAsync($"<a b='{new string('x', 9 * 1024 * 1024)}'/>"));
    }

    private static string Nested(int depth) => new StringBuilder().Insert(0, "<a>", depth).Append("<b/>").Insert(3 * depth + 4, "</a>", depth).ToString();

    private static Task<string?> PartAsync(string xml) => ZipAsync(
        Package.Types(("/word/document.xml", Package.DocxMain), ("/word/styles.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml")),
        Root(("officeDocument", "word/document.xml", null)), Package.Document, new ZipPart("word/styles.xml", xml));

    private static Task<string?> MainAsync(params IReadOnlyList<(string, string, string?)> relationships) =>
        ZipAsync(Package.Types(("/word/document.xml", Package.DocxMain), ("/word/missing.xml", Package.DocxMain)), Root(relationships), Package.Document);

    private static ZipPart Root(params IReadOnlyList<(string, string, string?)> relationships) => Package.Relationships("_rels/.rels", relationships);

    private static Task<string?> DocxAsync(params IReadOnlyList<ZipPart> more) => Checked.CodeAsync(Package.Docx(more), DocumentFormat.Docx);

    private static Task<string?> ZipAsync(params IReadOnlyList<ZipPart> parts) => Checked.CodeAsync(Zip.Of(parts), DocumentFormat.Docx);
}
