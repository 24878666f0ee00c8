using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FunctionsApp.Platform.Facts;

/// <summary>Something that happened, numbered and hash-chained within its subject (an application, a warning, a programme).</summary>
/// <param name="Subject">Id of the aggregate.</param>
/// <param name="Number">1, 2, 3 … within the subject, without gaps.</param>
/// <param name="Type">Past-tense name, see the README's table of facts.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">User id, or the name of the function that acted.</param>
/// <param name="Data">JSON object, exactly the text that was hashed.</param>
/// <param name="Previous">Hash of the fact before; empty for the first.</param>
/// <param name="Hash">SHA-256 over all of the above, lower-case hex.</param>
public sealed record Fact(string Subject, int Number, string Type, DateTimeOffset At, string Actor, string Data, string Previous, string Hash)
{
    /// <summary>The same for every publication of the same fact: Service Bus drops the second.</summary>
    public string MessageId => $"{Subject}-{Number:D9}";

    public T Read<T>() => JsonSerializer.Deserialize<T>(Data, AppJson.Options)
        ?? throw new JsonException($"Fact {MessageId} has no data.");
}

/// <summary>A fact about to be recorded.</summary>
/// <param name="Data">A record of the fact's feature; personal data does not belong here.</param>
public sealed record NewFact(string Type, string Actor, object Data);

/// <summary>The end of a subject's chain: number and hash of its last fact.</summary>
public readonly record struct FactHead(int Number, string Hash)
{
    public static readonly FactHead Start = new(0, "");
}

/// <summary>The hash chain: each fact seals the one before, so that a change anywhere shows.</summary>
public static class FactChain
{
    /// <summary>The facts that follow <paramref name="head"/>, in order.</summary>
    public static IReadOnlyList<Fact> Append(string subject, FactHead head, IEnumerable<NewFact> news, DateTimeOffset at)
    {
        var facts = new List<Fact>();
        foreach (var fact in news)
        {
            var next = Seal(subject, head, fact.Type, at.ToUniversalTime(), fact.Actor, JsonSerializer.Serialize(fact.Data, fact.Data.GetType(), AppJson.Options));
            facts.Add(next);
            head = new FactHead(next.Number, next.Hash);
        }

        return facts;
    }

    /// <summary>Null when the chain is whole; otherwise the number of the first fact that does not fit.</summary>
    /// <param name="facts">All facts of one subject in order of number.</param>
    public static int? FirstBroken(IEnumerable<Fact> facts)
    {
        var head = FactHead.Start;
        foreach (var fact in facts)
        {
            if (Seal(fact.Subject, head, fact.Type, fact.At, fact.Actor, fact.Data) != fact) return head.Number + 1;
            head = new FactHead(fact.Number, fact.Hash);
        }

        return null;
    }

    private static Fact Seal(string subject, FactHead head, string type, DateTimeOffset at, string actor, string data)
    {
        var number = head.Number + 1;
        // A JSON array keeps the fields apart whatever they contain.
        var content = JsonSerializer.Serialize(new[] { subject, number.ToString(), type, at.ToString("O"), actor, data, head.Hash }, AppJson.Options);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        return new Fact(subject, number, type, at, actor, data, head.Hash, hash);
    }
}
