using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Records.Log;

/// <summary>The public log of records. Bound from <c>Records</c>.</summary>
public sealed class LogOptions : IValidatableObject
{
    private const int SecretBytes = 32;

    /// <summary>Name of the log in its signed roots: an address without scheme, unique, never changed.</summary>
    [RegularExpression(@"[^\s+]+")] public string LogName { get; init; } = "localhost/records";

    /// <summary>The key that signs roots: base64 of 32 random bytes; empty: none are made. On Azure a reference into Key Vault.</summary>
    public string LogSecret { get; init; } = "";

    /// <summary>Null where there is no key.</summary>
    public NoteSigner? Signer() => LogSecret.Length == 0 ? null : new NoteSigner(LogName, Convert.FromBase64String(LogSecret));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var bytes = new byte[LogSecret.Length];
        // The secret itself never appears in a message.
        if (LogSecret.Length > 0 && !(Convert.TryFromBase64String(LogSecret, bytes, out var count) && count == SecretBytes))
        {
            yield return new($"Records:LogSecret is not base64 of {SecretBytes} bytes.");
        }
    }
}
