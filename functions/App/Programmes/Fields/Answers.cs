using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Programmes.Fields;

/// <summary>The answers to a form in their one form: in the order of the fields, only what is answered, each written one way.</summary>
/// <param name="Values">A JSON object.</param>
public sealed record Answers([property: ErasedWith(ErasureStep.Content)] JsonElement Values)
{
    public static readonly Answers None = Of([]);

    public JsonElement? this[string key] => Values.TryGetProperty(key, out var value) ? value : null;

    [JsonIgnore]
    public bool IsEmpty => !Values.EnumerateObject().Any();

    /// <summary>The same for the same answers, whatever they were written like.</summary>
    public string Json() => JsonSerializer.Serialize(Values, AppJson.Options);

    /// <summary>SHA-256 of the salt and <see cref="Json"/>, lower-case hex: it tells nothing once the salt is gone.</summary>
    /// <param name="salt">Hex, put before the JSON; null: none, as earlier versions of the app did.</param>
    public string Digest(string? salt = null) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + Json())));

    /// <summary>Keys of the fields that the other answers answer differently.</summary>
    public IReadOnlyList<string> Changed(Answers next) =>
    [
        .. Values.EnumerateObject().Concat(next.Values.EnumerateObject()).Select(member => member.Name).Distinct()
            .Where(key => Text(this[key]) != Text(next[key])),
    ];

    /// <summary>All but one.</summary>
    internal Answers Without(string key)
    {
        var rest = JsonObject.Create(Values)!;
        rest.Remove(key);
        return Of(rest);
    }

    internal static Answers Of(JsonObject values) => new(JsonSerializer.Deserialize<JsonElement>(values.ToJsonString(AppJson.Options)));

    private static string? Text(JsonElement? value) => value is { } given ? JsonSerializer.Serialize(given, AppJson.Options) : null;
}
