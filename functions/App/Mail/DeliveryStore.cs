using Azure.Data.Tables;
using FunctionsApp.Platform;

namespace FunctionsApp.Mail;

/// <summary>Which notices have gone out. Holds no address: the notice's id is enough.</summary>
public sealed class DeliveryStore(TableServiceClient tables, TimeProvider time)
{
    private const string RowKey = "mail";

    private TableClient Table => tables.GetTableClient(Topology.DeliveriesTable);

    public async Task<bool> IsDeliveredAsync(string noticeId, CancellationToken cancellation) =>
        (await Table.GetEntityIfExistsAsync<TableEntity>(Partition(noticeId), RowKey, cancellationToken: cancellation)).HasValue;

    /// <summary>Idempotent.</summary>
    public Task AddAsync(Notice notice, CancellationToken cancellation) =>
        Table.UpsertEntityAsync(new TableEntity(Partition(notice.Id), RowKey)
        {
            ["Notice"] = notice.Id,
            ["Template"] = notice.Template,
            ["At"] = time.GetUtcNow(),
        }, TableUpdateMode.Replace, cancellation);

    // A partition per notice spreads the writes; ids of any shape become safe keys.
    private static string Partition(string noticeId) => Ids.From("notice", noticeId);
}
