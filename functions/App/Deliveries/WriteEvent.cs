using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using FunctionsApp.Alerts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;

namespace FunctionsApp.Deliveries;

/// <summary>An alert's item as webhooks carry it.</summary>
public sealed record AlertItemEvent(string Sector, AlertItem Item, Uri Page);

/// <summary>Writes what webhooks carry as CloudEvents 1.0, structured, in JSON.</summary>
public sealed class WriteEvent(PublicAddress address)
{
    public const string MediaType = "application/cloudevents+json; charset=utf-8";

    /// <summary>A message of a warning; its CAP document is linked.</summary>
    public string Of(WarningBulletin warning) => Of(warning.Id, "warning.message", $"warnings/{warning.WarningId}", warning.Sent, warning);

    public string Of(AlertItem item, string sector) => Of(
        item.Id, "alert.item", $"alerts/{sector}", item.At,
        new AlertItemEvent(sector, item, address.PageOf(item.LinkIn(sector))));

    private string Of(string id, string type, string subject, DateTimeOffset at, object data)
    {
        var written = new CloudEvent
        {
            Id = id,
            Type = $"high-tech-services.{type}",
            Source = address.PageOf(""),
            Subject = subject,
            Time = at,
            DataContentType = "application/json",
            Data = JsonSerializer.SerializeToElement(data, data.GetType(), AppJson.Options),
        };
        return Encoding.UTF8.GetString(new JsonEventFormatter().EncodeStructuredModeMessage(written, out _).Span);
    }
}
