using System.Text.Json;
using Azure.Data.Tables;
using FunctionsApp.Platform;

namespace FunctionsApp.Reviews;

/// <summary>The review's rows in the application's partition: <c>stage|…</c>, <c>assignment|…</c>, <c>decision|…</c>.</summary>
internal static class ReviewRows
{
    public const string Runs = "stage";
    public const string Assignments = "assignment";
    public const string Decisions = "decision";

    /// <summary>Exactly the rows of these kinds.</summary>
    public static readonly string Filter = string.Join(" or ", new[] { Runs, Assignments, Decisions }.Select(kind => $"(RowKey ge '{kind}|' and RowKey lt '{kind}}}')"));

    // Upserts: the application row's ETag, in the same transaction, guards every row of the partition.
    public static IEnumerable<TableTransactionAction> Of(string applicationId, ReviewChange change)
    {
        foreach (var run in change.Runs) yield return Upsert(applicationId, $"{Runs}|{run.Stage}|{run.Round:D2}", run);
        foreach (var assignment in change.Assignments)
        {
            yield return Upsert(applicationId, $"{Assignments}|{assignment.Stage}|{assignment.Round:D2}|{assignment.Number:D3}", assignment);
        }

        // Insert or conflict: whatever else fails, a decision is never overwritten.
        if (change.Decision is { } decision) yield return new(TableTransactionActionType.Add, Row(applicationId, $"{Decisions}|{decision.AssignmentId}", decision));
    }

    /// <summary>The rows of one kind, in order of their keys.</summary>
    public static IReadOnlyList<T> Read<T>(IEnumerable<TableEntity> rows, string kind) =>
        [.. rows.Where(row => row.RowKey.StartsWith($"{kind}|", StringComparison.Ordinal)).Select(row => JsonSerializer.Deserialize<T>(row.GetString("State"), AppJson.Options)!)];

    private static TableTransactionAction Upsert(string partition, string key, object state) => new(TableTransactionActionType.UpsertReplace, Row(partition, key, state));

    private static TableEntity Row(string partition, string key, object state) => new(partition, key)
    {
        ["State"] = JsonSerializer.Serialize(state, state.GetType(), AppJson.Options),
    };
}
