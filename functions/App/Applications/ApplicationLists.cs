using Azure.Data.Tables;
using FunctionsApp.Shared;

namespace FunctionsApp.Applications;

/// <summary>One line of a list of applications.</summary>
public sealed record ApplicationLine(
    string Id, string Programme, int Version, string Title, ApplicationStatus Status, DateTimeOffset CreatedAt);

/// <summary>A page and the cursor of the next one; null after the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);

/// <summary>Index rows: applications by organisation, newest first. Written idempotently after each commit.</summary>
public sealed class ApplicationLists(TableServiceClient tables)
{
    private TableClient Table => tables.GetTableClient(Topology.ApplicationListsTable);

    /// <summary>Brings the lists up to the state of the application.</summary>
    public Task ShowAsync(Application application, CancellationToken cancellation)
    {
        // Ticks counted down: the newest application has the smallest key.
        var newestFirst = (DateTimeOffset.MaxValue.UtcTicks - application.CreatedAt.UtcTicks).ToString("D19");
        return Table.UpsertEntityAsync(new TableEntity($"organisation|{application.Organisation}", $"{newestFirst}|{application.Id}")
        {
            ["Programme"] = application.Programme,
            ["Version"] = application.Version,
            ["Title"] = application.Title,
            ["Status"] = application.Status.ToString(),
            ["CreatedAt"] = application.CreatedAt,
        }, TableUpdateMode.Replace, cancellation);
    }
}
