using System.Text;
using System.Text.RegularExpressions;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings.Cap;

/// <summary>The text of an XML document by its encoding: UTF-8, UTF-16, and those of Chinese systems (GBK, GB2312, GB18030).</summary>
public static partial class CapText
{
    /// <summary>The XML declaration is among these bytes, if there is one.</summary>
    private const int MaxDeclaration = 200;

    static CapText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="charset">Of the Content-Type, which counts before the declaration (RFC 7303); null for none.</param>
    /// <exception cref="ProblemException">malformed-xml: no such encoding, or bytes that it does not have.</exception>
    public static string Decode(ReadOnlySpan<byte> document, string? charset)
    {
        var (encoding, mark) = Mark(document) ?? (Find(charset ?? Declared(document) ?? "utf-8"), 0);
        try
        {
            return encoding.GetString(document[mark..]);
        }
        catch (DecoderFallbackException)
        {
            throw WarningProblems.MalformedXml.With(
                $"内容不是有效的 {encoding.WebName} 编码", $"The content is not valid in its encoding {encoding.WebName}");
        }
    }

    private static (Encoding Encoding, int Bytes)? Mark(ReadOnlySpan<byte> document) => document switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Find("utf-8"), 3),
        [0xFF, 0xFE, ..] => (Find("utf-16"), 2),
        [0xFE, 0xFF, ..] => (Find("utf-16BE"), 2),
        [(byte)'<', 0, ..] => (Find("utf-16"), 0),
        [0, (byte)'<', ..] => (Find("utf-16BE"), 0),
        _ => null,
    };

    private static string? Declared(ReadOnlySpan<byte> document) =>
        Declaration().Match(Encoding.Latin1.GetString(document[..Math.Min(document.Length, MaxDeclaration)])) is { Success: true } found
            ? found.Groups["name"].Value
            : null;

    private static Encoding Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            throw WarningProblems.MalformedXml.With(
                "不支持所声明的编码；请用 UTF-8、UTF-16、GBK、GB2312 或 GB18030",
                "The declared encoding is not supported; use UTF-8, UTF-16, GBK, GB2312 or GB18030");
        }
    }

    [GeneratedRegex("""^\s*<\?xml\s[^>]*?encoding\s*=\s*["'](?<name>[A-Za-z0-9._-]+)["']""")]
    private static partial Regex Declaration();
}
