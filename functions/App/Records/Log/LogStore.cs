using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Records.Log;

/// <summary>Where the log is.</summary>
/// <param name="Size">Entries.</param>
/// <param name="Applied">Entries that have their tiles and can be found; the rest is in <paramref name="Chunk"/>.</param>
/// <param name="Chunk">Name of the blob with the entries that were appended last; empty when there are none.</param>
/// <param name="Day">Of the last checkpoint; null before the first.</param>
public sealed record LogState(long Size, long Applied, string Chunk, DateOnly? Day, string ETag)
{
    public static readonly LogState None = new(0, 0, "", null, "");
}

/// <summary>An entry's place in the log.</summary>
public sealed record LoggedEntry(LogEntry Entry, long Index);

/// <summary>The log in storage: its place in a row, entries as rows by aggregate, all else in blobs that are written once.</summary>
public sealed class LogStore(TableServiceClient tables, BlobServiceClient blobs)
{
    private const string StatePartition = "log";
    private const string StateRow = "state";

    private TableClient Table => tables.GetTableClient(Topology.RecordLogTable);

    private BlobContainerClient Blobs => blobs.GetBlobContainerClient(Topology.RecordLog);

    public async Task<LogState> ReadAsync(CancellationToken cancellation)
    {
        var found = await Table.GetEntityIfExistsAsync<TableEntity>(StatePartition, StateRow, cancellationToken: cancellation);
        if (!found.HasValue) return LogState.None;
        var row = found.Value!;
        return new LogState(
            row.GetInt64("Size")!.Value, row.GetInt64("Applied")!.Value, row.GetString("Chunk"),
            row.GetString("Day") is { Length: > 0 } day ? DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture) : null,
            row.ETag.ToString());
    }

    /// <returns>The state with its new ETag.</returns>
    /// <exception cref="StaleStateException">Another run was faster.</exception>
    public async Task<LogState> WriteAsync(LogState state, CancellationToken cancellation)
    {
        var row = new TableEntity(StatePartition, StateRow)
        {
            ["Size"] = state.Size,
            ["Applied"] = state.Applied,
            ["Chunk"] = state.Chunk,
            ["Day"] = state.Day?.ToString("O", CultureInfo.InvariantCulture) ?? "",
        };
        try
        {
            var written = await Table.SubmitTransactionAsync(
                [
                    state.ETag.Length == 0
                        ? new TableTransactionAction(TableTransactionActionType.Add, row)
                        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(state.ETag)),
                ],
                cancellation);
            return state with { ETag = written.Value[0].Headers.ETag!.Value.ToString() };
        }
        catch (RequestFailedException other) when (other.Status is 409 or 412)
        {
            throw new StaleStateException(StatePartition);
        }
    }

    /// <summary>Keeps entries under a name of their own, before they are appended.</summary>
    public async Task<string> WriteChunkAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellation)
    {
        var name = $"entries/{Ids.New()}";
        await WriteOnceAsync(name, JsonSerializer.SerializeToUtf8Bytes(entries, AppJson.Options), cancellation);
        return name;
    }

    public async Task<IReadOnlyList<LogEntry>> ReadChunkAsync(string name, CancellationToken cancellation) =>
        JsonSerializer.Deserialize<IReadOnlyList<LogEntry>>((await ReadBlobAsync(name, cancellation))!, AppJson.Options)!;

    /// <summary>The right edge of the log at a size.</summary>
    public async Task<LogTree> ReadTreeAsync(long size, CancellationToken cancellation) =>
        LogTree.Of(size, await Task.WhenAll(LogTile.Open(size).Select(tile => ReadTileAsync(tile, cancellation))));

    /// <exception cref="InvalidDataException">The tile is missing, or has another width.</exception>
    public async Task<FilledTile> ReadTileAsync(LogTile tile, CancellationToken cancellation) =>
        FilledTile.Of(tile, await FindTileAsync(tile, cancellation) ?? throw new InvalidDataException($"{tile.Name} is missing."));

    /// <summary>Null where there is none.</summary>
    public Task<byte[]?> FindTileAsync(LogTile tile, CancellationToken cancellation) => ReadBlobAsync(tile.Name, cancellation);

    /// <summary>Safe to run twice: a tile of one name always has the same hashes.</summary>
    public Task WriteTileAsync(FilledTile tile, CancellationToken cancellation) =>
        WriteOnceAsync(tile.Tile.Name, tile.Bytes(), cancellation);

    /// <summary>Lets an entry be found by its aggregate. Safe to run twice.</summary>
    public Task WriteEntryAsync(LoggedEntry logged, CancellationToken cancellation) =>
        Table.UpsertEntityAsync(new TableEntity(Partition(logged.Entry.Kind, logged.Entry.Subject), Row(logged.Entry.Number))
        {
            ["Index"] = logged.Index,
            ["Hash"] = logged.Entry.Hash,
        }, TableUpdateMode.Replace, cancellation);

    /// <summary>Whether the log has an aggregate's chain to this fact.</summary>
    public async Task<bool> HasAsync(string kind, string subject, int number, CancellationToken cancellation) =>
        (await Table.GetEntityIfExistsAsync<TableEntity>(Partition(kind, subject), Row(number), ["PartitionKey"], cancellation)).HasValue;

    /// <summary>The entries of an aggregate up to a fact, in order: one a day at most.</summary>
    public async Task<IReadOnlyList<LoggedEntry>> EntriesAsync(string kind, string subject, int number, CancellationToken cancellation)
    {
        var range = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(kind, subject)} and RowKey lt {Row(number + 1)}");
        var entries = new List<LoggedEntry>();
        await foreach (var row in Table.QueryAsync<TableEntity>(range, cancellationToken: cancellation))
        {
            entries.Add(new LoggedEntry(
                new LogEntry(kind, subject, int.Parse(row.RowKey, CultureInfo.InvariantCulture), row.GetString("Hash")),
                row.GetInt64("Index")!.Value));
        }

        return entries;
    }

    /// <returns>The checkpoint of the day: the one that was written first.</returns>
    public async Task<string> WriteCheckpointAsync(DateOnly day, string note, CancellationToken cancellation)
    {
        await WriteOnceAsync(Name(day), Encoding.UTF8.GetBytes(note), cancellation);
        return (await FindCheckpointAsync(day, cancellation))!;
    }

    /// <summary>A signed note; null where the day has none.</summary>
    public async Task<string?> FindCheckpointAsync(DateOnly day, CancellationToken cancellation) =>
        await ReadBlobAsync(Name(day), cancellation) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static string Name(DateOnly day) => $"checkpoint/{day.ToString("O", CultureInfo.InvariantCulture)}";

    private static string Partition(string kind, string subject) => $"{kind}|{subject}";

    private static string Row(int number) => number.ToString("D9", CultureInfo.InvariantCulture);

    /// <summary>On Azure the container takes no second write.</summary>
    private async Task WriteOnceAsync(string name, byte[] content, CancellationToken cancellation)
    {
        try
        {
            await Blobs.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            }, cancellation);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Written before.
        }
    }

    private async Task<byte[]?> ReadBlobAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await Blobs.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
