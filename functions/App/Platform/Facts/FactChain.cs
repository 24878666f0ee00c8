using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FunctionsApp.Platform.Facts;

/// <summary>The hash chain: each fact seals the one before, so that a change anywhere shows.</summary>
public static class FactChain
{
    /// <summary>The facts that follow <paramref name="head"/>, in order.</summary>
    public static IReadOnlyList<SealedFact> Append(string subject, FactHead head, IEnumerable<NewFact> news, DateTimeOffset at)
    {
        var facts = new List<SealedFact>();
        foreach (var fact in news)
        {
            var recorded = fact.Fact.Recorded();
            var data = JsonSerializer.Serialize(recorded, recorded.GetType(), AppJson.Options);
            var next = Seal(subject, head, fact.Type, at.ToUniversalTime(), fact.Actor, data);
            facts.Add(next);
            head = new FactHead(next.Number, next.Hash);
        }

        return facts;
    }

    /// <summary>Null when the chain is complete; otherwise the number of the first fact that does not fit.</summary>
    /// <param name="facts">All facts of one subject in order of number.</param>
    public static int? FirstBroken(IEnumerable<SealedFact> facts)
    {
        var head = FactHead.Start;
        foreach (var fact in facts)
        {
            if (Seal(fact.Subject, head, fact.Type, fact.At, fact.Actor, fact.Data) != fact) return head.Number + 1;
            head = new FactHead(fact.Number, fact.Hash);
        }

        return null;
    }

    private static SealedFact Seal(string subject, FactHead head, string type, DateTimeOffset at, string actor, string data)
    {
        var open = new SealedFact(subject, head.Number + 1, type, at, actor, data, head.Hash, "");
        return open with { Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content(open)))) };
    }

    /// <summary>The text that is hashed: subject, number, type, time, actor, data, hash of the fact before.</summary>
    /// <remarks>An array of texts keeps the fields apart whatever they contain.</remarks>
    public static string Content(SealedFact fact) => CanonicalJson.Text(
        fact.Subject, fact.Number.ToString(CultureInfo.InvariantCulture), fact.Type, Time(fact.At), fact.Actor, fact.Data, fact.Previous);

    /// <summary>UTC with seven decimals: <c>2026-03-02T01:02:03.0000000+00:00</c>.</summary>
    public static string Time(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);
}
