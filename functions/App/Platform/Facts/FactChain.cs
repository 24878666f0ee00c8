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
        var number = head.Number + 1;
        // A JSON array keeps the fields apart whatever they contain.
        var content = JsonSerializer.Serialize(new[] { subject, number.ToString(), type, at.ToString("O"), actor, data, head.Hash },
            AppJson.Options);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
        return new SealedFact(subject, number, type, at, actor, data, head.Hash, hash);
    }
}
