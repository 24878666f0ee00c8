using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

/// <param name="Expires">Set for a published warning.</param>
public sealed record WarningTurn(WarningStatus Status, DateTimeOffset? Expires);

/// <summary>A message of a warning as the topic <c>notices</c> carries it.</summary>
/// <param name="Cap">Where its CAP document is.</param>
public sealed record WarningNotice(
    string Id, string WarningId, int Number, MessageType Type, WarningLevel Level, string Sector, string? District,
    LocalizedText Event, LocalizedText Headline, LocalizedText Scheme, DateTimeOffset Sent, DateTimeOffset Expires, Uri Cap);

public sealed class AnnounceWarningActivity(
    WarningStore store, WarningLists lists, BulletinTopic topic, PublicAddress address, IOptions<WarningOptions> options, TimeProvider time)
{
    /// <summary>Publishes a verified warning, expires one whose time has come, and brings messages that are not out yet to feed and topic.</summary>
    /// <remarks>Safe to run twice, and after a crash at any point: index rows are overwritten with the same, the MessageId is the message's.</remarks>
    [Function(nameof(AnnounceWarningActivity))]
    public async Task<WarningTurn> RunAsync([ActivityTrigger] string id, CancellationToken cancellation)
    {
        await DecideAsync(id, new PublishWarning(nameof(AnnounceWarningActivity)), cancellation);
        var warning = await DecideAsync(id, new ExpireWarning(nameof(AnnounceWarningActivity)), cancellation);
        for (var number = await store.AnnouncedAsync(id, cancellation) + 1; number <= warning.Messages.Count; number++)
        {
            var message = await store.TakeMessageAsync(id, number, cancellation);
            await lists.ShowAsync(message, cancellation);
            await topic.PublishAsync(message.Identifier, "warning", Notice(message), cancellation);
            await store.MarkAnnouncedAsync(id, number, cancellation);
        }

        await lists.ShowAsync(warning, cancellation);
        return new WarningTurn(warning.Status, warning.Expires);
    }

    private Task<Warning> DecideAsync(string id, WarningCommand command, CancellationToken cancellation) =>
        store.ChangeAsync(id, warning => WarningRules.Decide(warning, command, time.GetUtcNow(), options.Value.Publication), cancellation);

    private WarningNotice Notice(WarningMessage message) => new(
        message.Identifier, message.WarningId, message.Number, message.Type, message.Level, message.Sector, message.District,
        message.Texts.Event, message.Texts.Headline, Warning.Scheme, message.Sent, message.Expires,
        WarningFeed.Cap(message.WarningId, message.Number, address));
}
