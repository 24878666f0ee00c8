using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Warnings;

namespace FunctionsApp.Subscriptions;

public enum SubscriptionStatus
{
    /// <summary>The address has not confirmed it yet, and gets nothing but the letter that asks.</summary>
    Requested,

    Active,

    /// <summary>Ended, or not confirmed in time; the address is erased.</summary>
    Ended,
}

/// <summary>How often a subscriber gets what is published in alerts.</summary>
public enum AlertFrequency
{
    Never,

    /// <summary>Each item by itself, as it is published.</summary>
    Immediate,

    /// <summary>One letter each morning with all that is new.</summary>
    Daily,

    /// <summary>One letter on Monday mornings.</summary>
    Weekly,
}

/// <summary>What a subscriber wants.</summary>
/// <param name="Sectors">Codes, 1..n.</param>
/// <param name="Warnings">The lowest level of warnings; null for none.</param>
/// <param name="Exercises">Warnings that are not in earnest, too.</param>
public sealed record SubscriptionChoice(
    [property: SectorCode, Items(1, 8)] IReadOnlyList<string> Sectors,
    WarningLevel? Warnings,
    AlertFrequency Alerts,
    Language Language,
    bool Exercises = false)
{
    /// <summary>Codes of programmes whose deadlines it wants by themselves, whatever their sector; null for none.</summary>
    [Items(0, MaxDeadlines), Name(60), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Deadlines { get; init; }

    /// <summary>Programmes at most.</summary>
    internal const int MaxDeadlines = 60;

    /// <summary>The same choice in one form: each sector once, in the order of the policy, each programme once.</summary>
    public SubscriptionChoice Ordered() => this with
    {
        Sectors = [.. City.Sectors.All.Select(sector => sector.Code).Where(Sectors.Contains)],
        Deadlines = Deadlines is { Count: > 0 } ? [.. Deadlines.Distinct().Order(StringComparer.Ordinal)] : null,
    };

    /// <exception cref="ProblemException">invalid-field: a programme that the catalogue does not have.</exception>
    internal SubscriptionChoice Checked(ProgrammeCatalogue catalogue) =>
        Deadlines?.FirstOrDefault(code => catalogue.Versions(code).Count == 0) is { } unknown
        ? throw PlatformProblems.Invalid("deadlines", $"没有项目 {unknown}", $"there is no programme {unknown}") : Ordered();
}

/// <summary>One address, and what it gets.</summary>
public sealed record Subscription
{
    public required string Id { get; init; }

    /// <summary>1, 2, 3 …: an address may subscribe again after the end. Links of an earlier round end nothing.</summary>
    public required int Round { get; init; }

    public required SubscriptionStatus Status { get; init; }

    /// <summary>Null after the end.</summary>
    public string? Address { get; init; }

    public required SubscriptionChoice Choice { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Letters that asked the address to confirm, in all.</summary>
    public int Letters { get; init; }

    /// <summary>Of them on <see cref="LettersOn"/>.</summary>
    public int LettersThatDay { get; init; }

    /// <summary>Day of the last one, Asia/Shanghai.</summary>
    public DateOnly LettersOn { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When its choice last changed after that; null for never.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Days on which letters were sent that came back, oldest first; those that still count.</summary>
    public IReadOnlyList<DateOnly> BouncedOn { get; init; } = [];

    /// <summary>Since when it gets what it chose.</summary>
    [JsonIgnore] public DateTimeOffset ChosenAt => ChangedAt ?? ConfirmedAt ?? RequestedAt;

    /// <summary>Of what a letter asks to confirm: another choice needs another letter.</summary>
    public string Digest => AppJson.Digest(new { Round, Choice });

    /// <summary>One address has one id: what is requested twice is one subscription.</summary>
    public static string IdOf(string address) => Ids.From("subscription", address.ToLowerInvariant());
}
