using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace FunctionsApp.Mail;

/// <summary>The mail server refused a message. The server's text may repeat the address and is left out.</summary>
public sealed class MailRefusedException(string name, SmtpStatusCode status)
    : Exception($"The mail server refused {name}: {(int)status} {status}.");

/// <summary>Sends by a mail server; a refusal is an exception, and the queue tries again.</summary>
public sealed class SmtpMailSender(IOptions<MailOptions> options) : IMailSender
{
    private readonly SmtpOptions server = options.Value.Smtp;

    /// <exception cref="MailRefusedException">The server will not have this message, sender or recipient.</exception>
    public async Task SendAsync(MimeMessage message, string name, CancellationToken cancellation)
    {
        // A connection per message: the client is not thread-safe, and letters are rare.
        using var client = new SmtpClient { Timeout = (int)server.Timeout.TotalMilliseconds };
        await client.ConnectAsync(server.Host ?? throw new InvalidOperationException("Mail:Smtp:Host is missing."), server.Port,
            server.Security, cancellation);
        if (server.User is not null) await client.AuthenticateAsync(server.User, server.Password ?? "", cancellation);
        try
        {
            await client.SendAsync(message, cancellation);
        }
        catch (SmtpCommandException refusal)
        {
            throw new MailRefusedException(name, refusal.StatusCode);
        }

        await client.DisconnectAsync(true, cancellation);
    }
}
