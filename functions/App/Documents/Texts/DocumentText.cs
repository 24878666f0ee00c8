extern alias openxml;
using System.Globalization;
using System.Text;
using FunctionsApp.Applications;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using MiniExcelLibs;
using openxml::DocumentFormat.OpenXml.Packaging;
using openxml::DocumentFormat.OpenXml.Wordprocessing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.AcroForms.Fields;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace FunctionsApp.Documents.Texts;

/// <summary>How far a document's text could be read.</summary>
public enum TextState
{
    Read,

    /// <summary>It has too little text to be compared: pictures of pages, above all.</summary>
    TooShort,

    /// <summary>Only its beginning was read.</summary>
    Cut,

    /// <summary>Its file is too large to be read.</summary>
    TooLarge,

    /// <summary>Its format has no text, or its text cannot be read.</summary>
    Unreadable,
}

/// <summary>Reads the text of a PDF, DOCX or XLSX.</summary>
/// <remarks>The document passed its check before, so that it does not unpack to too much.</remarks>
public static class DocumentText
{
    /// <summary>32 MiB: the readers hold a file in memory.</summary>
    public const long MaxBytes = 32L * 1024 * 1024;

    /// <summary>Of text: some 200 pages.</summary>
    public const int MaxCharacters = 400_000;

    private const int MaxPages = 500;

    /// <param name="file">Seekable.</param>
    /// <returns>The text, with a line feed after each paragraph, page or row, and whether it was cut.</returns>
    public static (string Text, TextState State) Read(Stream file, DocumentFormat format, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        try
        {
            var pieces = format switch
            {
                DocumentFormat.Pdf => OfPdf(file),
                DocumentFormat.Docx => OfWord(file),
                DocumentFormat.Xlsx => OfSheets(file),
                _ => null,
            };
            if (pieces is null) return ("", TextState.Unreadable);
            foreach (var piece in pieces)
            {
                cancellation.ThrowIfCancellationRequested();
                text.Append(piece).Append('\n');
                if (text.Length > MaxCharacters) return (text.ToString(0, Whole(text)), TextState.Cut);
            }
        }
        // The boundary of what others wrote: the libraries throw many kinds. What they cannot read is stated, and holds up nothing.
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            return ("", TextState.Unreadable);
        }

        return (text.ToString(), TextState.Read);
    }

    /// <summary>The text of an accepted document.</summary>
    public static async Task<(string Text, TextState State)> ReadAsync(
        AcceptedDocuments documents, string application, SlotState slot, CancellationToken cancellation)
    {
        if (slot.Bytes > MaxBytes) return ("", TextState.TooLarge);
        try
        {
            await using var content = await documents.OpenAsync(application, slot, cancellation);
            using var file = new MemoryStream((int)slot.Bytes);
            await content.CopyToAsync(file, cancellation);
            file.Position = 0;
            return Read(file, DeclaredFormat.ByExtension(slot.FileName!)!.Value, cancellation);
        }
        // Gone or altered: the decision, which looks at the same, is refused.
        catch (ProblemException)
        {
            return ("", TextState.Unreadable);
        }
    }

    private static IEnumerable<string> OfPdf(Stream file)
    {
        if (PdfLengths.AreBottomless(file)) throw new InvalidDataException("The length of a stream is a stream.");
        var filters = new PdfFilters();
        using var pdf = PdfDocument.Open(file, new ParsingOptions { FilterProvider = filters });
        if (PdfForms.AreBottomless(pdf.Structure)) throw new InvalidDataException("Forms draw each other without end.");
        var fields = pdf.TryGetForm(out var form) ? form.Fields.SelectMany(Ends).ToLookup(field => field.PageNumber ?? 1) : null;
        foreach (var page in pdf.GetPages().Take(MaxPages))
        {
            yield return ContentOrderTextExtractor.GetText(page);
            foreach (var field in fields?[page.Number] ?? [])
            {
                if (Value(field) is { Length: > 0 } value) yield return value;
            }

            if (filters.IsSpent) throw new InvalidDataException("The file unpacks to too much.");
        }
    }

    private static IEnumerable<AcroFieldBase> Ends(AcroFieldBase field) =>
        field is AcroNonTerminalField group ? group.Children.SelectMany(Ends) : [field];

    /// <summary>What was typed or chosen in a field: its page's content does not have it.</summary>
    private static string? Value(AcroFieldBase field) => field switch
    {
        AcroTextField text => text.Value,
        AcroComboBoxField combo => string.Join(", ", combo.SelectedOptions),
        AcroListBoxField list => string.Join(", ", list.SelectedOptions),
        _ => null,
    };

    private static IEnumerable<string> OfWord(Stream file)
    {
        using var package = WordprocessingDocument.Open(file, isEditable: false);
        if (package.MainDocumentPart?.Document?.Body is not { } body) yield break;
        foreach (var paragraph in body.Descendants<Paragraph>()) yield return paragraph.InnerText;
    }

    /// <summary>Each sheet's name, then its rows: the cells that are not empty.</summary>
    private static IEnumerable<string> OfSheets(Stream file)
    {
        foreach (var sheet in MiniExcel.GetSheetNames(file))
        {
            yield return sheet;
            foreach (IDictionary<string, object?> row in MiniExcel.Query(file, sheetName: sheet))
            {
                var cells = row.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture));
                if (string.Join(" | ", cells.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } line) yield return line;
            }
        }
    }

    // Never half of a surrogate pair.
    private static int Whole(StringBuilder text) => char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters;
}
