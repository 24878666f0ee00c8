using System.Text.Json;
using Azure.Data.Tables;
using FunctionsApp.Platform;

namespace FunctionsApp.Documents;

internal static class DocumentRow
{
    public static string Key(string type, int version) => $"document|{type}|{version:D4}";

    public static TableTransactionAction Write(DocumentRecord record) => new(TableTransactionActionType.UpsertReplace, new TableEntity(record.Application, Key(record.Type, record.Version))
    {
        ["State"] = record.State.ToString(),
        ["Record"] = JsonSerializer.Serialize(record, AppJson.Options),
    });

    /// <summary>Changes only the state of an upload whose record the writer has not read.</summary>
    public static TableTransactionAction Supersede(string application, string type, int version) =>
        new(TableTransactionActionType.UpsertMerge, new TableEntity(application, Key(type, version)) { ["State"] = nameof(CheckState.Superseded) });

    public static DocumentRecord Read(TableEntity row) => JsonSerializer.Deserialize<DocumentRecord>(row.GetString("Record"), AppJson.Options)! with
    {
        State = Enum.Parse<CheckState>(row.GetString("State")),
    };
}
