using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>The stored form of history: compact JSON, payloads embedded as they are.</summary>
public static class HistoryJson
{
    private static readonly HistoryJsonContext Context = new(Options());

    private static readonly HistoryJsonContext Readable = new(new JsonSerializerOptions(Options()) { WriteIndented = true });

    public static byte[] Write(Turn turn) => Write(turn, Context.Turn);

    public static byte[] Write(HistoryEvent item) => Write(item, Context.HistoryEvent);

    public static byte[] Write(TaskFailureDetails failure) => Write(failure, Context.TaskFailureDetails);

    public static byte[] Write(IReadOnlyDictionary<string, string> tags) => Write(tags, Context.IReadOnlyDictionaryStringString);

    public static Turn ReadTurn(byte[] stored) => Read(stored, Context.Turn);

    public static HistoryEvent ReadEvent(byte[] stored) => Read(stored, Context.HistoryEvent);

    public static TaskFailureDetails ReadFailure(byte[] stored) => Read(stored, Context.TaskFailureDetails);

    public static IReadOnlyDictionary<string, string> ReadTags(byte[] stored) => Read(stored, Context.IReadOnlyDictionaryStringString);

    /// <summary>The form of an exported history: indented, payloads on a line of their own.</summary>
    public static string Text(InstanceHistory history) => JsonSerializer.Serialize(history, Readable.InstanceHistory);

    /// <exception cref="JsonException">Not an exported history.</exception>
    public static InstanceHistory ReadHistory(byte[] stored)
    {
        var history = Read(stored, Context.InstanceHistory);
        return history is { Instance: not null, Turns: { Count: > 0 } turns } && turns.All(turn => turn is { Received: not null, Decided: not null })
            ? history
            : throw new JsonException("An exported history has an instance and turns.");
    }

    /// <summary>For messages to people: one event, cut to a readable length.</summary>
    public static string Describe(HistoryEvent item)
    {
        var text = Encoding.UTF8.GetString(Write(item));
        return text.Length <= 300 ? text : text[..300] + "…";
    }

    private static JsonSerializerOptions Options() => new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        // Payloads bring a depth of their own, 64 at most by the default converter.
        MaxDepth = 256,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    private static byte[] Write<T>(T value, JsonTypeInfo<T> shape) => JsonSerializer.SerializeToUtf8Bytes(value, shape);

    private static T Read<T>(byte[] stored, JsonTypeInfo<T> shape) =>
        JsonSerializer.Deserialize(stored, shape) ?? throw new JsonException("A stored event must not be null.");
}

/// <summary>A string that is JSON already, written without a second quoting.</summary>
internal sealed class RawJson : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options)
    {
        if (value is null) writer.WriteNullValue();
        else writer.WriteRawValue(value);
    }
}

[JsonSerializable(typeof(Turn))]
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(InstanceHistory))]
[JsonSerializable(typeof(TaskFailureDetails))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class HistoryJsonContext : JsonSerializerContext;
