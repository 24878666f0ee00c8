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
    public Task AddAsync(Letter letter, CancellationToken cancellation) =>
        Table.UpsertEntityAsync(new TableEntity(Partition(letter.Id), RowKey)
        {
            ["Letter"] = letter.Id,
            ["Template"] = letter.Template,
            ["At"] = time.GetUtcNow(),
        }, TableUpdateMode.Replace, cancellation);

    // A partition per letter spreads the writes; ids of any shape become safe keys.
    private static string Partition(string letterId) => Ids.From("letter", letterId);
}
