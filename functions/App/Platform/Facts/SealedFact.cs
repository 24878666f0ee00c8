using System.Text.Json.Serialization;

namespace FunctionsApp.Platform.Facts;

/// <summary>A recorded fact, numbered and hash-chained within its subject (an application, a warning, a guide).</summary>
/// <param name="Subject">Id of the aggregate.</param>
/// <param name="Number">1, 2, 3 … within the subject, without gaps.</param>
/// <param name="Type">Name of the fact, see <see cref="Fact"/>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">User id, or the name of the function that acted.</param>
/// <param name="Data">JSON object, exactly the text that was hashed.</param>
/// <param name="Previous">Hash of the fact before; empty for the first.</param>
/// <param name="Hash">SHA-256 over all of the above, lower-case hex; see <see cref="FactChain"/>.</param>
public sealed record SealedFact(string Subject, int Number, string Type, DateTimeOffset At, string Actor, string Data, string Previous,
    string Hash)
{
    /// <summary>Names the fact within its kind of aggregate, and tells nothing of its content: it may be public.</summary>
    [JsonIgnore]
    public string Id => $"{Subject}-{Number:D9}";

    /// <summary>The same for every publication of the same fact: Service Bus drops the second.</summary>
    /// <remarks>With the start of its hash, so that aggregates of two kinds that have the same id keep their facts apart.</remarks>
    public string MessageId => $"{Id}-{Hash[..8]}";

    /// <summary>What happened; null for a fact that this version of the app does not know.</summary>
    /// <exception cref="System.Text.Json.JsonException">The data are not the fact's.</exception>
    public Fact? Read() => FactTypes.Read(Type, Data);
}

/// <summary>The end of a subject's chain: number and hash of its last fact.</summary>
public readonly record struct FactHead(int Number, string Hash)
{
    public static readonly FactHead Start = new(0, "");
}
