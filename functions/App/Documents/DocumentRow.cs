using Azure;
using Azure.Data.Tables;
using FunctionsApp.Applications;
using FunctionsApp.Programmes;

namespace FunctionsApp.Documents;

/// <summary>One uploaded version of a document.</summary>
/// <param name="Incoming">Blob name of the upload.</param>
/// <param name="State">Received until it is checked, then Accepted or Rejected for good.</param>
/// <param name="ETag">Of the row as read; empty for a new one.</param>
public sealed record Document(
    string ApplicationId, string Type, int Version, DocumentState State, string FileName, DocumentFormat Format, long Bytes, string Sha256, string Incoming, DateTimeOffset ReceivedAt, string ETag)
{
    /// <summary>Name in the container of accepted documents: one per version, so that a repeated copy changes nothing.</summary>
    public string Accepted => $"{ApplicationId}/{Type}/{Version:D4}";
}

/// <summary>The row <c>document|type|0001</c>.</summary>
internal static class DocumentRow
{
    public static string Key(string type, int version) => $"document|{type}|{version:D4}";

    public static TableTransactionAction Add(Document document) => new(TableTransactionActionType.Add, From(document));

    public static TableTransactionAction Update(Document document) => new(TableTransactionActionType.UpdateReplace, From(document), new ETag(document.ETag));

    public static Document Read(TableEntity row)
    {
        var key = row.RowKey.Split('|');
        return new Document(
            row.PartitionKey, key[1], int.Parse(key[2]), Enum.Parse<DocumentState>(row.GetString("State")), row.GetString("FileName"),
            Enum.Parse<DocumentFormat>(row.GetString("Format")), row.GetInt64("Bytes")!.Value, row.GetString("Sha256"), row.GetString("Incoming"),
            row.GetDateTimeOffset("ReceivedAt")!.Value, row.ETag.ToString());
    }

    private static TableEntity From(Document document) => new(document.ApplicationId, Key(document.Type, document.Version))
    {
        ["State"] = document.State.ToString(),
        ["FileName"] = document.FileName,
        ["Format"] = document.Format.ToString(),
        ["Bytes"] = document.Bytes,
        ["Sha256"] = document.Sha256,
        ["Incoming"] = document.Incoming,
        ["ReceivedAt"] = document.ReceivedAt,
    };
}
