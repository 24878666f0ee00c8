using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Documents;

/// <summary>The format that a file claims by its extension and media type.</summary>
public static class DeclaredFormat
{
    private const string Unspecified = "application/octet-stream";

    public static string MediaType(DocumentFormat format) => format switch
    {
        DocumentFormat.Pdf => "application/pdf",
        DocumentFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        DocumentFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        DocumentFormat.Png => "image/png",
        DocumentFormat.Jpeg => "image/jpeg",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>By the extension; null when it is not a known one.</summary>
    public static DocumentFormat? ByExtension(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".pdf" => DocumentFormat.Pdf,
        ".docx" => DocumentFormat.Docx,
        ".xlsx" => DocumentFormat.Xlsx,
        ".png" => DocumentFormat.Png,
        ".jpg" or ".jpeg" => DocumentFormat.Jpeg,
        _ => null,
    };

    /// <summary>
    /// The format, when the slot takes it and the media type does not contradict; no media type, or octet-stream, agrees with any.
    /// </summary>
    /// <exception cref="ProblemException">format-not-allowed.</exception>
    public static DocumentFormat Check(string fileName, string? contentType, DocumentSlot slot)
    {
        var allowed = string.Join(", ", slot.Formats);
        if (ByExtension(fileName) is not { } format || !slot.Formats.Contains(format))
        {
            throw DocumentProblems.FormatNotAllowed.With($"允许的格式：{allowed}", $"Allowed formats: {allowed}");
        }

        if (string.IsNullOrEmpty(contentType)) return format;
        var media = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType.Value : null;
        var agrees = string.Equals(media, Unspecified, StringComparison.OrdinalIgnoreCase)
            || string.Equals(media, MediaType(format), StringComparison.OrdinalIgnoreCase);
        return agrees
            ? format
            : throw DocumentProblems.FormatNotAllowed.With(
                $"扩展名表示 {format}，Content-Type 应为 {MediaType(format)}",
                $"The extension means {format}, whose Content-Type is {MediaType(format)}");
    }
}
