using FunctionsApp.Programmes;

namespace FunctionsApp.Documents;

/// <summary>Media types of the accepted formats.</summary>
public static class DocumentMedia
{
    public static string Type(this DocumentFormat format) => format switch
    {
        DocumentFormat.Pdf => "application/pdf",
        DocumentFormat.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        DocumentFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        DocumentFormat.Png => "image/png",
        DocumentFormat.Jpeg => "image/jpeg",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Whether a declared Content-Type may stand for the format: its own, none, or the unspecific one.</summary>
    public static bool Agrees(this DocumentFormat format, string? contentType)
    {
        var declared = contentType?.Split(';')[0].Trim();
        return string.IsNullOrEmpty(declared)
            || declared.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)
            || declared.Equals(format.Type(), StringComparison.OrdinalIgnoreCase);
    }
}
