using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Programmes;

/// <summary>Remembers through which day each guide's news was told, beside the facts that told it.</summary>
public sealed class GuideRecord(TableServiceClient tables, FactStore facts)
{
    public const string Actor = "Guides_Announce";
    private const string RowKey = "guide";

    /// <summary>Tells what became news since the last time, once each. Safe to run twice.</summary>
    /// <exception cref="StaleStateException">Another run tells at the same moment; nothing was told twice.</exception>
    public async Task AnnounceAsync(ProgrammeDefinition definition, DateOnly today, CancellationToken cancellation)
    {
        var subject = $"guide-{definition.Programme}-{definition.Version}";
        var found = await tables.GetTableClient(Topology.ProgrammesTable).GetEntityIfExistsAsync<TableEntity>(subject, RowKey, cancellationToken: cancellation);
        var row = found.HasValue ? found.Value : null;
        var through = row is null ? DateOnly.MinValue : DateOnly.ParseExact(row.GetString("Through"), "O");
        var news = GuideCalendar.Announcements([definition], through, today);
        if (news.Count == 0) return;

        var head = row is null ? FactHead.Start : new FactHead(row.GetInt32("FactNumber")!.Value, row.GetString("FactHash"));
        await facts.CommitAsync(
            Topology.ProgrammesTable, subject, head, news.Select(entry => new NewFact(entry.Fact, Actor, entry.News)), next => [Write(subject, today, next, row)], cancellation);
    }

    private static TableTransactionAction Write(string subject, DateOnly through, FactHead head, TableEntity? current)
    {
        var row = new TableEntity(subject, RowKey)
        {
            ["Through"] = through.ToString("O"),
            ["FactNumber"] = head.Number,
            ["FactHash"] = head.Hash,
        };
        return current is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, current.ETag);
    }
}
