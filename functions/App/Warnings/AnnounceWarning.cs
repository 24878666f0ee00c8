using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using FunctionsApp.Warnings.National;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

/// <param name="Announced">Number of the last message that the topic has; 0 for none.</param>
public sealed record AnnounceRequest(string WarningId, int Announced);

/// <summary>What a look at a warning found and did.</summary>
/// <param name="Announced">Number of the last message that the topic has now.</param>
/// <param name="LookAgain">Of a published warning: its end, or earlier, since an event may be lost.</param>
public readonly record struct WarningTurn(WarningStatus Status, int Announced, DateTimeOffset? LookAgain);

/// <summary>A message of a warning as the topic <c>bulletins</c> carries it.</summary>
/// <param name="Cap">Where its CAP document is.</param>
public sealed record WarningBulletin(
    string Id, string WarningId, int Number, MessageType Type, WarningLevel Level, string Sector, string? District,
    LocalizedText Event, LocalizedText Headline, LocalizedText Scheme, DateTimeOffset Sent, DateTimeOffset Expires, Uri Cap,
    CapStatus CapStatus = CapStatus.Actual, IReadOnlyList<string>? Districts = null)
{
    /// <summary>The highest level that the warning had up to this message: whoever got that one gets this one.</summary>
    public WarningLevel? Highest { get; init; }

    /// <summary>As <see cref="Highest"/>; a bulletin of an earlier version of the app has its own level alone.</summary>
    [JsonIgnore] public WarningLevel Reached => Highest ?? Level;

    /// <summary>Goes out before other warnings.</summary>
    [JsonIgnore] public bool IsUrgent => Reached >= WarningLevel.Orange;

    /// <summary>Whether a subscriber wants it: whoever got a warning's highest level gets its updates and its cancellation, too.</summary>
    /// <param name="lowest">The lowest level that is wanted; null for no warnings.</param>
    /// <param name="exercises">Whether what is not in earnest is wanted, too.</param>
    public bool IsFor(WarningLevel? lowest, bool exercises) =>
        lowest is { } wanted && Reached >= wanted && (CapStatus == CapStatus.Actual || exercises);

    /// <param name="earlier">Levels of the warning's messages before it.</param>
    public static WarningBulletin Of(WarningMessage message, PublicAddress address, params IEnumerable<WarningLevel> earlier) => new(
        message.Identifier, message.WarningId, message.Number, message.Type, message.Level, message.Scope.Sector, message.Scope.District,
        message.Wording.Event, WarningTexts.Marked(message.Wording.Headline, message.Issuer.Status), WarningTexts.Scheme,
        message.Sent, message.Expires,
        WarningFeed.Cap(message.WarningId, message.Number, address), message.Issuer.Status, message.Scope.Districts)
    {
        Highest = earlier.Append(message.Level).Max(),
    };
}

/// <summary>Looks at a warning: publishes a verified one, ends one whose time has come, and brings new messages to the topic.</summary>
public static class AnnounceWarning
{
    public static Change<WarningState> Decide(WarningState state, Acting by) =>
        state.Warning.Status == WarningStatus.Verified ? PublishWarning.Decide(state, by) : ExpireWarning.Decide(state, by);
}

public sealed class AnnounceWarningActivity(
    AggregateStore store, NationalNumbers numbers, BulletinTopic topic, CanaryStore canaries, PublicAddress address,
    IOptions<WarningOptions> options, TimeProvider time)
{
    /// <summary>
    /// Null while the warning is a draft. Safe to run twice, and after a crash at any point: a MessageId is its message's.
    /// </summary>
    [Function(nameof(AnnounceWarningActivity))]
    public async Task<WarningTurn?> RunAsync([ActivityTrigger] AnnounceRequest request, CancellationToken cancellation)
    {
        var by = new Acting(nameof(AnnounceWarningActivity), time.GetUtcNow(), options.Value.Publication);
        var stored = await store.ChangeWarningAsync(request.WarningId, state => AnnounceWarning.Decide(state, by), cancellation);
        var (warning, messages, _) = stored.State;
        if (warning.Status == WarningStatus.Draft) return null;
        await numbers.ClaimAsync(messages, cancellation);
        foreach (var message in messages.Where(message => message.Number > request.Announced))
        {
            // The request that made the message lies in another trace.
            Tracing.Link(message.Trace);
            var bulletin = WarningBulletin.Of(message, address, Before(message));
            if (bulletin.IsUrgent) await canaries.OpenAsync(bulletin.Id, cancellation);
            await topic.PublishAsync(message.Identifier, "warning", bulletin, cancellation);
        }

        return new WarningTurn(
            warning.Status, messages.Count, warning.Status == WarningStatus.Published ? Next(warning.Expires!.Value, by.At) : null);

        IEnumerable<WarningLevel> Before(WarningMessage message) =>
            messages.Where(each => each.Number < message.Number).Select(each => each.Level);
    }

    private DateTimeOffset Next(DateTimeOffset expires, DateTimeOffset now) =>
        expires - now < options.Value.Recheck ? expires : now + options.Value.Recheck;
}
