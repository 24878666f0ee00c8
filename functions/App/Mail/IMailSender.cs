using MimeKit;

namespace FunctionsApp.Mail;

/// <summary>Sends a finished message, at least once: a repeated message has the same Message-ID.</summary>
public interface IMailSender
{
    /// <param name="name">Deterministic name of the message, safe as a file name.</param>
    Task SendAsync(MimeMessage message, string name, CancellationToken cancellation);
}
