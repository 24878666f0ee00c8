using System.Globalization;
using System.Text;
using FunctionsApp.Platform;

namespace FunctionsApp.Records.Dossiers;

/// <summary>The part of a file name that every system can unpack: no path, no device, nothing that hides or turns what is read.</summary>
public static class DossierName
{
    /// <summary>Of a name in UTF-8: with the folders before it, systems with paths of 260 characters unpack it.</summary>
    public const int MaxBytes = 150;

    private const int MaxExtension = 12;
    private const string Nameless = "document";

    // Windows opens the device instead of the file, whatever the extension.
    private static readonly HashSet<string> Devices = new(
        [
            "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
            .. "0123456789¹²³".SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" }),
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>The same for the same name.</summary>
    public static string Of(string? name)
    {
        var shown = new StringBuilder();
        foreach (var rune in Composed.Of(name ?? "").EnumerateRunes())
        {
            if (IsHidden(rune)) continue;
            var text = IsReserved(rune) ? "_" : rune.ToString();
            // Of several dots one stays: none of them leads to the folder above.
            if (text != "." || shown.Length == 0 || shown[^1] != '.') shown.Append(text);
        }

        var (stem, extension) = Parts(Trimmed(shown.ToString()));
        stem = Trimmed(Cut(stem, MaxBytes - Encoding.UTF8.GetByteCount(extension)));
        if (stem.Length == 0) stem = Nameless;
        return Devices.Contains(stem.Split('.')[0].TrimEnd()) ? $"_{stem}{extension}" : stem + extension;
    }

    private static string Trimmed(string text) => text.Trim(' ', '.', '\u3000', '\u00A0');

    /// <summary>The extension with its dot; empty where none is.</summary>
    private static (string Stem, string Extension) Parts(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && name.Length - dot <= MaxExtension && name[(dot + 1)..].All(char.IsAsciiLetterOrDigit)
            ? (name[..dot], name[dot..]) : (name, "");
    }

    /// <summary>The complete characters that fit.</summary>
    private static string Cut(string text, int bytes)
    {
        var (kept, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            kept += rune.Utf8SequenceLength;
            if (kept > bytes) break;
            length += rune.Utf16SequenceLength;
        }

        return text[..Math.Min(length, text.Length)];
    }

    private static bool IsReserved(Rune rune) => rune.IsBmp && "/\\:*?\"<>|".Contains((char)rune.Value, StringComparison.Ordinal);

    // Format characters include those that turn the reading direction.
    private static bool IsHidden(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;
}
