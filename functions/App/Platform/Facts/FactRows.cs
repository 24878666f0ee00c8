using Azure.Data.Tables;

namespace FunctionsApp.Platform.Facts;

/// <summary>A fact as a row of its subject's partition: RK <c>fact|000000001</c>.</summary>
public static class FactRows
{
    public const string Prefix = "fact|";
    public const string PrefixEnd = "fact}";

    public static string Key(int number) => $"{Prefix}{number:D9}";

    public static TableEntity From(Fact fact) => new(fact.Subject, Key(fact.Number))
    {
        ["Type"] = fact.Type,
        ["At"] = fact.At.ToString("O"),
        ["Actor"] = fact.Actor,
        ["Data"] = fact.Data,
        ["Previous"] = fact.Previous,
        ["Hash"] = fact.Hash,
    };

    // Times are text: the table's own date type would round what the hash covers.
    public static Fact Read(TableEntity row) => new(
        row.PartitionKey,
        int.Parse(row.RowKey.AsSpan(Prefix.Length)),
        row.GetString("Type"),
        DateTimeOffset.Parse(row.GetString("At"), null, System.Globalization.DateTimeStyles.RoundtripKind),
        row.GetString("Actor"),
        row.GetString("Data"),
        row.GetString("Previous"),
        row.GetString("Hash"));
}
