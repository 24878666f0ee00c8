using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

/// <summary>One line of a list of applications.</summary>
public sealed record ApplicationLine(
    string Id, string Programme, int Version, string Title, ApplicationStatus Status, DateTimeOffset CreatedAt);

/// <summary>A page and the cursor of the next one; null after the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);

/// <summary>An application under review.</summary>
/// <param name="Status">Submitted, or returned for corrections.</param>
/// <param name="SubmittedAt">For the first time, UTC.</param>
public sealed record OpenApplication(string Id, string Programme, ApplicationStatus Status, DateTimeOffset SubmittedAt);

/// <summary>Index rows: applications by organisation, newest first, and those under review by programme. Written idempotently after each commit.</summary>
public sealed class ApplicationLists(TableServiceClient tables)
{
    private TableClient Table => tables.GetTableClient(Topology.ApplicationListsTable);

    /// <summary>Brings the lists up to the state of the application.</summary>
    public async Task ShowAsync(Application application, CancellationToken cancellation)
    {
        // Ticks counted down: the newest application has the smallest key.
        var newestFirst = (DateTimeOffset.MaxValue.UtcTicks - application.CreatedAt.UtcTicks).ToString("D19");
        await Table.UpsertEntityAsync(new TableEntity($"organisation|{application.Organisation}", $"{newestFirst}|{application.Id}")
        {
            ["Programme"] = application.Programme,
            ["Version"] = application.Version,
            ["Title"] = application.Title,
            ["Status"] = application.Status.ToString(),
            ["CreatedAt"] = application.CreatedAt,
        }, TableUpdateMode.Replace, cancellation);
        if (application.SubmittedAt is not { } submitted) return;
        if (application.IsOver) await CloseAsync(application.Programme, application.Id, cancellation);
        else await Table.UpsertEntityAsync(new TableEntity(Open(application.Programme), application.Id)
        {
            ["Status"] = application.Status.ToString(),
            ["SubmittedAt"] = submitted,
        }, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>A programme's applications under review: one partition.</summary>
    public async IAsyncEnumerable<OpenApplication> OpenAsync(string programme, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Open(programme)}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return new OpenApplication(
                row.RowKey, programme, Enum.Parse<ApplicationStatus>(row.GetString("Status")), row.GetDateTimeOffset("SubmittedAt")!.Value);
        }
    }

    /// <summary>Takes an application out of those under review. Idempotent.</summary>
    public Task CloseAsync(string programme, string id, CancellationToken cancellation) =>
        Table.DeleteEntityAsync(Open(programme), id, Azure.ETag.All, cancellation);

    /// <summary>A page of an organisation's applications, newest first.</summary>
    /// <param name="cursor">Where the page before ended; null or empty for the first.</param>
    /// <exception cref="ProblemException">bad-cursor: also one of another organisation's list.</exception>
    public async Task<Page<ApplicationLine>> PageAsync(string organisation, string? cursor, int size, CancellationToken cancellation)
    {
        var list = $"organisation|{organisation}";
        var bound = $"{list}/";
        var after = Cursor.Decode(cursor, bound)[bound.Length..];
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {list} and RowKey gt {after}");
        var rows = new List<TableEntity>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, size + 1, cancellationToken: cancellation))
        {
            rows.Add(row);
            if (rows.Count > size) break;
        }

        var page = rows.Take(size).ToList();
        return new Page<ApplicationLine>([.. page.Select(Read)], rows.Count > size ? Cursor.Encode(bound + page[^1].RowKey) : null);
    }

    private static string Open(string programme) => $"open|{programme}";

    private static ApplicationLine Read(TableEntity row) => new(
        row.RowKey[(row.RowKey.IndexOf('|') + 1)..],
        row.GetString("Programme"),
        row.GetInt32("Version")!.Value,
        row.GetString("Title"),
        Enum.Parse<ApplicationStatus>(row.GetString("Status")),
        row.GetDateTimeOffset("CreatedAt")!.Value);
}
