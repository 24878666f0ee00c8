using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Mail;

/// <summary>Letters that came back: one row for each letter, however often it is reported.</summary>
public sealed class BounceStore(TableServiceClient tables)
{
    private const string Partition = "bounces";
    private const int Shown = 20;

    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    /// <summary>Idempotent.</summary>
    public Task AddAsync(SentLetter letter, string status, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition, LineOrder.NewestFirst(letter.At, letter.Name))
        {
            ["Letter"] = letter.Id, ["Template"] = letter.Template, ["At"] = letter.At, ["Status"] = status,
        };
        if (letter.Person is { } person) row["Person"] = person;
        return Table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <exception cref="ProblemException">bad-cursor.</exception>
    public async Task<BouncedLetters> PageAsync(string? cursor, CancellationToken cancellation)
    {
        var last = Cursor.Decode(cursor, Partition);
        var rows = await Table.TakeAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {last}"), Shown + 1, cancellation);
        var page = rows.Take(Shown).ToList();
        return new BouncedLetters(
            [.. page.Select(Read)], rows.Count > Shown ? Cursor.Encode(Partition, page[^1].RowKey) : null);
    }

    /// <summary>Removes what was sent before. Safe to run twice.</summary>
    public Task RemoveAsync(DateTimeOffset before, CancellationToken cancellation) => Table.RemoveRangeAsync(
        TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {LineOrder.NewestFirst(before, "")}"), cancellation);

    private static BouncedLetter Read(TableEntity row) => new(
        row.GetString("Letter"), row.GetString("Template"), row.GetString("Person"), row.GetDateTimeOffset("At")!.Value,
        row.GetString("Status"));
}
