using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunctionsApp.Platform;

/// <summary>Reads a number as it is written. The platform's converter rounds what is longer, and no later check would see it.</summary>
internal sealed class ExactNumber : JsonConverter<decimal>
{
    /// <summary>Digits that every decimal holds.</summary>
    private const int MaxDigits = 28;

    private static readonly LocalizedText Allowed = new(
        $"须为不超过 {MaxDigits} 位的数，不用科学记数法", $"must be a number of at most {MaxDigits} digits, without an exponent");

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number) throw new UnreadableValueException(Allowed);
        var written = Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        return written.Count(char.IsAsciiDigit) <= MaxDigits
            && decimal.TryParse(
                written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UnreadableValueException(Allowed);
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
