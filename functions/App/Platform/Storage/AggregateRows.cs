using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Platform.Storage;

/// <summary>Which commit, of which process, wrote a row.</summary>
/// <param name="Id">Unique: a commit is known again by it when its answer was lost.</param>
/// <param name="Process">See <see cref="RecentStates.Process"/>.</param>
public sealed record CommitStamp(string Id, string Process, DateTimeOffset At)
{
    private const string Name = "Commit";
    private const string Owner = "CommittedBy";
    private const string Time = "CommittedAt";

    internal TableEntity On(TableEntity row)
    {
        (row[Name], row[Owner], row[Time]) = (Id, Process, At);
        return row;
    }

    /// <summary>Null on a row of an earlier version of the app.</summary>
    internal static CommitStamp? Of(TableEntity row) =>
        row.GetString(Name) is { } id ? new CommitStamp(id, row.GetString(Owner), row.GetDateTimeOffset(Time)!.Value) : null;
}

/// <summary>An aggregate's rows as they were read from its partition, or committed to it.</summary>
/// <param name="Kinds">Kinds of rows that are here beside the own one; null: all that there are.</param>
internal sealed record AggregateRows(StateRows State, FactHead Head, string ETag, CommitStamp? Last, IReadOnlySet<RowKind>? Kinds)
{
    private const string Number = "FactNumber";
    private const string Hash = "FactHash";

    /// <summary>The state's rows in one query; the own row alone in one point read. Null when there is none of this id.</summary>
    /// <param name="kinds">Of rows beside the own one.</param>
    public static async Task<AggregateRows?> ReadAsync(
        TableClient table, IReadOnlyList<RowKind> kinds, string id, CancellationToken cancellation)
    {
        if (kinds.Count == 0)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(id, Aggregate.Own, cancellationToken: cancellation);
            return found.HasValue ? Of([found.Value!], kinds) : null;
        }

        var ranges = kinds.Select(kind => $"(RowKey ge '{kind.Name}|' and RowKey lt '{kind.Name}}}')");
        var partition = TableClient.CreateQueryFilter($"PartitionKey eq {id}");
        var filter = $"{partition} and (RowKey eq '{Aggregate.Own}' or {string.Join(" or ", ranges)})";
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) rows.Add(row);
        return rows.Count > 0 && rows[0].RowKey == Aggregate.Own ? Of(rows, kinds) : null;
    }

    /// <summary>Number of the last fact; null when there is none of this id.</summary>
    public static async Task<int?> ReadNumberAsync(TableClient table, string id, CancellationToken cancellation)
    {
        var own = await table.GetEntityIfExistsAsync<TableEntity>(id, Aggregate.Own, [Number], cancellation);
        return own.HasValue ? own.Value!.GetInt32(Number) : null;
    }

    /// <summary>The end of the chain of facts; null when there is none of this id.</summary>
    public static async Task<FactHead?> ReadHeadAsync(TableClient table, string id, CancellationToken cancellation)
    {
        var own = await table.GetEntityIfExistsAsync<TableEntity>(id, Aggregate.Own, [Number, Hash], cancellation);
        return own.HasValue ? new FactHead(own.Value!.GetInt32(Number)!.Value, own.Value.GetString(Hash)) : null;
    }

    /// <summary>What brings the rows to the next state. The own row comes first: its ETag guards all others.</summary>
    /// <param name="read">Null when there is none of this id yet.</param>
    /// <param name="before">
    /// As this version writes them: rows of an earlier version, which knew fewer members, would else all be written again, and a
    /// transaction takes 100.
    /// </param>
    public static IEnumerable<TableTransactionAction> Actions(
        string id, AggregateRows? read, IReadOnlyList<StateRow> before, IReadOnlyList<StateRow> next, FactHead head, CommitStamp stamp)
    {
        var known = StateRows.Of(before);
        var own = stamp.On(StateRows.Entity(id, next.Single(row => row.Key == Aggregate.Own)));
        own[Number] = head.Number;
        own[Hash] = head.Hash;
        yield return read is null
            ? new TableTransactionAction(TableTransactionActionType.Add, own)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, own, new ETag(read.ETag));
        foreach (var row in next.Where(row => row.Key != Aggregate.Own && !known.Holds(row)))
        {
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, StateRows.Entity(id, row));
        }
    }

    /// <summary>The rows after a commit. What is known of other kinds of rows stays known: the commit did not touch them.</summary>
    /// <param name="read">What the commit was decided on; null: it is the first, and there are no other rows.</param>
    /// <param name="recent">What this process knew before.</param>
    public static AggregateRows Committed(
        Aggregate aggregate, AggregateRows? read, AggregateRows? recent, IEnumerable<StateRow> next, FactHead head, string etag,
        CommitStamp stamp)
    {
        var known = read is not null && recent?.ETag == read.ETag ? recent : read;
        IReadOnlySet<RowKind>? kinds = known is null ? null : known.Kinds is null ? null : known.Kinds.Union(aggregate.Kinds).ToHashSet();
        return new AggregateRows((known?.State ?? StateRows.None).With(next), head, etag, stamp, kinds);
    }

    private static AggregateRows Of(IReadOnlyList<TableEntity> rows, IReadOnlyList<RowKind> kinds) => new(
        StateRows.Of(rows),
        new FactHead(rows[0].GetInt32(Number)!.Value, rows[0].GetString(Hash)),
        rows[0].ETag.ToString(),
        CommitStamp.Of(rows[0]),
        kinds.ToHashSet());
}
