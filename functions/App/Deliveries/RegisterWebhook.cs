using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;

namespace FunctionsApp.Deliveries;

/// <summary>What is sent to create a webhook.</summary>
/// <param name="Url">Of the endpoint: https, at a public address.</param>
/// <param name="Sectors">Codes, 1..n.</param>
/// <param name="Warnings">The lowest level of warnings; absent for none.</param>
/// <param name="Alerts">Each item of alerts.</param>
/// <param name="Exercises">Warnings that are not in earnest, too.</param>
public sealed record WebhookBody(
    [property: TextLimit(EndpointGuard.MaxUrl)] string Url,
    [property: SectorCode, Items(1, 8)] IReadOnlyList<string> Sectors,
    WarningLevel? Warnings = null,
    bool Alerts = false,
    bool Exercises = false)
{
    internal WebhookChoice Choice => new(
        [.. City.Sectors.All.Select(sector => sector.Code).Where(Sectors.Contains)], Warnings, Alerts, Exercises);
}

/// <summary>A webhook was created: its endpoint answered the challenge. The URL is no part of any fact.</summary>
public sealed record WebhookRegistered(
    int Round, IReadOnlyList<string> Sectors, WarningLevel? Warnings, bool Alerts, bool Exercises) : Fact;

/// <summary>Creates a webhook whose endpoint answered.</summary>
public static class RegisterWebhook
{
    /// <summary>Of one person.</summary>
    public const int Most = 10;

    /// <param name="secret">Encrypted.</param>
    /// <exception cref="ProblemException">webhook-exists.</exception>
    public static Change<Webhook> Decide(
        Webhook? current, WebhookOwner owner, Uri url, WebhookChoice choice, string secret, DateTimeOffset now)
    {
        RequireNone(current);
        var webhook = new Webhook
        {
            Id = Webhook.IdOf(owner.Id, url),
            Round = (current?.Round ?? 0) + 1,
            Owner = owner,
            Choice = choice,
            Status = WebhookStatus.Active,
            Url = url.AbsoluteUri,
            Keys = new WebhookKeys(secret),
            CreatedAt = now,
        };
        return Change.To(
            webhook, owner.Id, new WebhookRegistered(webhook.Round, choice.Sectors, choice.Warnings, choice.Alerts, choice.Exercises));
    }

    /// <exception cref="ProblemException">webhook-exists.</exception>
    public static void RequireNone(Webhook? current)
    {
        if (current is not (null or { Status: WebhookStatus.Ended })) throw DeliveryProblems.Exists.With();
    }
}
