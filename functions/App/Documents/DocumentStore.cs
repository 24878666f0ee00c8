using Azure.Data.Tables;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents;

/// <summary>The uploads of an application, committed together with its slots.</summary>
public sealed class DocumentStore(TableServiceClient tables, ApplicationPartition partition, ProgrammeCatalogue catalogue, TimeProvider time)
{
    public const string Checker = "Documents_Check";

    /// <summary>Null when there is none.</summary>
    public async Task<DocumentRecord?> FindAsync(string application, string type, int version, CancellationToken cancellation)
    {
        var row = await tables.GetTableClient(Topology.ApplicationsTable)
            .GetEntityIfExistsAsync<TableEntity>(application, DocumentRow.Key(type, version), cancellationToken: cancellation);
        return row.HasValue ? DocumentRow.Read(row.Value!) : null;
    }

    /// <summary>Gives a whole upload its version.</summary>
    /// <exception cref="ProblemException">not-found, unknown-document-type, not-open.</exception>
    public async Task<(Application Application, DocumentRecord Record)> ReceiveAsync(string application, Upload upload, string actor, CancellationToken cancellation)
    {
        var (committed, record) = await CommitAsync(application, (current, definition) => Intake.Receive(current, definition, upload, actor, time.GetUtcNow()), cancellation);
        return (committed, record!);
    }

    /// <summary>Accepts an upload, or rejects it when the application no longer takes it. Safe to run twice.</summary>
    public Task<(Application Application, DocumentRecord? Record)> AcceptAsync(DocumentRecord record, CancellationToken cancellation) =>
        CommitAsync(record.Application, (current, definition) => Intake.Accept(current, definition, record, Checker, time.GetUtcNow()), cancellation);

    /// <summary>Rejects an upload. Safe to run twice.</summary>
    public Task<(Application Application, DocumentRecord? Record)> RejectAsync(DocumentRecord record, LocalizedText reason, CancellationToken cancellation) =>
        CommitAsync(record.Application, (current, definition) => Intake.Reject(current, definition, record, reason, Checker, time.GetUtcNow()), cancellation);

    private async Task<(Application Application, DocumentRecord? Record)> CommitAsync(
        string application, Func<Application, ProgrammeDefinition, IntakeDecision> decide, CancellationToken cancellation)
    {
        DocumentRecord? record = null;
        var committed = await partition.ChangeAsync(application, current =>
        {
            var decision = decide(current, catalogue.Get(current.Programme, current.Version));
            record = decision.Record;
            return record is null ? decision.Change : decision.Change with { Rows = Rows(record, decision.Superseded) };
        }, cancellation);
        return (committed, record);
    }

    private static IReadOnlyList<TableTransactionAction> Rows(DocumentRecord record, int superseded) => superseded == 0
        ? [DocumentRow.Write(record)]
        : [DocumentRow.Write(record), DocumentRow.Supersede(record.Application, record.Type, superseded)];
}
