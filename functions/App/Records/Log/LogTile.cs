using System.Globalization;

namespace FunctionsApp.Records.Log;

/// <summary>A tile of the log: up to 256 neighbouring hashes of a level. Source: C2SP tlog-tiles.</summary>
/// <param name="Level">0: hashes of entries; each hash of a higher level is over a full tile of the one below.</param>
/// <param name="Index">From 0 within its level.</param>
/// <param name="Width">Hashes, 1–256; below 256 it is the last of its level.</param>
public sealed record LogTile(int Level, long Index, int Width)
{
    public const int Full = 256;

    /// <summary>As it is served and stored: <c>tile/0/x001/067</c>, <c>tile/0/x001/067.p/5</c>.</summary>
    public string Name
    {
        get
        {
            var digits = (Index % 1000).ToString("D3", CultureInfo.InvariantCulture);
            for (var rest = Index / 1000; rest > 0; rest /= 1000) digits = $"x{rest % 1000:D3}/{digits}";
            return $"tile/{Level}/{digits}" + (Width == Full ? "" : $".p/{Width}");
        }
    }

    /// <summary>Null for a name that no tile has.</summary>
    public static LogTile? Parse(string name)
    {
        var parts = name.Split('/');
        if (parts.Length < 3 || parts[0] != "tile" || !TryNumber(parts[1], 0, 63, out var level)) return null;
        var width = Full;
        var digits = parts[2..];
        if (digits.Length > 1 && digits[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(digits[^1], 1, Full - 1, out width)) return null;
            digits = [.. digits[..^2], digits[^2][..^2]];
        }

        if (digits.Length > 5) return null;
        long index = 0;
        foreach (var (part, place) in digits.Select((part, place) => (part, place)))
        {
            var number = place < digits.Length - 1 ? (part.StartsWith('x') ? part[1..] : "") : part;
            if (number.Length != 3 || !number.All(char.IsAsciiDigit)) return null;
            index = (index * 1000) + int.Parse(number, CultureInfo.InvariantCulture);
        }

        var tile = new LogTile(level, index, width);
        // One name a tile: leading groups of zeros are none.
        return tile.Name == name ? tile : null;
    }

    /// <summary>The tile of a level that holds a hash, as wide as it is in a tree of a size; null where it holds none.</summary>
    public static LogTile? At(int level, long index, long size)
    {
        var width = Math.Min(Full, (size >> (8 * level)) - (index * Full));
        return width > 0 ? new LogTile(level, index, (int)width) : null;
    }

    /// <summary>The unfinished tiles of a tree: one a level at most.</summary>
    public static IReadOnlyList<LogTile> Open(long size) =>
    [
        .. Enumerable.Range(0, 8)
            .Select(level => new LogTile(level, size >> (8 * (level + 1)), (int)((size >> (8 * level)) % Full)))
            .Where(tile => tile.Width > 0),
    ];

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most
        && number.ToString(CultureInfo.InvariantCulture) == text;
}
