using System.Globalization;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

/// <summary>The forms of values that CAP 1.2 describes in words.</summary>
internal static class CapForms
{
    /// <summary>Points of a polygon whose sides are compared with each other at most.</summary>
    private const int MaxCompared = 100;

    public static bool IsName(string text) =>
        text.Length > 0 && !text.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or '<' or '&');

    /// <summary>sender,identifier,sent; null for another form.</summary>
    public static (string Sender, string Identifier, DateTimeOffset Sent)? Reference(string text) =>
        text.Split(',') is [var sender, var identifier, var sent] && IsName(sender) && IsName(identifier) && sent.Length > 0
        && sent[^1] != 'Z' && MomentByOffset.Find(sent) is { } at
            ? (sender, identifier, at)
            : null;

    public static bool IsPolygon(string text)
    {
        var pairs = Words(text);
        return pairs.Count >= 4 && pairs[0] == pairs[^1] && pairs.All(pair => Point(pair) is not null);
    }

    /// <summary>Whether two of its sides cross, on the flat map; not looked at where it has very many.</summary>
    /// <param name="text">A polygon.</param>
    public static bool CrossesItself(string text)
    {
        var pairs = Words(text);
        if (pairs.Count > MaxCompared) return false;
        var points = pairs.Select(pair => Point(pair)!.Value).Select(point => ((double)point.Latitude, (double)point.Longitude)).ToList();
        var sides = points.Zip(points.Skip(1)).Where(side => side.First != side.Second).ToList();
        for (var first = 0; first < sides.Count; first++)
        {
            for (var second = first + 2; second < sides.Count; second++)
            {
                // The last side meets the first one by its nature.
                if ((first > 0 || second < sides.Count - 1) && Cross(sides[first], sides[second])) return true;
            }
        }

        return false;
    }

    /// <summary>Kilometres around the point; null for another form.</summary>
    public static decimal? Radius(string circle) =>
        Words(circle) is [var point, var radius] && Point(point) is not null && Number(radius) is >= 0 and var length ? length : null;

    public static decimal? Number(string text) =>
        decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static IReadOnlyList<string> Words(string text) =>
        text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static (decimal Latitude, decimal Longitude)? Point(string text) =>
        text.Split(',') is [var first, var second]
        && Number(first) is >= -90 and <= 90 and var latitude && Number(second) is >= -180 and <= 180 and var longitude
            ? (latitude, longitude)
            : null;

    private static bool Cross(
        ((double, double) First, (double, double) Second) one, ((double, double) First, (double, double) Second) other) =>
        Turn(one.First, one.Second, other.First) * Turn(one.First, one.Second, other.Second) < 0
        && Turn(other.First, other.Second, one.First) * Turn(other.First, other.Second, one.Second) < 0;

    /// <summary>1 to the left, -1 to the right, 0 straight on.</summary>
    private static int Turn((double X, double Y) from, (double X, double Y) over, (double X, double Y) to) =>
        (((over.X - from.X) * (to.Y - from.Y)) - ((over.Y - from.Y) * (to.X - from.X))) switch
        {
            > 0 => 1,
            < 0 => -1,
            _ => 0,
        };
}
