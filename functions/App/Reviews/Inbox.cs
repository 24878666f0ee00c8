using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Reviews;

/// <summary>One open assignment in a person's list.</summary>
/// <param name="Opened">UTC; null in a line of an earlier version.</param>
public sealed record InboxLine(
    string Id, string ApplicationId, string Title, string Programme, int Version, string Stage, DateTimeOffset Due, DateTimeOffset? Opened = null);

/// <summary>Index rows: open assignments by assignee, the most urgent first. Written idempotently after each commit.</summary>
public sealed class Inbox(TableServiceClient tables)
{
    private const int PageSize = 50;

    private TableClient Table => tables.GetTableClient(Topology.ApplicationListsTable);

    /// <summary>Brings the lists up to the state of these assignments.</summary>
    public async Task ShowAsync(Application application, StageRun run, IEnumerable<Assignment> assignments, CancellationToken cancellation)
    {
        foreach (var assignment in assignments)
        {
            if (assignment.State == AssignmentState.Open) await AddAsync(application, assignment, cancellation);
            else await RemoveAsync(assignment, assignment.Due, cancellation);
            // One that nobody could take over has got a later due time, and with it another key.
            if (assignment.Replaces is null && assignment.Due != run.Due) await RemoveAsync(assignment, run.Due, cancellation);
        }
    }

    /// <summary>Idempotent.</summary>
    public Task RemoveAsync(Assignment assignment, CancellationToken cancellation) => RemoveAsync(assignment, assignment.Due, cancellation);

    /// <param name="cursor">Of the page before; null for the first.</param>
    /// <exception cref="ProblemException">bad-cursor.</exception>
    public async Task<Page<InboxLine>> ReadAsync(string assignee, string? cursor, CancellationToken cancellation)
    {
        var (partition, after) = (Partition(assignee), Cursor.Decode(cursor, ""));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after}");
        await foreach (var page in Table.QueryAsync<TableEntity>(filter, PageSize, cancellationToken: cancellation).AsPages())
        {
            if (page.Values.Count == 0) continue;
            var more = page.Values.Count == PageSize || page.ContinuationToken is not null;
            return new Page<InboxLine>([.. page.Values.Select(Line)], more ? Cursor.Encode(page.Values[^1].RowKey) : null);
        }

        return new Page<InboxLine>([], null);
    }

    /// <summary>All of a person's open assignments: one partition.</summary>
    public async IAsyncEnumerable<InboxLine> AllAsync(string assignee, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(assignee)}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) yield return Line(row);
    }

    private static InboxLine Line(TableEntity row) => new(
        row.GetString("Assignment"), row.GetString("Application"), row.GetString("Title"), row.GetString("Programme"), row.GetInt32("Version")!.Value,
        row.GetString("Stage"), row.GetDateTimeOffset("Due")!.Value, row.GetDateTimeOffset("Opened"));

    private static string Partition(string assignee) => $"assignee|{assignee}";

    private static string Key(Assignment assignment, DateTimeOffset due) => $"{due.UtcDateTime:yyyyMMddHHmmss}|{assignment.Id}";

    private Task AddAsync(Application application, Assignment assignment, CancellationToken cancellation) =>
        Table.UpsertEntityAsync(new TableEntity(Partition(assignment.Assignee), Key(assignment, assignment.Due))
        {
            ["Assignment"] = assignment.Id,
            ["Application"] = application.Id,
            ["Title"] = application.Title,
            ["Programme"] = application.Programme,
            ["Version"] = application.Version,
            ["Stage"] = assignment.Stage,
            ["Due"] = assignment.Due,
            ["Opened"] = assignment.OpenedAt,
        }, TableUpdateMode.Replace, cancellation);

    private Task RemoveAsync(Assignment assignment, DateTimeOffset due, CancellationToken cancellation) =>
        Table.DeleteEntityAsync(Partition(assignment.Assignee), Key(assignment, due), Azure.ETag.All, cancellation);
}
