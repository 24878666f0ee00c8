using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace FunctionsApp.Platform.Facts;

/// <summary>A fact as a row of its subject's partition: RK <c>fact|000000001</c>.</summary>
public static class FactRows
{
    public const string Prefix = "fact|";

    /// <summary>All facts of a subject.</summary>
    public static string Filter(string subject) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {subject} and RowKey ge {Prefix} and RowKey lt {"fact}"}");

    /// <summary>The facts of a subject with these numbers.</summary>
    public static string Filter(string subject, int first, int last) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {subject} and RowKey ge {Key(first)} and RowKey lt {Key(last + 1)}");

    public static TableEntity From(SealedFact fact) => new(fact.Subject, Key(fact.Number))
    {
        ["Type"] = fact.Type,
        ["At"] = fact.At.ToString("O"),
        ["Actor"] = fact.Actor,
        ["Data"] = fact.Data,
        ["Previous"] = fact.Previous,
        ["Hash"] = fact.Hash,
    };

    // Times are text: the table's own date type would round what the hash covers.
    public static SealedFact Read(TableEntity row) => new(
        row.PartitionKey,
        int.Parse(row.RowKey.AsSpan(Prefix.Length), CultureInfo.InvariantCulture),
        row.GetString("Type"),
        DateTimeOffset.Parse(row.GetString("At"), null, DateTimeStyles.RoundtripKind),
        row.GetString("Actor"),
        row.GetString("Data"),
        row.GetString("Previous"),
        row.GetString("Hash"));

    /// <summary>Null for a row that is no fact: someone else wrote it, or changed it.</summary>
    public static SealedFact? TryRead(TableEntity row)
    {
        try
        {
            var fact = Read(row);
            using var data = JsonDocument.Parse(fact.Data);
            return fact.Type is null || fact.Actor is null || fact.Previous is null || fact.Hash is null ? null : fact;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or JsonException
            or InvalidOperationException)
        {
            return null;
        }
    }

    public static string Key(int number) => $"{Prefix}{number:D9}";
}
