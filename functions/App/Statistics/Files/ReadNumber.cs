using System.Globalization;

namespace FunctionsApp.Statistics.Files;

/// <summary>Reads the number of a cell.</summary>
internal static class ReadNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Its digits after the point stay, zeros too; null for what is no number.</summary>
    public static decimal? Of(ReadOnlySpan<char> text) =>
        Short(text) ?? (decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var value) ? value : null);

    // Most are short. The general way gives the same, at a multiple of the time.
    private static decimal? Short(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 9 || text[0] == '.') return null;
        var (number, scale) = (0, -1);
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                number = (number * 10) + (character - '0');
                if (scale >= 0) scale++;
            }
            else if (character == '.' && scale < 0)
            {
                scale = 0;
            }
            else
            {
                return null;
            }
        }

        return new decimal(number, 0, 0, false, (byte)Math.Max(scale, 0));
    }
}
