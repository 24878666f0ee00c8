namespace App.Tests.Documents.Checking;

/// <summary>Small Office files, part by part.</summary>
internal static class Package
{
    public const string DocxMain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    public const string XlsxMain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    public const string PptxMain = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private const string SlidePart = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static ZipPart Document { get; } = new("word/document.xml", $"<w:document xmlns:w='{Word}'><w:body><w:p/></w:body></w:document>");

    public static ZipPart Workbook { get; } = new("xl/workbook.xml", $"<workbook xmlns='{Sheet}'><sheets><sheet name='a' sheetId='1'/></sheets></workbook>");

    /// <summary>A document with further parts.</summary>
    public static byte[] Docx(params IReadOnlyList<ZipPart> more) => Zip.Of(DocxParts(more));

    public static IReadOnlyList<ZipPart> DocxParts(params IReadOnlyList<ZipPart> more) =>
        [Types(("/word/document.xml", DocxMain)), Relationships("_rels/.rels", ("officeDocument", "word/document.xml", null)), Document, .. more];

    public static byte[] Xlsx(params IReadOnlyList<ZipPart> more) =>
        Zip.Of([Types(("/xl/workbook.xml", XlsxMain)), Relationships("_rels/.rels", ("officeDocument", "xl/workbook.xml", null)), Workbook, .. more]);

    /// <summary>A presentation of one slide.</summary>
    /// <param name="slides">The list of slides in the main part.</param>
    public static byte[] Pptx(
        string slide, string slides = "<p:sldIdLst><p:sldId id='256'/></p:sldIdLst>", params IReadOnlyList<ZipPart> more) =>
        Zip.Of([
            Types(("/ppt/presentation.xml", PptxMain), ("/ppt/slides/slide1.xml", SlidePart)),
            Relationships("_rels/.rels", ("officeDocument", "ppt/presentation.xml", null)),
            new ZipPart("ppt/presentation.xml",
                $"<p:presentation xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'>{slides}</p:presentation>"),
            new ZipPart("ppt/slides/slide1.xml", slide), .. more]);

    public static ZipPart Types(params IReadOnlyList<(string Part, string Type)> overrides) => new("[Content_Types].xml",
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/xml'/>"
        + string.Concat(overrides.Select(each => $"<Override PartName='{each.Part}' ContentType='{each.Type}'/>")) + "</Types>");

    /// <param name="all">Kind or complete type, target, mode.</param>
    public static ZipPart Relationships(string name, params IReadOnlyList<(string Kind, string Target, string? Mode)> all) => new(name,
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" + string.Concat(all.Select((each, index) =>
            $"<Relationship Id='r{index}' Type='{(each.Kind.Contains('/') ? each.Kind : Office + each.Kind)}' Target='{each.Target}'"
            + (each.Mode is null ? "/>" : $" TargetMode='{each.Mode}'/>"))) + "</Relationships>");
}
