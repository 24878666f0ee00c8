extern alias openxml;
using System.Text;
using FunctionsApp.Programmes;
using openxml::DocumentFormat.OpenXml.Packaging;
using openxml::DocumentFormat.OpenXml.Wordprocessing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace FunctionsApp.Duplicates;

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

/// <summary>Reads the text of a PDF or DOCX.</summary>
/// <remarks>The document passed its check before, so that it does not unpack to too much.</remarks>
public static class DocumentText
{
    /// <summary>32 MiB: the readers hold a file in memory.</summary>
    public const long MaxBytes = 32L * 1024 * 1024;

    /// <summary>Of text: some 200 pages.</summary>
    public const int MaxCharacters = 400_000;

    private const int MaxPages = 500;

    /// <param name="file">Seekable.</param>
    /// <returns>The text, with a line feed after each paragraph or page, and whether it was cut.</returns>
    public static (string Text, TextState State) Read(Stream file, DocumentFormat format, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        try
        {
            var pieces = format switch
            {
                DocumentFormat.Pdf => OfPdf(file),
                DocumentFormat.Docx => OfWord(file),
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

        var read = text.ToString();
        return (read, Words.Of(read).Count < Signature.Least ? TextState.TooShort : TextState.Read);
    }

    private static IEnumerable<string> OfPdf(Stream file)
    {
        using var pdf = PdfDocument.Open(file);
        foreach (var page in pdf.GetPages().Take(MaxPages)) yield return ContentOrderTextExtractor.GetText(page);
    }

    private static IEnumerable<string> OfWord(Stream file)
    {
        using var package = WordprocessingDocument.Open(file, isEditable: false);
        if (package.MainDocumentPart?.Document?.Body is not { } body) yield break;
        foreach (var paragraph in body.Descendants<Paragraph>()) yield return paragraph.InnerText;
    }

    // Never half of a surrogate pair.
    private static int Whole(StringBuilder text) => char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters;
}
