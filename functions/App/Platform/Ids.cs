using System.Security.Cryptography;
using System.Text;

namespace FunctionsApp.Platform;

/// <summary>
/// Identifiers safe as table keys, blob names, instance ids and URL segments: 20 characters of 0-9 a-z without i, l, o, u (100
/// bits).
/// </summary>
public static class Ids
{
    public const int Length = 20;
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New() => Encode(RandomNumberGenerator.GetBytes(Length));

    /// <summary>The same id for the same parts: a repeated request finds what the first one made.</summary>
    public static string From(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            // Lengths keep ("ab","c") and ("a","bc") apart.
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Encode(hash.GetHashAndReset());
    }

    /// <summary>Whether the text has the shape of an id; anything else never reaches a store.</summary>
    public static bool IsId(string? text) => text is { Length: Length } && text.All(Alphabet.Contains);

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[Length];
        for (var i = 0; i < Length; i++) text[i] = Alphabet[bytes[i] & 31];
        return new string(text);
    }
}
