using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Documents.Readings;

public sealed class ReadingHttp(AggregateStore store)
{
    /// <summary>GET /api/applications/{id}/readings. 200 who read its documents, as a chain of facts · 404.</summary>
    [Function("Documents_Readings")]
    [Access(Role.Auditor, Role.Administrator, Needs = [Right.Application, Right.Record])]
    [Operation("Reads who read an application's documents", Response = typeof(FactRecord), Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/readings")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        await store.GetReadableAsync(id, request.Caller(), cancellation, Right.Application, Right.Record);
        return Answer.Ok(await store.ReadReadingsAsync(id, cancellation));
    }
}

/// <summary>Reads the readings for those who may see the application's record.</summary>
public static class ReadingAccess
{
    /// <summary>Empty where no document was read.</summary>
    public static async Task<FactRecord> ReadReadingsAsync(this AggregateStore store, string application, CancellationToken cancellation)
    {
        var id = ReadingAggregate.IdOf(application);
        return await store.FindRecordAsync(ReadingAggregate.Kind, id, _ => RecordView.All, cancellation) ?? FactRecord.None(id);
    }
}
