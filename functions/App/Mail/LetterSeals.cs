using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Mail;

/// <summary>What a Message-ID says about its letter.</summary>
/// <param name="Name">Of the letter.</param>
/// <param name="Subject">The subscription; null where a row remembers the letter.</param>
/// <param name="Digest">What of the subscription: its round.</param>
/// <param name="SentOn">Day of the letter.</param>
public sealed record LetterName(string Name, string? Subject = null, string? Digest = null, DateOnly? SentOn = null);

/// <summary>
/// Names of letters in their Message-IDs, each with a keyed hash: any mail server returns the Message-ID with a report, and a name alone
/// could be computed by others.
/// </summary>
/// <remarks>The keys are derived from those of the callback tokens: key 0 seals, all are good.</remarks>
public sealed class LetterSeals(IOptions<CallbackOptions> options)
{
    private const int KeyBytes = 32;
    private const int SealBytes = 16;
    private const string DayFormat = "yyyyMMdd";

    private readonly IReadOnlyList<byte[]> keys =
        [.. options.Value.Keys.Select(key => DerivedKeys.Derive(Convert.FromBase64String(key.Secret), "letters", KeyBytes))];

    /// <summary>The letter's name, the same at each delivery.</summary>
    public static string NameOf(string letterId) => Ids.From("letter", letterId);

    /// <summary>What is before the domain in the letter's Message-ID, the same at each delivery.</summary>
    public string Of(Letter letter)
    {
        var text = letter is { SentOn: { } day, Exit: { } exit }
            ? $"{NameOf(letter.Id)}.{exit.Subject}.{exit.Digest}.{day.ToString(DayFormat, CultureInfo.InvariantCulture)}"
            : NameOf(letter.Id);
        return $"{text}.{Seal(keys[0], text)}";
    }

    /// <summary>The letter; null where the Message-ID is another server's, or forged.</summary>
    /// <param name="messageId">With its domain, without its brackets.</param>
    public LetterName? Find(string? messageId)
    {
        var sealedName = messageId?.Split('@')[0] ?? "";
        if (sealedName.LastIndexOf('.') is not (> 0 and var end) || sealedName.Length - end - 1 != 2 * SealBytes) return null;
        var (text, given) = (sealedName[..end], Encoding.UTF8.GetBytes(sealedName[(end + 1)..]));
        if (!keys.Any(key => CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Seal(key, text))))) return null;
        return text.Split('.') switch
        {
            [var name] when Ids.IsId(name) => new LetterName(name),
            [var name, var subject, var digest, var day] when Ids.IsId(name) =>
                new LetterName(name, subject, digest, DateOnly.ParseExact(day, DayFormat, CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private static string Seal(byte[] key, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))[..SealBytes]);
}
