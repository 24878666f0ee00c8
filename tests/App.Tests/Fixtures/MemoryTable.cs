using System.Linq.Expressions;
using Azure;
using Azure.Data.Tables;
using Moq;

namespace App.Tests.Fixtures;

internal sealed class MemoryTable : TableClient
{
    /// <summary>Rows that the service answers at once, at most.</summary>
    private const int MaxPage = 1000;

    private readonly Lock gate = new();
    private SortedDictionary<(string Partition, string Row), TableEntity> rows = new(ByOrdinal);
    private int version;
    private Func<Task>? before;
    private Func<Task>? after;
    private Func<Task>? beforeRead;

    /// <summary>Entities and transactions that were written or deleted, or tried to be.</summary>
    public int Writes { get; private set; }

    /// <summary>Ranges of rows that were read.</summary>
    public int Queries { get; private set; }

    /// <summary>What fails of the operations of all tables; null for nothing.</summary>
    public Faults? Faults { get; set; }

    /// <summary>Does something just before the next write, once: another command, a failure.</summary>
    public void BeforeNextWrite(Func<Task> act) => before = act;

    /// <summary>Does something just after the next write, once: a failure is an answer that was lost.</summary>
    public void AfterNextWrite(Func<Task> act) => after = act;

    /// <summary>Does something just before the next row is read, once.</summary>
    public void BeforeNextRead(Func<Task> act) => beforeRead = act;

    private static IComparer<(string Partition, string Row)> ByOrdinal { get; } = Comparer<(string Partition, string Row)>.Create((a, b) =>
        string.CompareOrdinal(a.Partition, b.Partition) is var order && order != 0 ? order : string.CompareOrdinal(a.Row, b.Row));

    public override async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        Faults?.Read();
        if (Interlocked.Exchange(ref beforeRead, null) is { } first) await first();
        lock (gate) return new Found<T>(rows.TryGetValue((partitionKey, rowKey), out var row) ? (T)(object)Copy(row) : default);
    }

    public override async Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        var found = await GetEntityIfExistsAsync<T>(partitionKey, rowKey, select, cancellationToken);
        return found.HasValue ? Response.FromValue(found.Value!, Mock.Of<Response>()) : throw new RequestFailedException(404, "ResourceNotFound");
    }

    public override AsyncPageable<T> QueryAsync<T>(Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        QueryAsync<T>(CreateQueryFilter(filter), maxPerPage, select, cancellationToken);

    public override AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        Faults?.Read();
        var holds = MemoryFilter.Parse(filter);
        lock (gate)
        {
            Queries++;
            var found = rows.Values.Where(holds).Select(row => (T)(object)Copy(row)).ToList();
            var pages = found.Chunk(maxPerPage ?? MaxPage).Select(page => Page<T>.FromValues(page, null, Mock.Of<Response>()));
            return AsyncPageable<T>.FromPages(pages);
        }
    }

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) => WriteAsync<Response>(
        () => new TaggedResponse(Apply(rows, new TableTransactionAction(TableTransactionActionType.Add, (TableEntity)(object)entity))),
        isConditional: true);

    public override Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) =>
        WriteAsync<Response>(() =>
        {
            var changes = (TableEntity)(object)entity;
            var next = mode == TableUpdateMode.Merge && rows.TryGetValue((changes.PartitionKey, changes.RowKey), out var present)
                ? Merged(present, changes) : changes;
            return new TaggedResponse(Apply(rows, new TableTransactionAction(TableTransactionActionType.UpsertReplace, next)));
        });

    public override Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
    {
        var changes = (TableEntity)(object)entity;
        return WriteAsync<Response>(() =>
        {
            if (!rows.TryGetValue((changes.PartitionKey, changes.RowKey), out var present)) throw new RequestFailedException(404, "ResourceNotFound");
            var next = mode == TableUpdateMode.Replace ? changes : Merged(present, changes);
            return new TaggedResponse(Apply(rows, new TableTransactionAction(TableTransactionActionType.UpdateReplace, next, ifMatch)));
        });
    }

    public override Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        WriteAsync<Response>(() =>
        {
            if (rows.TryGetValue((partitionKey, rowKey), out var present) && ifMatch != default && ifMatch != ETag.All && ifMatch != present.ETag)
            {
                throw new RequestFailedException(412, "UpdateConditionNotSatisfied");
            }

            rows.Remove((partitionKey, rowKey));
            return new TaggedResponse(null);
        });

    public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var actions = transactionActions.ToList();
        Assert.InRange(actions.Count, 1, 100);
        Assert.Single(actions.Select(action => action.Entity.PartitionKey).Distinct());
        Assert.Equal(actions.Count, actions.Select(action => action.Entity.RowKey).Distinct().Count());
        return WriteAsync(() =>
        {
            var next = new SortedDictionary<(string, string), TableEntity>(rows, ByOrdinal);
            IReadOnlyList<Response> written = [.. actions.Select(action => new TaggedResponse(Apply(next, action)))];
            rows = next;
            return Response.FromValue(written, Mock.Of<Response>());
        }, isConditional: true);
    }

    private async Task<T> WriteAsync<T>(Func<T> write, bool isConditional = false)
    {
        Writes++;
        var fault = Faults?.Write(isConditional);
        // Taken first: what it does may write here as well.
        if (Interlocked.Exchange(ref before, null) is { } first) await first();
        T answer;
        lock (gate) answer = write();
        fault?.AfterWrite();
        if (Interlocked.Exchange(ref after, null) is { } then) await then();
        return answer;
    }

    private ETag? Apply(SortedDictionary<(string, string), TableEntity> target, TableTransactionAction action)
    {
        var key = (action.Entity.PartitionKey, action.Entity.RowKey);
        var exists = target.TryGetValue(key, out var present);
        switch (action.ActionType)
        {
            case TableTransactionActionType.Add when exists:
                throw new RequestFailedException(409, "EntityAlreadyExists");
            case TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete when !exists:
                throw new RequestFailedException(404, "ResourceNotFound");
            case TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete when action.ETag != default && action.ETag != ETag.All && action.ETag != present!.ETag:
                throw new RequestFailedException(412, "UpdateConditionNotSatisfied");
            case TableTransactionActionType.Delete:
                target.Remove(key);
                return null;
        }

        Assert.All([key.PartitionKey, key.RowKey], text => Assert.DoesNotContain(text, IsForbidden));
        var row = Copy((TableEntity)action.Entity);
        foreach (var (name, value) in row)
        {
            // The service's limit: 64 KiB of UTF-16.
            if (value is string text) Assert.True(text.Length <= 32 * 1024, $"{name} is too long for a property.");
        }

        row.ETag = new ETag($"W/\"{++version}\"");
        target[key] = row;
        return row.ETag;
    }

    private static bool IsForbidden(char character) => char.IsControl(character) || character is '/' or '\\' or '#' or '?';

    private static TableEntity Merged(TableEntity present, TableEntity changes)
    {
        var next = Copy(present);
        foreach (var (name, value) in changes) next[name] = value;
        return next;
    }

    private static TableEntity Copy(TableEntity row) => new(new Dictionary<string, object>(row)) { ETag = row.ETag };

    private sealed class Found<T>(T? value) : NullableResponse<T>
    {
        public override bool HasValue => value is not null;

        public override T? Value => value;

        public override Response GetRawResponse() => Mock.Of<Response>();
    }
}
