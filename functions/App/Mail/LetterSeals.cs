using System.Security.Cryptography;
using System.Text;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Mail;

/// <summary>
/// Names of letters in their Message-IDs, each with a keyed hash: any mail server returns the Message-ID with a report, and a name alone
/// could be computed by others.
/// </summary>
/// <remarks>The keys are derived from those of the callback tokens: key 0 seals, all are good.</remarks>
public sealed class LetterSeals(IOptions<CallbackOptions> options)
{
    private const int KeyBytes = 32;
    private const int SealBytes = 16;

    private readonly IReadOnlyList<byte[]> keys =
        [.. options.Value.Keys.Select(key => DerivedKeys.Derive(Convert.FromBase64String(key.Secret), "letters", KeyBytes))];

    /// <summary>The letter's name, the same at each delivery.</summary>
    public static string NameOf(string letterId) => Ids.From("letter", letterId);

    /// <summary>What is before the domain in the letter's Message-ID.</summary>
    public string Of(string letterId) => $"{NameOf(letterId)}.{Seal(keys[0], NameOf(letterId))}";

    /// <summary>The name of the letter; null where the Message-ID is another server's, or forged.</summary>
    /// <param name="messageId">With its domain, without its brackets.</param>
    public string? Find(string? messageId)
    {
        if (messageId?.Split('@')[0].Split('.') is not [var name, { Length: 2 * SealBytes } seal] || !Ids.IsId(name)) return null;
        var given = Encoding.UTF8.GetBytes(seal);
        return keys.Any(key => CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Seal(key, name)))) ? name : null;
    }

    private static string Seal(byte[] key, string name) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(name))[..SealBytes]);
}
