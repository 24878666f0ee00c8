using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;

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
}

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
public sealed record LetterCallback(string Path, string Purpose, string Subject, string Digest, DateTimeOffset Expires);

/// <summary>Puts letters on the queue <c>letters</c>; MessageId is the letter's id.</summary>
public sealed class LetterSender(ServiceBusClient bus)
{
    private readonly Lazy<ServiceBusSender> sender = new(() => bus.CreateSender(Topology.Letters));

    public Task SendAsync(Letter letter, CancellationToken cancellation) =>
        sender.Value.SendMessageAsync(new ServiceBusMessage(BinaryData.FromString(JsonSerializer.Serialize(letter, AppJson.Options)))
        {
            MessageId = letter.Id,
            Subject = letter.Template,
            ContentType = "application/json",
        }, cancellation);
}
