using Azure;
using Azure.Data.Tables;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using Page = FunctionsApp.Platform.Storage.Page<FunctionsApp.Alerts.Alert>;

namespace FunctionsApp.Alerts;

/// <summary>The alerts of each sector and the items that wait for the next one, in one partition per sector.</summary>
public sealed class AlertStore(TableServiceClient tables)
{
    private TableClient Table => tables.GetTableClient(Topology.AlertsTable);

    /// <summary>Keeps an item for the sector's next alert. An item that was ever added is not added again.</summary>
    public async Task AddAsync(string sector, AlertItem item, CancellationToken cancellation)
    {
        try
        {
            await Table.SubmitTransactionAsync(
            [
                new TableTransactionAction(TableTransactionActionType.Add, AlertRows.ForItem(sector, item)),
                new TableTransactionAction(TableTransactionActionType.Add, AlertRows.ForPending(sector, item)),
            ], cancellation);
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // The same fact again.
        }
    }

    /// <summary>Adds an alert of this item alone, next in the day. An item that was ever added is not added again.</summary>
    /// <exception cref="StaleStateException">Another run took the number; nothing was written.</exception>
    public async Task AddAlertAsync(string sector, AlertItem item, DateOnly day, DateTimeOffset at, CancellationToken cancellation)
    {
        var marker = AlertRows.ForItem(sector, item);
        if ((await Table.GetEntityIfExistsAsync<TableEntity>(sector, marker.RowKey, ["RowKey"], cancellation)).HasValue) return;
        // The newest number of the day has the smallest key.
        var ofDay = AlertRows.DayPrefix(day);
        var last = await TakeAsync(sector, ofDay, ofDay, 1, cancellation);
        var number = last.Count == 0 ? 1 : AlertRows.ReadAlert(last[0]).Number + 1;
        var alert = new Alert(sector, day, number, at, [item]);
        try
        {
            await Table.SubmitTransactionAsync(
            [
                new TableTransactionAction(TableTransactionActionType.Add, marker),
                new TableTransactionAction(TableTransactionActionType.Add, AlertRows.ForAlert(alert)),
                new TableTransactionAction(TableTransactionActionType.Add, AlertRows.ForUnpublished(alert)),
            ], cancellation);
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            throw new StaleStateException(alert.Id, exception);
        }
    }

    /// <summary>Notes on a published item that it was corrected. Safe to run twice; an older correction replaces no newer one.</summary>
    /// <param name="day">Of the alert that has the item.</param>
    /// <exception cref="StaleStateException">Another run changed the alert meanwhile.</exception>
    public async Task MarkCorrectedAsync(
        string sector, DateOnly day, string item, AlertCorrection correction, CancellationToken cancellation)
    {
        var ofDay = AlertRows.DayPrefix(day);
        foreach (var row in await TakeAsync(sector, ofDay, ofDay, int.MaxValue, cancellation))
        {
            var alert = AlertRows.ReadAlert(row);
            if (!alert.Items.Any(each => each.Id == item && !(each.Corrected?.At >= correction.At))) continue;
            var marked = alert with
            {
                Items = [.. alert.Items.Select(each => each.Id == item ? each with { Corrected = correction } : each)],
            };
            try
            {
                await Table.UpdateEntityAsync(AlertRows.ForAlert(marked), row.ETag, TableUpdateMode.Replace, cancellation);
            }
            catch (RequestFailedException exception) when (exception.Status == 412)
            {
                throw new StaleStateException(alert.Id, exception);
            }
        }
    }

    /// <summary>Whether the sector has items to gather or alerts to publish.</summary>
    public async Task<bool> HasWorkAsync(string sector, CancellationToken cancellation) =>
        await AnyAsync(sector, AlertRows.Pending, cancellation) || await AnyAsync(sector, AlertRows.Unpublished, cancellation);

    /// <summary>Moves the oldest pending items into alert <paramref name="number"/> of the day, in one transaction.</summary>
    /// <returns>Whether more items wait for a further alert.</returns>
    /// <remarks>Safe to run twice: an alert that exists takes no more items.</remarks>
    /// <exception cref="StaleStateException">Another run gathered at the same moment; nothing was written.</exception>
    public async Task<bool> GatherAsync(string sector, DateOnly day, int number, DateTimeOffset at, CancellationToken cancellation)
    {
        var existing = await Table.GetEntityIfExistsAsync<TableEntity>(sector, AlertRows.AlertKey(day, number), ["RowKey"], cancellation);
        if (existing.HasValue) return await AnyAsync(sector, AlertRows.Pending, cancellation);

        var rows = await TakeAsync(sector, AlertRows.Pending, AlertRows.Pending, Alert.MaxItems + 1, cancellation);
        if (rows.Count == 0) return false;
        var appears = BeijingTime.Day(at);
        var items = rows.Take(Alert.MaxItems).Select(row => AlertRules.On(AlertRows.ReadPending(row), appears)).ToList();
        var taken = rows.Take(AlertRows.Fitting(items)).ToList();
        var alert = new Alert(sector, day, number, at, [.. items.Take(taken.Count)]);
        try
        {
            await Table.SubmitTransactionAsync(
            [
                new TableTransactionAction(TableTransactionActionType.Add, AlertRows.ForAlert(alert)),
                new TableTransactionAction(TableTransactionActionType.Add, AlertRows.ForUnpublished(alert)),
                .. taken.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)),
            ], cancellation);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            throw new StaleStateException(alert.Id, exception);
        }

        // Many requests of many days end in one alert: none of them is its parent.
        foreach (var row in taken) Tracing.Link(Tracing.Of(row));
        return rows.Count > taken.Count;
    }

    /// <summary>Alerts that the topic does not have yet, in order.</summary>
    public async Task<IReadOnlyList<Alert>> UnpublishedAsync(string sector, CancellationToken cancellation)
    {
        var alerts = new List<Alert>();
        foreach (var marker in await TakeAsync(sector, AlertRows.Unpublished, AlertRows.Unpublished, int.MaxValue, cancellation))
        {
            TableEntity row = await Table.GetEntityAsync<TableEntity>(sector, marker.GetString("Alert"), cancellationToken: cancellation);
            alerts.Add(AlertRows.ReadAlert(row));
        }

        return alerts;
    }

    /// <summary>Idempotent: a marker that is gone is gone.</summary>
    public Task MarkPublishedAsync(Alert alert, CancellationToken cancellation) =>
        Table.DeleteEntityAsync(alert.Sector, AlertRows.UnpublishedKey(alert.Day, alert.Number), ETag.All, cancellation);

    /// <summary>Alerts newest first.</summary>
    /// <param name="cursor">Of the page before; null for the first.</param>
    /// <exception cref="ProblemException">bad-cursor.</exception>
    public async Task<Page> PageAsync(string sector, string? cursor, int size, CancellationToken cancellation)
    {
        var after = Cursor.Decode(cursor, sector) is { Length: > 0 } key ? key : AlertRows.Alert;
        var rows = await TakeAsync(sector, AlertRows.Alert, after, size + 1, cancellation);
        var page = rows.Take(size).ToList();
        return new Page([.. page.Select(AlertRows.ReadAlert)], rows.Count > size ? Cursor.Encode(sector, page[^1].RowKey) : null);
    }

    private async Task<bool> AnyAsync(string sector, string prefix, CancellationToken cancellation) =>
        (await TakeAsync(sector, prefix, prefix, 1, cancellation)).Count > 0;

    private async Task<IReadOnlyList<TableEntity>> TakeAsync(
        string sector, string prefix, string after, int count, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {sector} and RowKey gt {after} and RowKey lt {AlertRows.End(prefix)}");
        var rows = new List<TableEntity>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, Math.Min(count, 1000), cancellationToken: cancellation))
        {
            rows.Add(row);
            if (rows.Count == count) break;
        }

        return rows;
    }
}
