using System.Text.Json;

namespace FunctionsApp.Platform.Http;

/// <summary>What members of a body may be, in words.</summary>
internal static class MemberTexts
{
    public static readonly LocalizedText NotNull = new("不能为 null", "must not be null");

    /// <summary>What is wrong with a single value; null for nothing.</summary>
    public static (string Code, LocalizedText Allowed)? Fault(JsonElement value, Type type)
    {
        try
        {
            value.Deserialize(type, AppJson.Strict);
            return null;
        }
        catch (UnreadableValueException unreadable)
        {
            return (IsOfKind(value, type) ? "value" : "type", unreadable.Allowed);
        }
        catch (JsonException)
        {
            // JSON can write half of a surrogate pair, which no text can hold.
            return type == typeof(string) && value.ValueKind == JsonValueKind.String
                ? ("characters", new LocalizedText("含有不完整的字符", "has half of a character"))
                : ("type", Expected(type));
        }
    }

    /// <param name="given">Names that the body has already, and that therefore were not meant.</param>
    public static LocalizedText Unknown(string name, IEnumerable<string> known, IReadOnlySet<string> given)
    {
        var free = known.Where(each => !given.Contains(each)).ToList();
        var all = string.Join(", ", known);
        return Nearest(name, free) is { } meant
            ? new($"没有这个成员，是否应为 {meant}？可用：{all}", $"is no member; did you mean {meant}? Allowed: {all}")
            : new($"没有这个成员；可用：{all}", $"is no member. Allowed: {all}");
    }

    /// <summary>The one that differs by a third of its letters at most; null for none.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) => known
        .Select(each => (Name: each, Distance: Distance(name.ToUpperInvariant(), each.ToUpperInvariant())))
        .Where(each => each.Distance <= Math.Max(1, each.Name.Length / 3))
        .OrderBy(each => each.Distance).Select(each => each.Name).FirstOrDefault();

    private static bool IsOfKind(JsonElement value, Type type) =>
        value.ValueKind == (type == typeof(decimal) ? JsonValueKind.Number : JsonValueKind.String);

    private static LocalizedText Expected(Type type)
    {
        if (type == typeof(string)) return new("应为文本", "must be a text");
        if (type == typeof(bool)) return new("应为 true 或 false", "must be true or false");
        if (type == typeof(int) || type == typeof(long)) return new("应为整数", "must be a whole number");
        return type == typeof(DateOnly)
            ? new("应为日期，例如 2026-03-09", "must be a day, for example 2026-03-09")
            : new("类型不符", "has the wrong type");
    }

    /// <summary>Letters that are changed, added, taken out, or changed places (optimal string alignment).</summary>
    private static int Distance(string one, string other)
    {
        if (one.Length > 2 * other.Length + 2) return int.MaxValue;
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var change = one[i - 1] == other[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[one.Length, other.Length];
    }
}
