using Azure;
using Azure.Data.Tables;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Platform.Facts;

/// <summary>Thrown when a row changed between reading and writing. Read again, decide again.</summary>
public sealed class StaleStateException(string subject, Exception inner) : Exception($"{subject} changed meanwhile.", inner);

/// <summary>Commits state and facts of one partition together, then publishes the facts (transactional outbox).</summary>
/// <remarks>
/// Before the commit a marker per fact goes to the outbox, after publication it goes away. A crash in between leaves the
/// marker, and <see cref="FactTimer"/> publishes what was committed: no fact is lost, a doubled one has the same MessageId.
/// </remarks>
public sealed class FactStore(TableServiceClient tables, FactPublisher publisher, Outbox outbox, TimeProvider time, ILogger<FactStore> logger)
{
    /// <summary>Writes <paramref name="changes"/> and the facts as one entity-group transaction (at most 100 rows), then publishes.</summary>
    /// <param name="table">Table of the aggregate.</param>
    /// <param name="subject">Partition key and subject of the facts.</param>
    /// <param name="head">End of the chain as it was read with the state.</param>
    /// <param name="facts">1..n new facts.</param>
    /// <param name="changes">The state rows, given the new end of the chain; one of them must store it and carry its ETag.</param>
    /// <exception cref="StaleStateException">A row was changed or added by someone else; nothing was written.</exception>
    public async Task<IReadOnlyList<Fact>> CommitAsync(
        string table, string subject, FactHead head, IEnumerable<NewFact> facts, Func<FactHead, IEnumerable<TableTransactionAction>> changes, CancellationToken cancellation)
    {
        var sealedFacts = FactChain.Append(subject, head, facts, time.GetUtcNow());
        var last = sealedFacts[^1];
        var actions = changes(new FactHead(last.Number, last.Hash))
            .Concat(sealedFacts.Select(fact => new TableTransactionAction(TableTransactionActionType.Add, FactRows.From(fact))))
            .ToList();

        await outbox.AddAsync(table, sealedFacts, cancellation);
        try
        {
            await tables.GetTableClient(table).SubmitTransactionAsync(actions, cancellation);
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            throw new StaleStateException(subject, exception);
        }

        await PublishCommittedAsync(table, sealedFacts);
        return sealedFacts;
    }

    /// <summary>All facts of a subject in order.</summary>
    public async Task<IReadOnlyList<Fact>> ReadAsync(string table, string subject, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {subject} and RowKey ge {FactRows.Prefix} and RowKey lt {FactRows.PrefixEnd}");
        var facts = new List<Fact>();
        await foreach (var row in tables.GetTableClient(table).QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) facts.Add(FactRows.Read(row));
        return facts;
    }

    // What is committed stays committed: a failing topic must not fail the caller, the sweep publishes later.
    private async Task PublishCommittedAsync(string table, IReadOnlyList<Fact> facts)
    {
        try
        {
            // Not cancelled by a caller who leaves now.
            await publisher.PublishAsync(facts, CancellationToken.None);
            await outbox.RemoveAsync(table, facts, CancellationToken.None);
        }
        catch (Exception exception) when (exception is RequestFailedException || Outage.Is(exception))
        {
            logger.LogWarning(exception, "Facts {First} to {Last} are committed but not yet published; the sweep will publish them", facts[0].MessageId, facts[^1].MessageId);
        }
    }
}
