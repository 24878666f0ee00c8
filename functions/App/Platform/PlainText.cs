using System.Globalization;
using System.Text;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Platform;

/// <summary>
/// What people and systems write, as it may go into XML, mail and pages: in Unicode's composed form, visible, without characters that
/// hide, reorder or forge what a reader sees.
/// </summary>
internal static class PlainText
{
    /// <summary>A text of several lines as it is kept: trimmed, composed, lines ended by line feeds alone.</summary>
    /// <exception cref="ProblemException">invalid-field: blank, too long, or with a character that has no place in it.</exception>
    public static string Check(string field, string text, int limit) => Check(field, text, limit, oneLine: false);

    /// <summary>Both languages, as <c>{field}.zh-CN</c> and <c>{field}.en</c>.</summary>
    /// <inheritdoc cref="Check(string, string, int)"/>
    public static LocalizedText Check(string field, LocalizedText text, int limit) =>
        new(Check($"{field}.zh-CN", text.Chinese, limit), Check($"{field}.en", text.English, limit));

    /// <summary>A text of one line as it is kept: a title, a name, a headline, a code. Line ends and tabs have no place in it.</summary>
    /// <inheritdoc cref="Check(string, string, int)"/>
    public static string CheckLine(string field, string text, int limit) => Check(field, text, limit, oneLine: true);

    /// <summary>Both languages, as <c>{field}.zh-CN</c> and <c>{field}.en</c>.</summary>
    /// <inheritdoc cref="CheckLine(string, string, int)"/>
    public static LocalizedText CheckLine(string field, LocalizedText text, int limit) =>
        new(CheckLine($"{field}.zh-CN", text.Chinese, limit), CheckLine($"{field}.en", text.English, limit));

    /// <summary>The composed form without white space at its ends; every line end becomes a line feed.</summary>
    public static string Kept(string text) => Composed.Of(text.ReplaceLineEndings("\n").Trim());

    /// <summary>As <see cref="Kept"/>; null for nothing but white space.</summary>
    public static string? KeptOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : Kept(text);

    /// <summary>Whether each character has a place in a text of several lines.</summary>
    public static bool IsClean(string text) => FirstForbidden(text.ReplaceLineEndings("\n"), oneLine: false) is null;

    /// <summary>Whether each character has a place in a text of one line.</summary>
    public static bool IsOneLine(string text) => FirstForbidden(text, oneLine: true) is null;

    /// <summary>Whether a reader sees anything of it.</summary>
    public static bool IsVisible(string text) => text.EnumerateRunes().Any(IsVisible);

    /// <summary>What is wrong with a text: a stable code, and the reason; null for nothing.</summary>
    public static (string Code, LocalizedText Reason)? Fault(string text, int limit, bool oneLine)
    {
        // The composed form can be longer by a few marks, never twice as long: what is far too long is not worth composing.
        if (text.Length > 4 * (limit + 1)) return TooLong(limit);
        var trimmed = Trimmed(text, oneLine);
        if (FirstForbidden(trimmed, oneLine) is { } forbidden)
        {
            return ("characters", new(
                $"含有不允许的字符（第 {forbidden.Position} 个：{forbidden.Name}）",
                $"contains a character that is not allowed (number {forbidden.Position}: {forbidden.Name})"));
        }

        if (!IsVisible(trimmed)) return ("length", new("不能为空", "is empty"));
        return Composed.Of(trimmed).Length <= limit ? null : TooLong(limit);
    }

    private static string Check(string field, string text, int limit, bool oneLine) => Fault(text, limit, oneLine) is { } fault
        ? throw PlatformProblems.InvalidField.With([MemberFault.Of(field, fault.Code, fault.Reason)])
        : Composed.Of(Trimmed(text, oneLine));

    private static string Trimmed(string text, bool oneLine) => oneLine ? text.Trim() : text.ReplaceLineEndings("\n").Trim();

    private static (int Position, string Name)? FirstForbidden(string text, bool oneLine)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) return (i + 1, $"U+{(int)text[i]:X4}");
            if (!Allows(rune, oneLine)) return (i + 1, $"U+{rune.Value:X4}");
            i += rune.Utf16SequenceLength - 1;
        }

        return null;
    }

    // Joiners belong to scripts and emoji. What embeds, overrides or isolates a direction does not end by itself and turns what follows
    // around; the marks of direction have no place in a title or a name.
    private static bool Allows(Rune rune, bool oneLine) => rune.Value switch
    {
        '\n' or '\t' => !oneLine,
        >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 => false,
        0x061C or 0x200E or 0x200F or 0xFEFF => !oneLine,
        >= 0xFFF9 and <= 0xFFFB or >= 0xFDD0 and <= 0xFDEF => false,
        _ when (rune.Value & 0xFFFE) == 0xFFFE => false,
        _ => Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator),
    };

    private static bool IsVisible(Rune rune) => rune.Value switch
    {
        // Letters and signs by their category, blank by their glyph.
        0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800 => false,
        _ => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Control),
    };

    private static (string Code, LocalizedText Reason) TooLong(int limit) =>
        ("length", new($"最多 {limit} 个字符", $"may have at most {limit} characters"));
}
