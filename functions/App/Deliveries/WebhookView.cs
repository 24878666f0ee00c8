using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Warnings;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Deliveries;

/// <summary>A webhook as its owner sees it. No secret is in it.</summary>
/// <param name="Url">Null after the end.</param>
/// <param name="Pause">Why it does not send; null where it does.</param>
/// <param name="PreviousSecretUntil">Until when the secret before the last one signs, too; null where it does not.</param>
public sealed record WebhookView(
    string Id, string? Url, WebhookStatus Status, WebhookPause? Pause, IReadOnlyList<string> Sectors, WarningLevel? Warnings,
    bool Alerts, bool Exercises, DateTimeOffset CreatedAt, DateTimeOffset? PreviousSecretUntil)
{
    public static WebhookView Of(Webhook webhook, DateTimeOffset now) => new(
        webhook.Id, webhook.Url, webhook.Status, webhook.Pause, webhook.Choice.Sectors, webhook.Choice.Warnings, webhook.Choice.Alerts,
        webhook.Choice.Exercises, webhook.CreatedAt, webhook.Keys?.PreviousUntil is { } until && now < until ? until : null);
}

/// <param name="Status">Of HTTP at the last attempt; null where there was no answer, or no attempt yet.</param>
/// <param name="Fault">Why there was no answer.</param>
public sealed record DeliveryView(
    string Id, string Item, DeliveryClass Class, DateTimeOffset At, DeliveryState State, int Attempts, DateTimeOffset? LastAt, int? Status,
    AttemptFault? Fault, DateTimeOffset? NextAt)
{
    /// <summary>For pages: whether it may be sent again.</summary>
    [JsonIgnore] public bool IsForSending { get; init; }

    public static DeliveryView Of(Delivery delivery, Webhook webhook) => new(
        delivery.Id, delivery.Item, delivery.Class, delivery.At, delivery.State, delivery.Attempts, delivery.Last?.At,
        delivery.Last?.Status, delivery.Last?.Fault, delivery.NextAt)
    {
        IsForSending = SendDelivery.Takes(delivery, webhook),
    };
}

/// <param name="Deliveries">A page, newest first.</param>
/// <param name="Cursor">Of the next page; null at the end.</param>
public sealed record WebhookWithDeliveries(WebhookView Webhook, IReadOnlyList<DeliveryView> Deliveries, string? Cursor = null);

/// <summary>Which deliveries of a webhook are asked for.</summary>
/// <param name="State">Null for all.</param>
/// <param name="Cursor">Of the page before; null for the first.</param>
public readonly record struct DeliveryQuery(DeliveryState? State, string? Cursor)
{
    public static DeliveryQuery Of(HttpRequest request) =>
        new(EnumByName.Find<DeliveryState>(request.Query["state"]), request.Query["cursor"]);
}

/// <param name="Items">Oldest first.</param>
public sealed record WebhookViews(IReadOnlyList<WebhookView> Items);
