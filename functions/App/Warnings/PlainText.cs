using System.Xml;
using FunctionsApp.Shared;

namespace FunctionsApp.Warnings;

/// <summary>Text that can go into a CAP document and a feed as it is.</summary>
internal static class PlainText
{
    /// <exception cref="ProblemException">invalid-field: blank, longer than the limit, or with characters that XML 1.0 has no place for.</exception>
    public static void Check(string field, string text, int limit)
    {
        if (string.IsNullOrWhiteSpace(text)) throw SharedProblems.InvalidField.With($"{field} 不能为空", $"{field} is empty");
        if (text.Length > limit) throw SharedProblems.InvalidField.With($"{field} 最多 {limit} 个字符", $"{field} has at most {limit} characters");
        if (!IsXml(text)) throw SharedProblems.InvalidField.With($"{field} 含有控制字符", $"{field} has control characters");
    }

    private static bool IsXml(string text)
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
