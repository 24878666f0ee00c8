using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using MiniExcelLibs;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using PageSize = UglyToad.PdfPig.Content.PageSize;

namespace LocalHost.Demo;

/// <summary>Files as an applicant would bring them: each opens in its reader.</summary>
public static class DemoFiles
{
    /// <summary>A point.</summary>
    public static byte[] Png() => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /// <summary>A one-page PDF in a standard font, so Latin text only.</summary>
    public static byte[] Pdf(string title, params IReadOnlyList<string> lines)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        page.AddText(title, 18, new PdfPoint(60, 760), font);
        for (var i = 0; i < lines.Count; i++) page.AddText(lines[i], 11, new PdfPoint(60, 720 - (i * 18)), font);
        return builder.Build();
    }

    /// <summary>A DOCX of a heading and paragraphs.</summary>
    public static byte[] Docx(string title, params IReadOnlyList<string> paragraphs)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.Document = new Document(new Body(paragraphs.Prepend(title).Select(text => new Paragraph(new Run(new Text(text))))));
        }

        return stream.ToArray();
    }

    /// <summary>An XLSX of one sheet: item and amount in yuan.</summary>
    public static byte[] Xlsx(params IReadOnlyList<(string Item, decimal Amount)> rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(rows.Select(row => new { 科目 = row.Item, 金额 = row.Amount }));
        return stream.ToArray();
    }
}
