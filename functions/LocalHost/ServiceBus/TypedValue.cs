using System.Globalization;
using System.Runtime.Serialization;

namespace LocalHost.ServiceBus;

/// <summary>An application property as text with its type, of the types that AMQP carries.</summary>
internal sealed record TypedValue(string Type, string? Text)
{
    /// <exception cref="SerializationException">The value is of a type that Service Bus does not carry.</exception>
    public static TypedValue Of(string key, object? value) => value switch
    {
        null => new("null", null),
        string text => new("string", text),
        bool or byte or sbyte or short or ushort or int or uint or long or ulong or decimal or char =>
            new(value.GetType().Name, Convert.ToString(value, CultureInfo.InvariantCulture)),
        double number => new(nameof(Double), number.ToString("R", CultureInfo.InvariantCulture)),
        float number => new(nameof(Single), number.ToString("R", CultureInfo.InvariantCulture)),
        Guid id => new(nameof(Guid), id.ToString()),
        DateTime time => new(nameof(DateTime), time.ToString("O", CultureInfo.InvariantCulture)),
        DateTimeOffset time => new(nameof(DateTimeOffset), time.ToString("O", CultureInfo.InvariantCulture)),
        TimeSpan span => new(nameof(TimeSpan), span.ToString("c", CultureInfo.InvariantCulture)),
        Uri uri => new(nameof(Uri), uri.OriginalString),
        byte[] bytes => new("bytes", Convert.ToBase64String(bytes)),
        _ => throw new SerializationException($"The application property '{key}' is a {value.GetType()}, which Service Bus does not carry."),
    };

    /// <summary>The value, of the type in which it was set.</summary>
    public object? ToObject()
    {
        var (text, culture) = (Text ?? "", CultureInfo.InvariantCulture);
        return Type switch
        {
            "null" => null,
            "string" => text,
            nameof(Boolean) => bool.Parse(text),
            nameof(Byte) => byte.Parse(text, culture),
            nameof(SByte) => sbyte.Parse(text, culture),
            nameof(Int16) => short.Parse(text, culture),
            nameof(UInt16) => ushort.Parse(text, culture),
            nameof(Int32) => int.Parse(text, culture),
            nameof(UInt32) => uint.Parse(text, culture),
            nameof(Int64) => long.Parse(text, culture),
            nameof(UInt64) => ulong.Parse(text, culture),
            nameof(Decimal) => decimal.Parse(text, culture),
            nameof(Char) => text[0],
            nameof(Double) => double.Parse(text, culture),
            nameof(Single) => float.Parse(text, culture),
            nameof(Guid) => Guid.Parse(text),
            nameof(DateTime) => DateTime.Parse(text, culture, DateTimeStyles.RoundtripKind),
            nameof(DateTimeOffset) => DateTimeOffset.Parse(text, culture, DateTimeStyles.RoundtripKind),
            nameof(TimeSpan) => TimeSpan.Parse(text, culture),
            nameof(Uri) => new Uri(text, UriKind.RelativeOrAbsolute),
            "bytes" => Convert.FromBase64String(text),
            _ => throw new InvalidDataException($"A stored property has the unknown type '{Type}'."),
        };
    }
}
