using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunctionsApp.Platform;

/// <summary>
/// Reads an enum by one of its names, in any case: not by number, and not "Approve, Reject", which the platform's converter takes
/// for a third value.
/// </summary>
internal sealed class EnumByName : JsonConverterFactory
{
    /// <summary>The value of exactly this name; null for any other text. TryParse would take numbers and lists, too.</summary>
    public static T? Find<T>(string? name)
        where T : struct, Enum => Enum.GetNames<T>().Contains(name) ? Enum.Parse<T>(name!) : null;

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string,
            T> Values = Enum.GetNames<T>().ToDictionary(name => name, Enum.Parse<T>, StringComparer.OrdinalIgnoreCase);

        private static readonly LocalizedText Allowed = new(
            $"取自 {string.Join("、", Enum.GetNames<T>())}", $"must be one of {string.Join(", ", Enum.GetNames<T>())}");

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value) ? value
                : throw new UnreadableValueException(Allowed);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
