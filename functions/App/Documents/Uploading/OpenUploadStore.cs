using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Documents.Uploading;

/// <summary>The open uploads: one row for each application that has some, all in one partition, which the sweep reads.</summary>
/// <remarks>They are no part of the application's record: until one is complete, nothing has happened to the application.</remarks>
public sealed class OpenUploadStore(TableServiceClient tables)
{
    private const int Attempts = 20;
    private const string Partition = "open";
    private const string Uploads = "Uploads";

    private TableClient Table => tables.GetTableClient(Topology.UploadsTable);

    public async Task<IReadOnlyList<OpenUpload>> ReadAsync(string application, CancellationToken cancellation) =>
        Read(await FindAsync(application, cancellation));

    /// <summary>Changes what is open of one application. Of two at once the second decides again.</summary>
    /// <param name="decide">Pure; the same list: nothing is written.</param>
    /// <exception cref="StaleStateException">Others were faster at every attempt.</exception>
    public async Task<IReadOnlyList<OpenUpload>> ChangeAsync(
        string application, Func<IReadOnlyList<OpenUpload>, IReadOnlyList<OpenUpload>> decide, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var row = await FindAsync(application, cancellation);
            var before = Read(row);
            var next = decide(before);
            if (ReferenceEquals(next, before) || (row is null && next.Count == 0)) return next;
            try
            {
                await WriteAsync(row, application, next, cancellation);
                return next;
            }
            catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
            {
                // Another request was faster, or the answer of our own first try was lost: both are seen by reading again.
            }
        }

        throw new StaleStateException(application);
    }

    /// <summary>All that is open, of every application.</summary>
    public async IAsyncEnumerable<(string Application, IReadOnlyList<OpenUpload> Open)> AllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return (row.RowKey, Read(row));
        }
    }

    private Task WriteAsync(TableEntity? row, string application, IReadOnlyList<OpenUpload> next, CancellationToken cancellation)
    {
        var written = new TableEntity(Partition, application) { [Uploads] = JsonSerializer.Serialize(next, AppJson.Options) };
        return row is null ? Table.AddEntityAsync(written, cancellation)
            : next.Count == 0 ? Table.DeleteEntityAsync(Partition, application, row.ETag, cancellation)
            : Table.UpdateEntityAsync(written, row.ETag, TableUpdateMode.Replace, cancellation);
    }

    private async Task<TableEntity?> FindAsync(string application, CancellationToken cancellation) =>
        await Table.GetEntityIfExistsAsync<TableEntity>(Partition, application, cancellationToken: cancellation) is { HasValue: true } found
            ? found.Value : null;

    private static IReadOnlyList<OpenUpload> Read(TableEntity? row) =>
        row is null ? [] : JsonSerializer.Deserialize<List<OpenUpload>>(row.GetString(Uploads), AppJson.Options)!;
}
