using System.Globalization;
using System.Text;
using System.Text.Json;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Records.Log;

/// <summary>An entry of the log: the end of an aggregate's chain of facts, as it was on a day.</summary>
/// <param name="Kind">Table of the aggregate.</param>
/// <param name="Number">Of the chain's last fact.</param>
/// <param name="Hash">Of the chain's last fact, hex.</param>
public sealed record LogEntry(string Kind, string Subject, int Number, string Hash)
{
    public FactHead Head => new(Number, Hash);

    /// <summary>A canonical array of four texts.</summary>
    public string Text => CanonicalJson.Text(Kind, Subject, Number.ToString(CultureInfo.InvariantCulture), Hash);

    /// <summary>See <see cref="MerkleTree.Leaf"/>.</summary>
    public byte[] Leaf() => MerkleTree.Leaf(Encoding.UTF8.GetBytes(Text));

    /// <exception cref="FormatException">It is the text of no entry.</exception>
    public static LogEntry Parse(string text)
    {
        try
        {
            if (JsonSerializer.Deserialize<string[]>(text) is [{ } kind, { } subject, { } number, { } hash]
                && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                && new LogEntry(kind, subject, last, hash) is var entry && entry.Text == text) return entry;
        }
        catch (JsonException)
        {
            // No array of texts.
        }

        throw new FormatException("An entry is a canonical array of four texts.");
    }
}
