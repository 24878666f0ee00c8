using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using MimeKit;

namespace FunctionsApp.Mail;

public enum MailMode
{
    /// <summary>To a mail server.</summary>
    Smtp,

    /// <summary>As <c>.eml</c> files into a folder.</summary>
    Pickup,
}

/// <summary>How mail leaves the app. Bound from <c>Mail</c>.</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>Smtp: to a mail server. Pickup: as files into a folder.</summary>
    public MailMode Mode { get; init; } = MailMode.Smtp;

    /// <summary>Sender of all mail: an address, or <c>Name &lt;address&gt;</c>.</summary>
    [Required]
    public string From { get; init; } = "";

    /// <summary>Folder of the mode Pickup; made when missing.</summary>
    public string? PickupFolder { get; init; }

    /// <summary>
    /// Days for which it is remembered that a letter went out, 60–730: a report about it is known, a repeated one sends nothing, and
    /// what was first sent earlier is not delivered. Default 90.
    /// </summary>
    /// <remarks>Procedures make a letter again within 60 days, or not at all.</remarks>
    [Range(60, 730)] public int LogDays { get; init; } = 90;

    /// <summary>Server of the mode Smtp.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailboxAddress.TryParse(From, out _)) yield return new("Mail:From is not a mail address.");
        if (Mode == MailMode.Pickup && string.IsNullOrWhiteSpace(PickupFolder)) yield return new("Mail:PickupFolder is missing.");
        if (Mode == MailMode.Smtp && string.IsNullOrWhiteSpace(Smtp.Host)) yield return new("Mail:Smtp:Host is missing.");
        if (Smtp.Port is < 1 or > 65535) yield return new("Mail:Smtp:Port is not a port.");
        if (Smtp.User is not null && Smtp.Security == SecureSocketOptions.None) yield return new(
            "Mail:Smtp:User would send its password without TLS.");
    }
}

/// <summary>A mail server.</summary>
public sealed record SmtpOptions
{
    /// <summary>Mail server; required in the mode Smtp.</summary>
    public string? Host { get; init; }

    /// <summary>Port of the mail server, 1–65535.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Encryption of the connection; None only on a private line to the server.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    /// <summary>Sign-in at the mail server; absent where the server asks for none.</summary>
    public string? User { get; init; }

    /// <summary>Password of the sign-in.</summary>
    public string? Password { get; init; }

    /// <summary>Limit of each exchange with the server.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
