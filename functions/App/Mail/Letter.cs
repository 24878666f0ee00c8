using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Mail;

/// <summary>A mail to be written: to whom, which template, the words to fill in, and the link to act on.</summary>
/// <param name="Id">Deterministic: the same letter sent twice is delivered once.</param>
/// <param name="Template">kebab-case name of a template, see <see cref="Templates"/>.</param>
/// <param name="StaffId">Recipient by the staff directory; null when <paramref name="Email"/> is given.</param>
/// <param name="Email">Recipient outside the staff.</param>
/// <param name="Values">Words of the template, by name.</param>
/// <param name="Link">Below /api, what the recipient may open: for recipients outside the staff, who have no callback.</param>
public sealed record Letter(
    string Id, string Template, string? StaffId, string? Email, Language Language, IReadOnlyDictionary<string, string> Values,
        LetterCallback? Callback = null, string? Link = null)
{
    /// <summary>A file that comes with it; null for none.</summary>
    public LetterAttachment? Attachment { get; init; }

    /// <summary>How its recipient ends such letters; null where they belong to a procedure.</summary>
    public LetterExit? Exit { get; init; }

    /// <summary>
    /// Day in its Message-ID, Asia/Shanghai, of a letter to a subscriber that goes in a batch: with <see cref="Exit"/> all that a report
    /// needs, so that no row remembers it. Null for all others.
    /// </summary>
    public DateOnly? SentOn { get; init; }

    /// <summary>The bulletin that arrives with it at the canary, which has no address; null for a letter to anybody else.</summary>
    public string? Canary { get; init; }

    /// <summary>For the canary, behind the last subscriber.</summary>
    public static Letter ToCanary(string bulletin) =>
        new($"canary.{bulletin}", "canary", null, null, Language.English, new Dictionary<string, string>()) { Canary = bulletin };
}

/// <summary>How soon a letter leaves: each class has a queue of its own, so that none waits for a backlog of another.</summary>
public enum LetterClass
{
    /// <summary>To one person about a matter of that person.</summary>
    Personal,

    /// <summary>Warnings that are Orange or Red, to subscribers.</summary>
    Urgent,

    /// <summary>Other warnings, to subscribers.</summary>
    Warning,

    /// <summary>Items of alerts, to subscribers.</summary>
    Bulk,

    /// <summary>Digests, to subscribers.</summary>
    Digest,
}

/// <summary>The way out of letters that were subscribed (RFC 2369, RFC 8058). The tokens are made with the mail.</summary>
/// <param name="Path">Below /api: a POST ends it by one click, a GET leads to the page.</param>
/// <param name="Page">Path of the page to change or end it, without its leading slash.</param>
/// <param name="Purpose">What the token is good for.</param>
/// <param name="Subject">The subscription.</param>
/// <param name="Digest">What of it the token is about.</param>
/// <param name="Expires">After it the token is void.</param>
public sealed record LetterExit(string Path, string Page, string Purpose, string Subject, string Digest, DateTimeOffset Expires);

/// <summary>A file of text.</summary>
/// <param name="Name">As the recipient sees it.</param>
/// <param name="MediaType">With its charset, which is UTF-8.</param>
public sealed record LetterAttachment(string Name, string MediaType, string Text);

/// <summary>What the recipient may do by the link. The token is made with the mail, so that no queue ever holds one.</summary>
/// <param name="Path">Below /api, for example <c>assignments/{id}/answer</c>.</param>
/// <param name="Purpose">What the token is good for, for example <c>review</c>.</param>
/// <param name="Subject">The assignment or warning that the token is for.</param>
/// <param name="Digest">SHA-256 hex of what the recipient is asked about: other content needs another token.</param>
/// <param name="Expires">After it the token is void.</param>
public sealed record LetterCallback(string Path, string Purpose, string Subject, string Digest, DateTimeOffset Expires)
{
    /// <summary>The recipient has no account: whoever has the link may act by it, and the path is a page's.</summary>
    public bool IsForBearer { get; init; }
}

/// <summary>Puts letters on the queues <c>letters…</c>; MessageId is the letter's id.</summary>
public sealed class LetterSender(ServiceBusClient bus)
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> senders = new();

    public Task SendAsync(Letter letter, CancellationToken cancellation) =>
        SenderOf(LetterClass.Personal).SendMessageAsync(Message(letter), cancellation);

    /// <summary>Sends letters of one class, as few messages of the broker at once as it takes. What is repeated arrives once.</summary>
    public Task SendAllAsync(IEnumerable<Letter> letters, LetterClass letterClass, CancellationToken cancellation) =>
        SenderOf(letterClass).SendAllAsync(letters.Select(Message), cancellation);

    /// <summary>Sends letters to subscribers, those about one matter as few messages as it takes.</summary>
    public Task SendBatchesAsync(IEnumerable<LettersAbout> matters, LetterClass letterClass, CancellationToken cancellation) =>
        SenderOf(letterClass).SendAllAsync(matters.SelectMany(LetterBatch.Of), cancellation);

    private ServiceBusSender SenderOf(LetterClass letterClass) => senders.GetOrAdd(
        letterClass switch
        {
            LetterClass.Urgent => Topology.UrgentLetters,
            LetterClass.Warning => Topology.WarningLetters,
            LetterClass.Bulk => Topology.BulkLetters,
            LetterClass.Digest => Topology.DigestLetters,
            _ => Topology.Letters,
        },
        bus.CreateSender);

    private static ServiceBusMessage Message(Letter letter) => JsonMessage.Of(letter.Id, letter, letter.Template);
}
