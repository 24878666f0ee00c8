using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FunctionsApp.Platform;

/// <summary>The one JSON dialect of the app: camelCase, enums by name, unknown members refused on input by <see cref="Strict"/>.</summary>
public static class AppJson
{
    /// <summary>For what the app writes and reads itself: rows, messages, answers.</summary>
    public static readonly JsonSerializerOptions Options = Make(JsonUnmappedMemberHandling.Skip, [new JsonStringEnumConverter()]);

    /// <summary>For what people send: a misspelt or doubled member is an error, and so is a time without an offset.</summary>
    public static readonly JsonSerializerOptions Strict = Make(
        JsonUnmappedMemberHandling.Disallow, [new EnumByName(), new MomentByOffset(), new ExactNumber()]);

    /// <summary>SHA-256 of a value's JSON as the app writes it, lower-case hex.</summary>
    public static string Digest<T>(T value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, Options)));

    private static JsonSerializerOptions Make(JsonUnmappedMemberHandling unmapped, IReadOnlyList<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = unmapped,
            AllowDuplicateProperties = unmapped == JsonUnmappedMemberHandling.Skip,
            // A kind may be written anywhere in its object.
            AllowOutOfOrderMetadataProperties = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            // Never inside HTML: what a reader of the API sees is the text as it is.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Kinds.Declare } },
        };
        foreach (var converter in converters) options.Converters.Add(converter);
        options.MakeReadOnly();
        return options;
    }
}
