using System.Globalization;
using System.Text;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Documents;

/// <summary>The name that a person gave a file: shown and handed back, never used as a path.</summary>
public static class FileName
{
    public const int MaxLength = 255;

    /// <summary>The name trimmed and in Unicode's composed form.</summary>
    /// <exception cref="ProblemException">invalid-file-name: empty, too long, a path, or with characters that cannot be shown.</exception>
    public static string Check(string? name)
    {
        var trimmed = name?.Trim() ?? "";
        if (trimmed.Length == 0) throw DocumentProblems.InvalidFileName.With("缺少文件名", "There is no file name");
        // The composed form is never longer; what is far too long is not worth composing.
        if (trimmed.Length > 4 * MaxLength) throw TooLong();
        if (trimmed.EnumerateRunes().Any(IsForbidden)) throw DocumentProblems.InvalidFileName.With("含控制字符或无效字符",
            "It has control characters or broken ones");
        var text = Composed.Of(trimmed);
        if (text.Length > MaxLength) throw TooLong();
        if (text.AsSpan().ContainsAny('/', '\\')) throw DocumentProblems.InvalidFileName.With("不能含路径分隔符",
            "It must not have path separators");
        return text is "." or ".." ? throw DocumentProblems.InvalidFileName.With("不能是 . 或 ..", "It must not be . or ..") : text;
    }

    // Format characters include the marks that turn the reading direction, by which gpj.exe looks like exe.jpg.
    internal static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsForbidden(Rune rune) => rune == Rune.ReplacementChar || IsInvisible(rune);

    private static ProblemException TooLong() =>
        DocumentProblems.InvalidFileName.With($"最多 {MaxLength} 个字符", $"It has more than {MaxLength} characters");
}
