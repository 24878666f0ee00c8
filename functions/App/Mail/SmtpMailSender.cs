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

    public async Task<IMailConnection> OpenAsync(CancellationToken cancellation)
    {
        var client = new SmtpClient { Timeout = (int)server.Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(server.Host ?? throw new InvalidOperationException("Mail:Smtp:Host is missing."), server.Port,
                server.Security, cancellation);
            if (server.User is not null) await client.AuthenticateAsync(server.User, server.Password ?? "", cancellation);
            return new Connection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <remarks>For one caller at a time: the client is not thread-safe.</remarks>
    private sealed class Connection(SmtpClient client) : IMailConnection
    {
        public async Task SendAsync(MimeMessage message, string name, CancellationToken cancellation)
        {
            try
            {
                await client.SendAsync(message, cancellation);
            }
            catch (SmtpCommandException refusal)
            {
                throw new MailRefusedException(name, refusal.StatusCode);
            }
        }

        // What was sent is sent, whatever the server answers to the farewell.
        public async ValueTask DisposeAsync()
        {
            using (client)
            {
                try
                {
                    if (client.IsConnected) await client.DisconnectAsync(quit: true);
                }
                catch (Exception lost) when (lost is IOException or SmtpProtocolException or TimeoutException)
                {
                }
            }
        }
    }
}
