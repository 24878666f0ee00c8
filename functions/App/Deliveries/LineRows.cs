using System.Globalization;
using Azure.Data.Tables;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Deliveries;

/// <summary>Rows of deliveries: of each webhook its log and what waits, of all webhooks what was given up.</summary>
internal static class LineRows
{
    internal const string Log = "i|";
    internal const string Queue = "q|";

    /// <summary>Partition of what was given up, a row for each, which names the delivery's own.</summary>
    internal const string GivenUp = "given-up";

    internal static TableEntity GivenUpLine(string webhook, Delivery delivery) =>
        new(GivenUp, LineOrder.NewestFirst(delivery.At, delivery.Id)) { ["Webhook"] = webhook, ["Of"] = KeyOf(delivery) };

    internal static TableEntity RowOf(string webhook, Delivery delivery)
    {
        var row = new TableEntity(Partition(webhook), KeyOf(delivery))
        {
            ["Id"] = delivery.Id, ["Item"] = delivery.Item, ["Class"] = $"{delivery.Class}", ["At"] = delivery.At,
            ["Body"] = delivery.Body, ["State"] = $"{delivery.State}", ["Attempts"] = delivery.Attempts, ["Round"] = delivery.Round,
        };
        if (delivery.NextAt is { } next) row["NextAt"] = next;
        if (delivery.Last is not { } last) return row;
        row["LastAt"] = last.At;
        if (last.Status is { } status) row["LastStatus"] = status;
        if (last.Fault is { } fault) row["LastFault"] = $"{fault}";
        return row;
    }

    internal static Delivery Read(TableEntity row) => new(
        row.GetString("Id"), row.GetString("Item"), Enum.Parse<DeliveryClass>(row.GetString("Class")),
        row.GetDateTimeOffset("At")!.Value, row.GetString("Body"), Enum.Parse<DeliveryState>(row.GetString("State")),
        row.GetInt32("Attempts")!.Value, row.GetDateTimeOffset("NextAt"),
        row.GetDateTimeOffset("LastAt") is { } at
            ? new LastAttempt(
                at, row.GetInt32("LastStatus"),
                row.GetString("LastFault") is { } fault ? Enum.Parse<AttemptFault>(fault) : null)
            : null)
    {
        Round = row.GetInt32("Round") ?? 1,
    };

    internal static TableEntity Place(string webhook, Delivery delivery)
    {
        var at = delivery.NextAt ?? delivery.At;
        return new(
            Partition(webhook),
            string.Create(CultureInfo.InvariantCulture, $"{Queue}{(int)delivery.Class}|{LineOrder.OldestFirst(at, delivery.Id)}"))
        {
            ["Of"] = KeyOf(delivery), ["NextAt"] = at,
        };
    }

    internal static string KeyOf(Delivery delivery) => $"{Log}{LineOrder.NewestFirst(delivery.At, delivery.Id)}";

    internal static string Partition(string webhook) => $"webhook-{webhook}";

    /// <summary>Of the rows from a key to before another.</summary>
    internal static string Filter(string webhook, string from, string before)
    {
        var partition = Partition(webhook);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}");
    }

    /// <summary>The first key after this one.</summary>
    internal static string Next(string key) => $"{key}!";

    /// <summary>The first key after all that begin so: a tilde sorts behind every letter and digit, and after the bar.</summary>
    internal static string After(string begin) => $"{begin}~";
}
