using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Warnings;

namespace FunctionsApp.Deliveries;

public enum WebhookStatus
{
    Active,

    /// <summary>Nothing is sent; what comes meanwhile waits.</summary>
    Paused,

    /// <summary>URL, secrets and the owner's address are erased.</summary>
    Ended,
}

/// <summary>Why a webhook does not send.</summary>
public enum WebhookPause
{
    ByOwner,

    /// <summary>Its endpoint failed at every attempt of the schedule.</summary>
    Broken,
}

/// <summary>What a webhook gets.</summary>
/// <param name="Sectors">Codes, 1..n.</param>
/// <param name="Warnings">The lowest level of warnings; null for none.</param>
/// <param name="Alerts">Each item of alerts.</param>
/// <param name="Exercises">Warnings that are not in earnest, too.</param>
public sealed record WebhookChoice(
    [property: SectorCode, Items(1, 8)] IReadOnlyList<string> Sectors, WarningLevel? Warnings, bool Alerts, bool Exercises);

/// <param name="Email">Where a broken endpoint is reported; null after the end.</param>
public sealed record WebhookOwner(string Id, string? Email, Language Language);

/// <summary>Secrets as they are stored: encrypted.</summary>
/// <param name="Previous">Signs beside the current one until <paramref name="PreviousUntil"/>; null for none.</param>
public sealed record WebhookKeys(string Current, string? Previous = null, DateTimeOffset? PreviousUntil = null)
{
    public IReadOnlyList<string> Good(DateTimeOffset now) => Previous is { } before && now < PreviousUntil ? [Current, before] : [Current];
}

/// <summary>An endpoint of another system, and what is sent to it.</summary>
public sealed record Webhook
{
    public required string Id { get; init; }

    /// <summary>1, 2, 3 …: the same endpoint may come again after the end.</summary>
    public required int Round { get; init; }

    public required WebhookOwner Owner { get; init; }

    public required WebhookChoice Choice { get; init; }

    public required WebhookStatus Status { get; init; }

    /// <summary>Null after the end. It may hold a secret: no fact and no log has it.</summary>
    public string? Url { get; init; }

    /// <summary>Null after the end.</summary>
    public WebhookKeys? Keys { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Null unless it is paused.</summary>
    public WebhookPause? Pause { get; init; }

    /// <summary>One endpoint of one person has one id.</summary>
    public static string IdOf(string owner, Uri url) => Ids.From("webhook", owner, url.AbsoluteUri);
}
