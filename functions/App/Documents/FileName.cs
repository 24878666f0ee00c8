using System.Text;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents;

/// <summary>A user's file name: shown to people, never used as a path or a blob name.</summary>
public static class FileName
{
    public const int MaxLength = 255;

    /// <summary>The name, normalised (NFC, trimmed).</summary>
    /// <exception cref="Shared.ProblemException">invalid-file-name.</exception>
    public static string Check(string? text)
    {
        var name = Normalise(text);
        var valid = name is { Length: > 0 and <= MaxLength }
            && name.Trim('.').Length > 0
            && !name.Contains("..", StringComparison.Ordinal)
            && name.IndexOfAny(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) < 0
            && !name.Any(character => char.IsControl(character) || IsDirectionMark(character));
        return valid ? name! : throw DocumentProblems.InvalidFileName.With();
    }

    /// <summary>The format that the extension claims; null for none of ours.</summary>
    public static DocumentFormat? Format(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" => DocumentFormat.Pdf,
        ".docx" => DocumentFormat.Docx,
        ".xlsx" => DocumentFormat.Xlsx,
        ".png" => DocumentFormat.Png,
        ".jpg" or ".jpeg" => DocumentFormat.Jpeg,
        _ => null,
    };

    // Marks that turn the reading direction make "gpj.exe" look like "exe.jpg".
    private static bool IsDirectionMark(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';

    private static string? Normalise(string? text)
    {
        try
        {
            return text?.Trim().Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Lone surrogates: no text at all.
            return null;
        }
    }
}
