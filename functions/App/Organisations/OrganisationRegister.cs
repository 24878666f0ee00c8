using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Organisations;

/// <summary>The organisations by credit code.</summary>
public sealed class OrganisationRegister(TableServiceClient tables, FactStore facts)
{
    private const string RowKey = "organisation";

    /// <summary>Null when there is none.</summary>
    public async Task<Organisation?> FindAsync(CreditCode code, CancellationToken cancellation)
    {
        var row = await tables.GetTableClient(Topology.OrganisationsTable).GetEntityIfExistsAsync<TableEntity>(code.Value, RowKey, cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>Registers or changes an organisation; the same entry again changes nothing.</summary>
    /// <param name="ifMatch">ETag that the caller insists on; null for none.</param>
    /// <exception cref="ProblemException">invalid-field, precondition-failed.</exception>
    /// <exception cref="StaleStateException">Someone else wrote at the same moment.</exception>
    public async Task<(Organisation Organisation, bool IsNew)> PutAsync(
        CreditCode code, OrganisationEntry stated, string actor, string? ifMatch, CancellationToken cancellation)
    {
        var entry = Registration.Check(stated);
        var current = await FindAsync(code, cancellation);
        if (ifMatch is not null && ifMatch != current?.ETag) throw PlatformProblems.PreconditionFailed.With();
        if (Registration.Decide(current, entry, actor) is not { } fact) return (current!, false);

        await facts.CommitAsync(Topology.OrganisationsTable, code.Value, current?.Head ?? FactHead.Start, [fact], head => [Write(code, entry, head, current)], cancellation);
        return ((await FindAsync(code, cancellation))!, current is null);
    }

    private static TableTransactionAction Write(CreditCode code, OrganisationEntry entry, FactHead head, Organisation? current)
    {
        var row = new TableEntity(code.Value, RowKey)
        {
            ["Entry"] = JsonSerializer.Serialize(entry, AppJson.Options),
            ["FactNumber"] = head.Number,
            ["FactHash"] = head.Hash,
        };
        return current is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(current.ETag));
    }

    private static Organisation Read(TableEntity row)
    {
        var entry = JsonSerializer.Deserialize<OrganisationEntry>(row.GetString("Entry"), AppJson.Options)!;
        return new Organisation(
            row.PartitionKey, entry.Name, entry.District, entry.Sectors,
            new FactHead(row.GetInt32("FactNumber")!.Value, row.GetString("FactHash")), row.ETag.ToString());
    }
}
