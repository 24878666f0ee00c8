using Azure.Data.Tables;
using FunctionsApp.Platform;

namespace FunctionsApp.Mail;

/// <summary>Which letters have gone out. Holds no address: the letter's id is enough.</summary>
public sealed class DeliveryStore(TableServiceClient tables, TimeProvider time)
{
    private const string RowKey = "mail";

    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    public async Task<bool> IsDeliveredAsync(string letterId, CancellationToken cancellation) =>
        (await Table.GetEntityIfExistsAsync<TableEntity>(Partition(letterId), RowKey, cancellationToken: cancellation)).HasValue;

    /// <summary>Idempotent.</summary>
    public Task AddAsync(Letter letter, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition(letter.Id), RowKey)
        {
            ["Letter"] = letter.Id, ["Template"] = letter.Template, ["At"] = time.GetUtcNow(),
        };
        if (letter.StaffId is { } person) row["Person"] = person;
        if (letter.Exit is { } exit) (row["Subject"], row["Digest"]) = (exit.Subject, exit.Digest);
        else if (letter.Callback is { IsForBearer: true } callback) row["Subject"] = callback.Subject;
        return Table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Null where no letter of that name went out.</summary>
    public async Task<SentLetter?> FindAsync(string name, CancellationToken cancellation)
    {
        var found = await Table.GetEntityIfExistsAsync<TableEntity>(name, RowKey, cancellationToken: cancellation);
        return found is { HasValue: true, Value: { } row }
            ? new SentLetter(
                name, row.GetString("Letter"), row.GetString("Template"), row.GetDateTimeOffset("At")!.Value, row.GetString("Person"),
                row.GetString("Subject"), row.GetString("Digest"))
            : null;
    }

    // A partition per letter spreads the writes; ids of any shape become safe keys.
    private static string Partition(string letterId) => LetterSeals.NameOf(letterId);
}
