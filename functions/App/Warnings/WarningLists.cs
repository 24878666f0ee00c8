using System.Text.Json;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>One line of the public list of warnings.</summary>
/// <param name="At">When it was first published, UTC.</param>
public sealed record WarningLine(
    string Id, string Sector, string? District, WarningLevel Level, WarningStatus Status, LocalizedText Headline, DateTimeOffset At, DateTimeOffset Expires);

/// <summary>One publication as the feed shows it.</summary>
public sealed record WarningEntry(
    string WarningId, int Number, MessageType Type, WarningLevel Level, string Sector, LocalizedText Headline, DateTimeOffset Sent, DateTimeOffset Expires);

/// <summary>Index rows for the public: warnings and their messages, each newest first. Written idempotently.</summary>
public sealed class WarningLists(TableServiceClient tables)
{
    private const string List = "list";
    private const string Feed = "feed";
    private const string Prefix = "row|";

    private TableClient Table => tables.GetTableClient(Topology.WarningsTable);

    /// <summary>Brings the warning's line up to its state; one that was never published has none.</summary>
    public async Task ShowAsync(Warning warning, CancellationToken cancellation)
    {
        if (!warning.IsPublic) return;
        var at = warning.Messages[0].Sent;
        var line = new WarningLine(warning.Id, warning.Sector, warning.District, warning.Level, warning.Status, warning.Texts.Headline, at, warning.Expires!.Value);
        await WriteAsync(List, at, warning.Id, line, cancellation);
    }

    public Task ShowAsync(WarningMessage message, CancellationToken cancellation) => WriteAsync(
        Feed, message.Sent, $"{message.WarningId}|{9999 - message.Number:D4}",
        new WarningEntry(message.WarningId, message.Number, message.Type, message.Level, message.Sector, message.Texts.Headline, message.Sent, message.Expires), cancellation);

    /// <exception cref="ProblemException">bad-cursor.</exception>
    public Task<Applications.Page<WarningLine>> PageAsync(string? cursor, int size, CancellationToken cancellation) => ReadAsync<WarningLine>(List, cursor, size, cancellation);

    /// <summary>The newest messages of all warnings.</summary>
    public async Task<IReadOnlyList<WarningEntry>> NewestAsync(int count, CancellationToken cancellation) => (await ReadAsync<WarningEntry>(Feed, null, count, cancellation)).Items;

    private Task WriteAsync<T>(string partition, DateTimeOffset at, string key, T line, CancellationToken cancellation) =>
        // Ticks counted down: the newest has the smallest key.
        Table.UpsertEntityAsync(new TableEntity(partition, $"{Prefix}{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}|{key}")
        {
            ["Line"] = JsonSerializer.Serialize(line, AppJson.Options),
        }, TableUpdateMode.Replace, cancellation);

    private async Task<Applications.Page<T>> ReadAsync<T>(string partition, string? cursor, int size, CancellationToken cancellation)
    {
        var after = Cursor.Decode(cursor, Prefix);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after}");
        var lines = new List<T>();
        var last = "";
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, size + 1, cancellationToken: cancellation))
        {
            if (lines.Count == size) return new(lines, Cursor.Encode(last));
            lines.Add(JsonSerializer.Deserialize<T>(row.GetString("Line"), AppJson.Options)!);
            last = row.RowKey;
        }

        return new(lines, null);
    }
}
