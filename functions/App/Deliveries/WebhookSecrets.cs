using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using StandardWebhooks;

namespace FunctionsApp.Deliveries;

/// <summary>Makes the secrets of webhooks, keeps them encrypted, and signs by them (Standard Webhooks).</summary>
/// <remarks>
/// The keys of the encryption derive from those of the callback tokens. A secret whose key was dropped signs no more: its owner
/// changes it.
/// </remarks>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const int Bytes = 32;
    private const string Prefix = "whsec_";

    private readonly IDataProtector protector = protection.CreateProtector("webhook secrets");

    /// <summary>A new one, as receivers write it.</summary>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>As it is stored.</summary>
    public string Protect(string secret) => protector.Protect(secret);

    /// <summary>The headers of a request; while two secrets are good, it has a signature by each.</summary>
    /// <param name="secrets">Protected, 1..n.</param>
    /// <param name="id">The same for each attempt.</param>
    /// <exception cref="CryptographicException">The key of a secret was dropped.</exception>
    public IReadOnlyDictionary<string, string> Headers(IEnumerable<string> secrets, string id, DateTimeOffset at, string body) =>
        new Dictionary<string, string>
        {
            ["webhook-id"] = id,
            ["webhook-timestamp"] = $"{at.ToUnixTimeSeconds()}",
            ["webhook-signature"] = string.Join(
                ' ', secrets.Select(secret => new StandardWebhook(protector.Unprotect(secret)).Sign(id, at, body))),
        };
}
