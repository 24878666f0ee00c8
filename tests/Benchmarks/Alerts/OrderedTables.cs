using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace Benchmarks.Alerts;

/// <summary>
/// The emulator's tables, but for one list, which is read in the order of its keys as Azure's index does it: a query makes the emulator
/// look at all rows of a table. Counts the requests to the emulator; the pages of the list are counted with them.
/// </summary>
internal sealed class OrderedTables(string connection, RequestCount requests) : TableServiceClient(connection, Options(requests))
{
    private readonly ListTable lists = new(connection, requests);

    /// <summary>Serves a list in place of what it was.</summary>
    public void Serve(OrderedList list) => lists.Served = list;

    public override TableClient GetTableClient(string tableName) =>
        tableName == Topology.ListsTable ? lists : base.GetTableClient(tableName);

    private static TableClientOptions Options(RequestCount requests)
    {
        var options = StorageRetries.Bound(new TableClientOptions());
        options.AddPolicy(requests, HttpPipelinePosition.PerRetry);
        return options;
    }

    private sealed class ListTable(string connection, RequestCount requests)
        : TableClient(connection, Topology.ListsTable, Options(requests))
    {
        public OrderedList? Served { get; set; }

        public override AsyncPageable<T> QueryAsync<T>(
            string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        {
            if (Served is not { } list
                || filter?.StartsWith($"PartitionKey eq '{list.Name}' and RowKey gt '", StringComparison.Ordinal) != true)
                return base.QueryAsync<T>(filter, maxPerPage, select, cancellationToken);
            requests.Add();
            var first = list.PlaceAfter(filter.Split('\'')[^2]);
            var rows = Enumerable.Range(first, Math.Max(0, Math.Min(maxPerPage ?? 1000, list.Keys.Length - first))).Select(place =>
                (T)(object)new TableEntity(list.Name, list.Keys[place]) { ["Line"] = list.Line(place) });
            return AsyncPageable<T>.FromPages([Azure.Page<T>.FromValues([.. rows], null, null!)]);
        }
    }
}

/// <summary>How many requests went to storage.</summary>
internal sealed class RequestCount : HttpPipelinePolicy
{
    private long count;

    public long Count => Interlocked.Read(ref count);

    public void Add() => Interlocked.Increment(ref count);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Add();
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Add();
        return ProcessNextAsync(message, pipeline);
    }
}
