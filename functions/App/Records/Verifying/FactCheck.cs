using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Records.Verifying;

/// <summary>Checks a record as the API answers it, by nothing but itself.</summary>
public static class FactCheck
{
    private static readonly LocalizedText Order = new("序号不连续", "the numbers have a gap");
    private static readonly LocalizedText Link = new("与上一项的哈希不符", "it does not follow the fact before");
    private static readonly LocalizedText Hash = new("内容与哈希不符", "its hash is not that of its content");
    private static readonly LocalizedText Member = new("显示的内容与封存的内容不符", "what it shows is not what is sealed");

    /// <summary>Null when every fact fits; otherwise the number of the first that does not, and why.</summary>
    public static (int Number, LocalizedText Reason)? Fault(FactRecord record)
    {
        var last = "";
        foreach (var (place, fact) in record.Facts.Index())
        {
            var number = place + 1;
            if (fact.Number != number) return (number, Order);
            if (fact.Previous != last) return (number, Link);
            if (fact.Withheld)
            {
                // No hash binds what it would show.
                if (fact is not { Actor: null, Data: null, Sealed: null }) return (number, Member);
            }
            else
            {
                if (fact.Sealed is null || Digest(fact.Sealed) != fact.Hash) return (number, Hash);
                if (!Shows(record.Subject, fact)) return (number, Member);
            }

            last = fact.Hash;
        }

        return null;
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The sealed text is the array of the members: subject, number, name, time, actor, data, hash before.</summary>
    private static bool Shows(string subject, FactEntry fact)
    {
        try
        {
            if (JsonSerializer.Deserialize<string[]>(fact.Sealed!) is not [_, _, _, _, _, { } data, _]) return false;
            var number = fact.Number.ToString(CultureInfo.InvariantCulture);
            var content = CanonicalJson.Text(subject, number, fact.Type, fact.At, fact.Actor ?? "", data, fact.Previous);
            if (content != fact.Sealed) return false;
            using var kept = JsonDocument.Parse(data);
            return fact.Data is { } shown && JsonElement.DeepEquals(shown, kept.RootElement);
        }
        // Half of a character, escaped: the reader finds it late.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
