using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Mail;

/// <summary>
/// Names the rows of what went out by the day, so that the old ones are found: the rows themselves have keys of letters and batches. A
/// partition has the days that have such names, and one for each of them has the names: of rows, or of partitions of batches.
/// </summary>
/// <remarks>
/// Those of batches are written before their rows, those of letters after them (<see cref="DeliveryStore"/>). All are removed after what
/// they name: what a crash leaves here is a name without a row.
/// </remarks>
public sealed class SentDayStore(TableServiceClient tables)
{
    /// <summary>Property of a row: the last day that names it. Days before leave it to that one.</summary>
    public const string On = "On";

    private const string Days = "sent-days";
    private const int AtOnce = 8;
    private const int Page = 500;

    /// <summary>Many letters leave at once, and all of a day have one partition.</summary>
    private readonly GatheredWrites gathered = new(tables.GetTableClient(Topology.DeliveriesTable));

    /// <summary>Partitions that this process has named today: a matter has thousands of batches.</summary>
    private readonly ConcurrentDictionary<string, DateOnly> named = [];

    private DateOnly last;

    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    /// <summary>Names all rows of a partition that are about to be written on the day. Safe to run twice.</summary>
    public async Task AddAsync(DateOnly day, string partition, CancellationToken cancellation)
    {
        if (named.TryGetValue(partition, out var known) && known == day) return;
        await NameAsync(day, partition, null, cancellation);
        named[partition] = day;
    }

    /// <summary>Names a row. Safe to run twice.</summary>
    public Task AddAsync(DateOnly day, string partition, string key, CancellationToken cancellation) =>
        NameAsync(day, partition, key, cancellation);

    /// <summary>Whether a day names a row.</summary>
    /// <param name="day">As <see cref="On"/> has it.</param>
    public async Task<bool> HasAsync(string day, string partition, string key, CancellationToken cancellation) =>
        (await Table.GetEntityIfExistsAsync<TableEntity>(
            Partition(day), Name(partition, key), ["PartitionKey"], cancellation)).HasValue;

    /// <summary>Removes the rows that days before this one name, the oldest first. Safe to run twice, and to end at any point.</summary>
    /// <param name="most">Names at most; a later call does the rest. That of a matter has a row for each 40 letters about it.</param>
    /// <returns>Names that were done.</returns>
    public async Task<int> RemoveAsync(DateOnly before, int most, CancellationToken cancellation)
    {
        var end = BeijingTime.Text(before);
        var days = await Table.TakeAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {Days} and RowKey lt {end}"), Page, cancellation);
        var done = 0;
        foreach (var day in days)
        {
            while (done < most)
            {
                var names = await Table.TakeAsync(
                    TableClient.CreateQueryFilter($"PartitionKey eq {Partition(day.RowKey)}"), Math.Min(Page, most - done), cancellation);
                if (names.Count == 0) break;
                await Parallel.ForEachAsync(
                    names, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                    async (name, token) => await RemoveAsync(name, end, token));
                done += names.Count;
            }

            if (done >= most) break;
            await Table.DeleteEntityAsync(Days, day.RowKey, ETag.All, cancellation);
        }

        return done;
    }

    private async Task NameAsync(DateOnly day, string partition, string? key, CancellationToken cancellation)
    {
        if (last != day)
        {
            await Table.UpsertEntityAsync(new TableEntity(Days, BeijingTime.Text(day)), TableUpdateMode.Replace, cancellation);
            named.Clear();
            last = day;
        }

        var name = new TableEntity(Partition(BeijingTime.Text(day)), Name(partition, key))
        {
            ["Of"] = partition, ["Key"] = key,
        };
        await gathered.UpsertAsync(name, cancellation);
    }

    private async Task RemoveAsync(TableEntity name, string end, CancellationToken cancellation)
    {
        if (name.GetString("Key") is { } key) await RemoveRowAsync(name.GetString("Of"), key, end, cancellation);
        else
        {
            // None of them is written again: what is as old is not delivered (RememberedDays).
            await Table.RemoveRangeAsync(
                TableClient.CreateQueryFilter($"PartitionKey eq {name.GetString("Of")} and On lt {end}"), cancellation);
        }

        await Table.DeleteEntityAsync(name.PartitionKey, name.RowKey, ETag.All, cancellation);
    }

    private async Task RemoveRowAsync(string partition, string key, string end, CancellationToken cancellation)
    {
        var found = await Table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellation);
        if (found is { HasValue: true, Value: { } row } && string.CompareOrdinal(row.GetString(On), end) < 0)
        {
            try
            {
                await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
            }
            catch (RequestFailedException fault) when (fault.Status == 412)
            {
                // It was written again meanwhile, and today names it.
            }
        }
    }

    private static string Name(string partition, string? key) => Ids.From("sent", partition, key ?? "");

    private static string Partition(string day) => $"sent|{day}";
}
