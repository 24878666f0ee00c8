using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Identity;

/// <summary>A signing key of mailed links.</summary>
public sealed record CallbackKey
{
    /// <summary>Name of a signing key of mailed links (the token's <c>kid</c>), unique. Key 0 signs, all verify.</summary>
    public required string Id { get; init; }

    /// <summary>The key: base64 of at least 32 random bytes. On Azure a reference into Key Vault.</summary>
    public required string Secret { get; init; }
}

/// <summary>Keys of callback tokens. Bound from <c>CallbackTokens</c>.</summary>
/// <remarks>To rotate: put the new key first; drop the old one when its last token has expired.</remarks>
public sealed class CallbackOptions : IValidatableObject
{
    /// <summary>Bytes of HS256: a shorter key would be weaker than the hash.</summary>
    public const int MinimumSecretBytes = 32;

    /// <summary>1..n. The first signs, all verify.</summary>
    public List<CallbackKey> Keys { get; init; } = [];

    /// <summary>Issuer that tokens name; others are refused.</summary>
    public string Issuer { get; init; } = "functions-app";

    /// <summary>Audience that tokens name; others are refused.</summary>
    public string Audience { get; init; } = "functions-app/callback";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Keys.Count == 0) yield return new("CallbackTokens:Keys needs at least one key.");
        if (Keys.Any(key => string.IsNullOrWhiteSpace(key.Id))) yield return new("Each of CallbackTokens:Keys needs an Id.");
        if (Keys.DistinctBy(key => key.Id).Count() != Keys.Count) yield return new("The ids of CallbackTokens:Keys are not unique.");
        // The secret itself never appears in a message.
        foreach (var key in Keys.Where(key => Bytes(key.Secret) < MinimumSecretBytes))
        {
            yield return new($"The secret of callback key '{key.Id}' is not base64 of at least {MinimumSecretBytes} bytes.");
        }
    }

    private static int Bytes(string? secret)
    {
        if (secret is null) return 0;
        var buffer = new byte[secret.Length];
        return Convert.TryFromBase64String(secret, buffer, out var count) ? count : 0;
    }
}
