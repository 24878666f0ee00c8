using System.Text.Json;
using Azure.Data.Tables;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Applications;

/// <summary>The row <c>application</c>. Money is text: the table has no decimal, and a double would round yuan.</summary>
internal static class ApplicationRow
{
    public const string Key = "application";

    public static TableEntity From(Application application) => new(application.Id, Key)
    {
        ["Status"] = application.Status.ToString(),
        ["Organisation"] = application.Organisation,
        ["Programme"] = application.Programme,
        ["Applicant"] = application.Applicant,
        ["FactNumber"] = application.Head.Number,
        ["FactHash"] = application.Head.Hash,
        ["State"] = JsonSerializer.Serialize(application with { ETag = "" }, AppJson.Options),
    };

    public static Application Read(TableEntity row) => JsonSerializer.Deserialize<Application>(row.GetString("State"), AppJson.Options)! with
    {
        Head = new FactHead(row.GetInt32("FactNumber")!.Value, row.GetString("FactHash")),
        ETag = row.ETag.ToString(),
    };
}
