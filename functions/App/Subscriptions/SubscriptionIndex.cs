using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;

namespace FunctionsApp.Subscriptions;

/// <summary>A subscriber of a sector, with all that a letter needs.</summary>
public sealed record SubscriberLine(
    string Id, int Round, string Address, Language Language, WarningLevel? Warnings, AlertFrequency Alerts, bool Exercises)
{
    /// <summary>All lists that have it; null in a line that an earlier version of the app wrote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SubscriberLists? Lists { get; init; }
}

/// <summary>All lists that have a subscriber.</summary>
/// <param name="Deadlines">Codes of programmes whose deadlines come by themselves.</param>
/// <param name="Since">When the subscriber chose so, UTC.</param>
public sealed record SubscriberLists(IReadOnlyList<string> Sectors, IReadOnlyList<string> Deadlines, DateTimeOffset Since);

/// <summary>A subscriber of a digest.</summary>
/// <param name="Deadlines">Codes of programmes whose deadlines come by themselves; null for none.</param>
public sealed record DigestLine(
    string Id, int Round, string Address, Language Language, IReadOnlyList<string> Sectors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Deadlines = null);

/// <summary>A subscription that waits for its confirmation.</summary>
public sealed record UnconfirmedLine(string Id, DateTimeOffset RequestedAt);

/// <summary>Lists of subscriptions: whom a sector's news reaches, and what was not confirmed yet.</summary>
public static class SubscriptionIndex
{
    /// <summary>Owner of the list of all.</summary>
    public const string All = "all";

    /// <summary>Of a sector.</summary>
    public static readonly ListIndex<SubscriberLine> OfSector = new("subscribers-of-sector");

    /// <summary>Who wants the deadlines of a programme by themselves.</summary>
    public static readonly ListIndex<SubscriberLine> OfProgramme = new("subscribers-of-programme");

    /// <summary>Who gets a digest so often.</summary>
    public static readonly ListIndex<DigestLine> OfFrequency = new("subscribers-of-frequency");

    /// <summary>Oldest first.</summary>
    public static readonly ListIndex<UnconfirmedLine> Unconfirmed = new("subscriptions-to-confirm");

    internal static IEnumerable<Line> Lines(Subscription subscription)
    {
        if (subscription.Status == SubscriptionStatus.Requested)
        {
            yield return Unconfirmed.Line(
                All, LineOrder.OldestFirst(subscription.RequestedAt, subscription.Id),
                new UnconfirmedLine(subscription.Id, subscription.RequestedAt));
        }

        if (subscription is not { Status: SubscriptionStatus.Active, Address: { } address, Choice: var choice }) yield break;
        if (choice.Alerts is AlertFrequency.Daily or AlertFrequency.Weekly)
        {
            yield return OfFrequency.Line($"{choice.Alerts}", subscription.Id, new DigestLine(
                subscription.Id, subscription.Round, address, choice.Language, choice.Sectors, choice.Deadlines));
        }

        var line = new SubscriberLine(
            subscription.Id, subscription.Round, address, choice.Language, choice.Warnings, choice.Alerts, choice.Exercises)
        {
            Lists = new SubscriberLists(choice.Sectors, choice.Deadlines ?? [], subscription.ChosenAt),
        };
        foreach (var sector in choice.Sectors) yield return OfSector.Line(sector, subscription.Id, line);
        foreach (var programme in choice.Deadlines ?? []) yield return OfProgramme.Line(programme, subscription.Id, line);
    }
}
