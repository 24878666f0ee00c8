using System.Globalization;
using System.Text;

namespace FunctionsApp.Platform;

/// <summary>Text that everyone writes alike, byte for byte: what is hashed. Source: RFC 8785.</summary>
public static class CanonicalJson
{
    /// <summary>An array of texts. Half a surrogate pair, which UTF-8 cannot write, becomes U+FFFD there.</summary>
    public static string Text(params ReadOnlySpan<string> items)
    {
        var text = new StringBuilder("[");
        for (var item = 0; item < items.Length; item++)
        {
            if (item > 0) text.Append(',');
            Append(text, items[item]);
        }

        return text.Append(']').ToString();
    }

    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }
}
