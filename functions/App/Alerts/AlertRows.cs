using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Alerts;

/// <summary>
/// Rows of a sector's partition: <c>item|id</c> stays and shows that a fact comes twice, <c>pending|time|id</c> until an alert takes it,
/// <c>alert|day|number</c> newest first, <c>unpublished|day|number</c> until the topic has it.
/// </summary>
internal static class AlertRows
{
    public const string Pending = "pending|";
    public const string Alert = "alert|";
    public const string Unpublished = "unpublished|";

    /// <summary>Greater than every key that begins with the prefix: '}' follows '|'.</summary>
    public static string End(string prefix) => string.Concat(prefix.AsSpan(0, prefix.Length - 1), "}");

    public static string DayPrefix(DateOnly day) => $"{Alert}{DateOnly.MaxValue.DayNumber - day.DayNumber:D8}|";

    public static string AlertKey(DateOnly day, int number) => $"{DayPrefix(day)}{9999 - number:D4}";

    public static string UnpublishedKey(DateOnly day, int number) => $"{Unpublished}{day:yyyy-MM-dd}|{number:D4}";

    public static TableEntity ForItem(string sector, AlertItem item) => new(sector, $"item|{item.Id}") { ["At"] = item.At };

    public static TableEntity ForPending(string sector, AlertItem item) =>
        new TableEntity(sector, $"{Pending}{item.At.UtcTicks:D19}|{item.Id}") { ["Item"] = Json(item) }.Traced();

    public static AlertItem ReadPending(TableEntity row) => ReadItem(row, "Item");

    // One property per item: a single one would not hold the texts of all.
    public static TableEntity ForAlert(Alert alert)
    {
        var row = new TableEntity(alert.Sector, AlertKey(alert.Day, alert.Number))
        {
            ["Day"] = alert.Day.ToString("O", CultureInfo.InvariantCulture),
            ["Number"] = alert.Number,
            ["At"] = alert.At,
            ["Count"] = alert.Items.Count,
        };
        for (var i = 0; i < alert.Items.Count; i++) row[ItemName(i)] = Json(alert.Items[i]);
        return row;
    }

    public static Alert ReadAlert(TableEntity row) => new(
        row.PartitionKey,
        DateOnly.ParseExact(row.GetString("Day"), "O", CultureInfo.InvariantCulture),
        row.GetInt32("Number")!.Value,
        row.GetDateTimeOffset("At")!.Value,
        [.. Enumerable.Range(0, row.GetInt32("Count")!.Value).Select(i => ReadItem(row, ItemName(i)))]);

    public static TableEntity ForUnpublished(Alert alert) =>
        new(alert.Sector, UnpublishedKey(alert.Day, alert.Number)) { ["Alert"] = AlertKey(alert.Day, alert.Number) };

    /// <summary>How many of the first items one message holds, 1..n.</summary>
    public static int Fitting(IReadOnlyList<AlertItem> items)
    {
        var (count, bytes) = (0, 0);
        while (count < items.Count && (bytes += Encoding.UTF8.GetByteCount(Json(items[count])) + 1) <= JsonMessage.MaxBytes) count++;
        return Math.Max(count, Math.Min(items.Count, 1));
    }

    private static string Json(AlertItem item) => JsonSerializer.Serialize(item, AppJson.Options);

    private static AlertItem ReadItem(TableEntity row, string name) =>
        JsonSerializer.Deserialize<AlertItem>(row.GetString(name), AppJson.Options)!;

    private static string ItemName(int index) => $"Item{index:D2}";
}
