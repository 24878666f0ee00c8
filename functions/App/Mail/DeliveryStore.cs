using Azure;
using Azure.Data.Tables;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Mail;

/// <summary>Which letters have gone out. Holds no address: the letter's id is enough.</summary>
public sealed class DeliveryStore(TableServiceClient tables, SentDayStore days, TimeProvider time)
{
    private const string RowKey = "mail";

    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    private DateOnly Today => BeijingTime.Day(time.GetUtcNow());

    /// <summary>Whether it went out. One that is asked for again is remembered from that day on.</summary>
    /// <remarks>A procedure that waits for months makes a letter at each look, and leaves it to the row that it goes out once.</remarks>
    public async Task<bool> IsDeliveredAsync(string letterId, CancellationToken cancellation)
    {
        var found = await Table.GetEntityIfExistsAsync<TableEntity>(Partition(letterId), RowKey, cancellationToken: cancellation);
        if (found is not { HasValue: true, Value: { } row }) return false;
        if (row.GetString(SentDayStore.On) == BeijingTime.Text(Today)) return true;
        await days.AddAsync(Today, row.PartitionKey, RowKey, cancellation);
        try
        {
            row[SentDayStore.On] = BeijingTime.Text(Today);
            await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation);
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 412)
        {
            // Another delivery of it was faster, or it was too late to be kept; it went out all the same.
        }

        return true;
    }

    /// <summary>Idempotent.</summary>
    public async Task AddAsync(Letter letter, CancellationToken cancellation)
    {
        var today = Today;
        var row = new TableEntity(Partition(letter.Id), RowKey)
        {
            ["Letter"] = letter.Id, ["Template"] = letter.Template, ["At"] = time.GetUtcNow(),
            [SentDayStore.On] = BeijingTime.Text(today),
        };
        if (letter.StaffId is { } person) row["Person"] = person;
        if (letter.Exit is { } exit) (row["Subject"], row["Digest"]) = (exit.Subject, exit.Digest);
        else if (letter.Callback is { IsForBearer: true } callback) row["Subject"] = callback.Subject;
        await days.AddAsync(today, row.PartitionKey, RowKey, cancellation);
        await Table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
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
