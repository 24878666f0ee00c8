using System.Xml;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Platform;

/// <summary>Text that can go into XML, mail and pages as it is.</summary>
internal static class PlainText
{
    /// <exception cref="ProblemException">invalid-field: blank, longer than the limit, or with characters that XML 1.0 has no place
    /// for.</exception>
    public static void Check(string field, string text, int limit)
    {
        if (string.IsNullOrWhiteSpace(text)) throw PlatformProblems.InvalidField.With($"{field} 不能为空", $"{field} is empty");
        if (text.Length > limit)
        {
            throw PlatformProblems.InvalidField.With($"{field} 最多 {limit} 个字符", $"{field} may have at most {limit} characters");
        }

        if (!IsClean(text)) throw PlatformProblems.InvalidField.With($"{field} 含有控制字符", $"{field} contains control characters");
    }

    /// <summary>Both languages, as <c>{field}.zh-CN</c> and <c>{field}.en</c>.</summary>
    /// <inheritdoc cref="Check(string, string, int)"/>
    public static void Check(string field, LocalizedText text, int limit)
    {
        Check($"{field}.zh-CN", text.Chinese, limit);
        Check($"{field}.en", text.English, limit);
    }

    /// <summary>Clean, and one line: no control characters, no line ends, nothing that turns the direction of the text around it.</summary>
    public static bool IsOneLine(string text) => IsClean(text) && !text.Any(character => char.IsControl(character)
        || character is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or '\uFEFF'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));

    /// <summary>Whether XML 1.0 has a place for each character: no controls but tab and line ends, no half pairs.</summary>
    public static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) continue;
            if (i + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) return false;
            i++;
        }

        return true;
    }
}
