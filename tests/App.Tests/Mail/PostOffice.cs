using System.Text.Json;
using App.Tests.Fixtures;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;

namespace App.Tests.Mail;

/// <summary>Writes the letters of the queues and keeps what a mail server would get.</summary>
internal sealed class PostOffice : IMailSender, IMailConnection
{
    private readonly List<(string To, string MessageId)> sent = [];

    public PostOffice(MemoryTables tables, TimeProvider time)
    {
        var keys = Options.Create(
            new CallbackOptions { Keys = [new CallbackKey { Id = "k", Secret = Convert.ToBase64String(new byte[32]) }] });
        Seals = new LetterSeals(keys);
        Days = new SentDayStore(tables);
        var postman = new Postman(
            new StaffDirectory(Options.Create(new StaffOptions())), new CallbackTokens(keys, time), this,
            new DeliveryStore(tables, Days, time), new CanaryStore(tables, time), Seals,
            new PublicAddress(new ConfigurationBuilder().Build()), Options.Create(new MailOptions { From = "noreply@example.com" }), time,
            NullLogger<Postman>.Instance);
        Batches = new DeliverBatch(postman, this, new BatchStore(tables, Days, time), time, NullLogger<DeliverBatch>.Instance);
        var remembered = new RememberedDays(Options.Create(new MailOptions()), time);
        OnMessages = new LetterOnMessages(postman, Batches, remembered, NullLogger<LetterOnMessages>.Instance);
        Delete = new DeleteSent(Days, remembered);
    }

    public LetterSeals Seals { get; }

    public DeliverBatch Batches { get; }

    public LetterOnMessages OnMessages { get; }

    public SentDayStore Days { get; }

    public DeleteSent Delete { get; }

    /// <summary>Called with a recipient before its mail is taken; what it throws reaches the sender.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>Connections that were opened, and those that were closed.</summary>
    public (int Opened, int Closed) Connections { get; private set; }

    /// <summary>Addresses of the mails, in order.</summary>
    public IEnumerable<string> Recipients => sent.Select(mail => mail.To);

    public IReadOnlyList<string> MessageIds => [.. sent.Select(mail => mail.MessageId)];

    /// <summary>The letters that a message of a queue brings.</summary>
    public static IReadOnlyList<Letter> LettersOf(ServiceBusMessage message) => message.Subject == LetterBatch.Subject
        ? JsonSerializer.Deserialize<LetterBatch>(message.Body, AppJson.Options)!.Letters
        : [JsonSerializer.Deserialize<Letter>(message.Body, AppJson.Options)!];

    /// <summary>Of the batch, or of the letter, that a message of a queue brings.</summary>
    public static string IdOf(ServiceBusMessage message) => message.Subject == LetterBatch.Subject
        ? JsonSerializer.Deserialize<LetterBatch>(message.Body, AppJson.Options)!.Id
        : JsonSerializer.Deserialize<Letter>(message.Body, AppJson.Options)!.Id;

    public Task<IMailConnection> OpenAsync(CancellationToken cancellation)
    {
        Connections = (Connections.Opened + 1, Connections.Closed);
        return Task.FromResult<IMailConnection>(this);
    }

    public Task SendAsync(MimeMessage message, string name, CancellationToken cancellation)
    {
        var to = Assert.IsType<MailboxAddress>(Assert.Single(message.To)).Address;
        Before(to);
        sent.Add((to, message.MessageId!));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Connections = (Connections.Opened, Connections.Closed + 1);
        return ValueTask.CompletedTask;
    }
}
