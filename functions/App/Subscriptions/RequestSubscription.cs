using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;

namespace FunctionsApp.Subscriptions;

/// <summary>What is sent to subscribe. Who sends it need not own the address: its owner confirms.</summary>
/// <param name="Address">Of mail.</param>
/// <param name="Sectors">Codes, 1..n.</param>
/// <param name="Warnings">The lowest level of warnings; absent for none.</param>
/// <param name="Exercises">Warnings that are not in earnest, too.</param>
/// <param name="Deadlines">Codes of programmes whose deadlines it wants by themselves; absent for none.</param>
public sealed record SubscriptionBody(
    [property: TextLimit(RequestSubscription.MaxAddress)] string Address,
    [property: SectorCode, Items(1, 8)] IReadOnlyList<string> Sectors,
    AlertFrequency Alerts,
    Language Language,
    WarningLevel? Warnings = null,
    bool Exercises = false,
    [property: Items(0, SubscriptionChoice.MaxDeadlines), Name(60)] IReadOnlyList<string>? Deadlines = null)
{
    internal SubscriptionChoice Choice => new(Sectors, Warnings, Alerts, Language, Exercises) { Deadlines = Deadlines };
}

/// <summary>Someone subscribed an address, which is asked to confirm. The address is no part of any fact.</summary>
public sealed record SubscriptionRequested(
    int Round, IReadOnlyList<string> Sectors, WarningLevel? Warnings, AlertFrequency Alerts, bool Exercises) : Fact
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Deadlines { get; init; }
}

/// <summary>Takes a request to subscribe an address.</summary>
public static class RequestSubscription
{
    /// <summary>RFC 5321: of a path without its brackets.</summary>
    public const int MaxAddress = 254;

    /// <summary>The address as it is kept: one, and nothing more.</summary>
    /// <exception cref="ProblemException">invalid-address.</exception>
    public static string Checked(string address) =>
        LetterMessage.Address(address.Trim())?.Address ?? throw SubscriptionProblems.InvalidAddress.With();

    /// <summary>No facts: nothing changes, since the subscription is confirmed, or the address was asked often enough today.</summary>
    /// <param name="address">Checked, as the choice is.</param>
    /// <param name="lettersADay">At most so many ask the address to confirm.</param>
    public static Change<Subscription> Decide(
        Subscription? current, string address, SubscriptionChoice choice, int lettersADay, DateTimeOffset now)
    {
        if (current is { Status: SubscriptionStatus.Active }) return Change.None(current);
        var day = BeijingTime.Day(now);
        var today = current?.LettersOn == day ? current.LettersThatDay : 0;
        if (current is not null && today >= lettersADay) return Change.None(current);
        var isNew = current is not { Status: SubscriptionStatus.Requested };
        var next = new Subscription
        {
            Id = Subscription.IdOf(address),
            Round = (current?.Round ?? 0) + (isNew ? 1 : 0),
            Status = SubscriptionStatus.Requested,
            Address = address,
            Choice = choice,
            RequestedAt = now,
            Letters = (current?.Letters ?? 0) + 1,
            LettersThatDay = today + 1,
            LettersOn = day,
        };
        return Change.To(next, Actor, new SubscriptionRequested(
            next.Round, choice.Sectors, choice.Warnings, choice.Alerts, choice.Exercises) { Deadlines = choice.Deadlines });
    }

    /// <summary>Who acts by a link or the public form: no one is signed in.</summary>
    internal const string Actor = "subscriber";
}
