using FunctionsApp.Documents.Checking.Formats;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Documents;

/// <summary>The format that a file claims by its extension.</summary>
public static class DeclaredFormat
{
    private static readonly string[] Forms = ["multipart/form-data", "application/x-www-form-urlencoded"];

    public static string MediaType(DocumentFormat format) => FileFormat.Of(format).MediaType;

    /// <summary>As people call it, in either language.</summary>
    public static string Name(DocumentFormat format) => FileFormat.Of(format).Name;

    /// <summary>By the extension; null when it is not a known one.</summary>
    public static DocumentFormat? ByExtension(string fileName) => FileFormat.ByExtension(fileName)?.Format;

    /// <summary>The format, when the slot takes it. Extension and content decide: browsers send any media type.</summary>
    /// <exception cref="ProblemException">format-not-allowed: also for a form, whose body is not the file.</exception>
    public static DocumentFormat Check(string fileName, string? contentType, DocumentSlot slot)
    {
        var (chinese, english) = (string.Join("、", slot.Formats.Select(Name)), string.Join(", ", slot.Formats.Select(Name)));
        if (ByExtension(fileName) is not { } format || !slot.Formats.Contains(format))
        {
            throw DocumentProblems.FormatNotAllowed.With($"允许的格式：{chinese}", $"Allowed formats: {english}");
        }

        var media = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType.Value : null;
        return media is not null && Forms.Contains(media, StringComparer.OrdinalIgnoreCase)
            ? throw DocumentProblems.FormatNotAllowed.With(
                $"请求正文应为文件本身，而不是表单（{media}）", $"The body must be the file itself, not a form ({media})")
            : format;
    }
}
