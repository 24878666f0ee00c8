using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunctionsApp.Platform;

/// <summary>
/// Reads a moment with its offset, the one rule for times that come in: a text without one would mean the server's zone, a bare day no
/// moment at all.
/// </summary>
internal sealed class MomentByOffset : JsonConverter<DateTimeOffset>
{
    /// <summary>K takes Z and an offset, and also nothing: that is checked apart.</summary>
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private static readonly LocalizedText Allowed = new(
        "须为带时区偏移的时间，例如 2026-03-09T09:00:00+08:00", "must be a time with an offset, for example 2026-03-09T09:00:00+08:00");

    /// <summary>Null for a text without an offset, and for what is no time.</summary>
    public static DateTimeOffset? Find(string? text)
    {
        var isFixed = text is { Length: > 16 } && (text[^1] == 'Z' || (text[^3] == ':' && text[^6] is '+' or '-'));
        return isFixed && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : null;
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? Find(reader.GetString()) : null) ?? throw new UnreadableValueException(Allowed);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
