using System.Net;
using System.Net.Sockets;
using FunctionsApp.Mail;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace App.Tests.Mail;

public class SmtpMailSenderTests
{
    [Fact]
    public async Task Send_RecipientRefused_SaysTheCodeAndNotTheAddress()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var refusing = RefuseAsync(server);
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = port, Security = SecureSocketOptions.None };
        var sender = new SmtpMailSender(Options.Create(new MailOptions { Smtp = smtp }));
        var message = new MimeMessage(
            [MailboxAddress.Parse("from@x.example")], [MailboxAddress.Parse("lin@x.example")], "subject", new TextPart { Text = "text" });

        MailRefusedException refusal;
        await using (var connection = await sender.OpenAsync(TestContext.Current.CancellationToken))
        {
            refusal = await Assert.ThrowsAsync<MailRefusedException>(
                () => connection.SendAsync(message, "assignment-opened.a1", TestContext.Current.CancellationToken));
        }

        Assert.Equal("The mail server refused assignment-opened.a1: 550 MailboxUnavailable.", refusal.Message);
        Assert.DoesNotContain("lin@", refusal.ToString());
        // The server reads until the client has left.
        await refusing;
    }

    private static async Task RefuseAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            await writer.WriteLineAsync(
                line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) ? "550 5.1.1 <lin@x.example> is not known here" : "250 ok");
        }
    }
}
