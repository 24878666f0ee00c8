using Azure.Data.Tables;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Mail;

/// <summary>
/// Which letters of batches have gone out: a row for each batch, in the order of the letters' keys. Holds no address.
/// </summary>
public sealed class BatchStore(TableServiceClient tables, SentDayStore days, TimeProvider time)
{
    /// <summary>
    /// Rows that are read beyond the last key. Batches of one sending follow each other; those of a repeated one, to which subscribers
    /// came meanwhile, begin elsewhere, so that a row which reaches back may stand a little behind one that does not.
    /// </summary>
    private const int Beyond = 4;

    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    /// <summary>Keys of letters about the batch's matters that went out by whatever batch, at least those between its own.</summary>
    public async Task<IReadOnlySet<string>> ReadAsync(LetterBatch batch, CancellationToken cancellation)
    {
        var done = new HashSet<string>();
        foreach (var about in (IEnumerable<string>)[batch.About, .. batch.Also ?? []]) await ReadAsync(about, batch, done, cancellation);
        return done;
    }

    /// <summary>Before its first letter leaves; answers the day that names the rows of its matter. Safe to run twice.</summary>
    public async Task<DateOnly> BeginAsync(LetterBatch batch, CancellationToken cancellation)
    {
        var today = BeijingTime.Day(time.GetUtcNow());
        await days.AddAsync(today, Partition(batch.About), cancellation);
        return today;
    }

    /// <summary>Writes all that went out of a batch, over what was written of it before.</summary>
    /// <param name="day">Of its beginning.</param>
    /// <param name="done">1..n keys.</param>
    public Task KeepAsync(LetterBatch batch, DateOnly day, IEnumerable<string> done, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition(batch.About), Key(batch))
        {
            [SentDayStore.On] = BeijingTime.Text(day), ["From"] = batch.From, ["Done"] = string.Join(',', done),
        };
        return Table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    private async Task ReadAsync(string about, LetterBatch batch, HashSet<string> done, CancellationToken cancellation)
    {
        var (beyond, to) = (0, batch.To);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(about)} and RowKey ge {batch.From}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, Beyond * 2, cancellationToken: cancellation))
        {
            done.UnionWith(row.GetString("Done").Split(','));
            if (string.CompareOrdinal(row.GetString("From"), to) > 0 && ++beyond == Beyond) break;
        }
    }

    private static string Key(LetterBatch batch) => $"{batch.To}|{batch.Id}";

    private static string Partition(string about) => $"batches|{about}";
}
