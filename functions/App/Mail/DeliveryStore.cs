using Azure;
using Azure.Data.Tables;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;

namespace FunctionsApp.Mail;

/// <summary>Which letters have gone out. Holds no address: the letter's id is enough.</summary>
/// <remarks>
/// A letter's row is written before it leaves, and its day names the row afterwards: a row that no day names is of a letter which may
/// not have left, and is sent again. So a letter takes two requests, and only one that comes again is looked up.
/// </remarks>
public sealed class DeliveryStore(TableServiceClient tables, SentDayStore days, TimeProvider time)
{
    private const string RowKey = "mail";

    /// <summary>Set in rows that were written before their letter left. Without it the letter went out, whatever names the row.</summary>
    private const string Begun = "Begun";

    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    /// <summary>Before a letter leaves; null where it went out. One that is asked for again is remembered from that day on.</summary>
    /// <remarks>A procedure that waits for months makes a letter at each look, and leaves it to the row that it goes out once.</remarks>
    public async Task<LetterUnderWay?> BeginAsync(Letter letter, CancellationToken cancellation)
    {
        var today = BeijingTime.Day(time.GetUtcNow());
        var row = Row(letter, today);
        while (true)
        {
            if (await AddAsync(row, cancellation) is { } own) return new LetterUnderWay(row.PartitionKey, today, own);
            var found = await Table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, RowKey, cancellationToken: cancellation);
            if (found is not { HasValue: true, Value: { } before }) continue; // It was taken back meanwhile.
            if (await HasLeftAsync(before, cancellation))
            {
                await RememberAsync(before, today, cancellation);
                return null;
            }

            // Written again, so that an earlier delivery which fails after this one does not take it back.
            if (await PutAsync(before, today, cancellation)) return new LetterUnderWay(row.PartitionKey, today, Own: null);
        }
    }

    /// <summary>After a letter left. Safe to run twice.</summary>
    public Task EndAsync(LetterUnderWay letter, CancellationToken cancellation) =>
        days.AddAsync(letter.Day, letter.Partition, RowKey, cancellation);

    /// <summary>After a letter could not leave: its row goes, unless another delivery of it began.</summary>
    public async Task TakeBackAsync(LetterUnderWay letter)
    {
        if (letter.Own is not { } own) return;
        try
        {
            await Table.DeleteEntityAsync(letter.Partition, RowKey, own, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            // Another delivery has it now, or finds it and sends the letter: no day names it.
        }
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

    /// <summary>Null where there is such a row.</summary>
    private async Task<ETag?> AddAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            return (await Table.AddEntityAsync(row, cancellation)).Headers.ETag;
        }
        catch (RequestFailedException fault) when (fault.Status == 409)
        {
            return null;
        }
    }

    private async Task<bool> HasLeftAsync(TableEntity row, CancellationToken cancellation) => row.GetBoolean(Begun) is not true
        || await days.HasAsync(row.GetString(SentDayStore.On), row.PartitionKey, RowKey, cancellation);

    private async Task RememberAsync(TableEntity row, DateOnly today, CancellationToken cancellation)
    {
        if (row.GetString(SentDayStore.On) == BeijingTime.Text(today)) return;
        await days.AddAsync(today, row.PartitionKey, RowKey, cancellation);
        // Where that fails another delivery of it was faster, or it was too late to be kept; it went out all the same.
        await PutAsync(row, today, cancellation);
    }

    /// <summary>False where another was faster.</summary>
    private async Task<bool> PutAsync(TableEntity row, DateOnly today, CancellationToken cancellation)
    {
        row[SentDayStore.On] = BeijingTime.Text(today);
        try
        {
            await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 412)
        {
            return false;
        }
    }

    private TableEntity Row(Letter letter, DateOnly today)
    {
        // A partition per letter spreads the writes; ids of any shape become safe keys.
        var row = new TableEntity(LetterSeals.NameOf(letter.Id), RowKey)
        {
            ["Letter"] = letter.Id, ["Template"] = letter.Template, ["At"] = time.GetUtcNow(),
            [SentDayStore.On] = BeijingTime.Text(today), [Begun] = true,
        };
        if (letter.StaffId is { } person) row["Person"] = person;
        if (letter.Exit is { } exit) (row["Subject"], row["Digest"]) = (exit.Subject, exit.Digest);
        else if (letter.Callback is { IsForBearer: true } callback) row["Subject"] = callback.Subject;
        return row;
    }
}

/// <summary>A letter that is about to leave.</summary>
/// <param name="Partition">Of its row.</param>
/// <param name="Day">On which it began, Asia/Shanghai: names its row in the end.</param>
/// <param name="Own">Of the row as this delivery wrote it; null where an earlier one did.</param>
public sealed record LetterUnderWay(string Partition, DateOnly Day, ETag? Own);
