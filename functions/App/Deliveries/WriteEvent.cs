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

/// <summary>
/// Writes what webhooks carry as CloudEvents 1.0, structured, in JSON. An event that is too long for a row has no data: its extension
/// <c>dataref</c> leads to them.
/// </summary>
public sealed class WriteEvent(PublicAddress address)
{
    /// <summary>Characters at most: a property of a table has 64 KiB of UTF-16.</summary>
    public const int MaxLength = 32_000;

    public const string MediaType = "application/cloudevents+json; charset=utf-8";

    /// <summary>A message of a warning; its CAP document is linked.</summary>
    public string Of(WarningBulletin warning) => Fitting(
        Of(warning.Id, "warning.message", $"warnings/{warning.WarningId}", warning.Sent), warning, warning.Cap);

    public string Of(AlertItem item, string sector)
    {
        var page = address.PageOf(item.LinkIn(sector));
        return Fitting(Of(item.Id, "alert.item", $"alerts/{sector}", item.At), new AlertItemEvent(sector, item, page), page);
    }

    private CloudEvent Of(string id, string type, string subject, DateTimeOffset at) => new()
    {
        Id = id,
        Type = $"high-tech-services.{type}",
        Source = address.PageOf(""),
        Subject = subject,
        Time = at,
    };

    private static string Fitting(CloudEvent written, object data, Uri reference)
    {
        written.DataContentType = "application/json";
        written.Data = JsonSerializer.SerializeToElement(data, data.GetType(), AppJson.Options);
        if (Encode(written) is { Length: <= MaxLength } full) return full;
        (written.DataContentType, written.Data) = (null, null);
        written["dataref"] = $"{reference}";
        return Encode(written);
    }

    private static string Encode(CloudEvent written) =>
        Encoding.UTF8.GetString(new JsonEventFormatter().EncodeStructuredModeMessage(written, out _).Span);
}
