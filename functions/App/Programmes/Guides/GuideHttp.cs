using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Programmes.Guides;

public sealed class GuideHttp(ProgrammeCatalogue catalogue, AggregateStore store)
{
    /// <summary>
    /// GET /api/programmes/{programme}/guides/{version}/facts. 200 the record with the result of its chain check, without facts before
    /// its first news · 404 unknown-programme, also for a version that there is not.
    /// </summary>
    [Function("Guides_Facts")]
    [Access(Audience.Anyone)]
    [Operation("Reads the record of facts of a programme's guide", Response = typeof(FactRecord), Problems = ["unknown-programme"])]
    public async Task<IResult> FactsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/programmes/{programme}/guides/{version}/facts")]
        HttpRequest request,
        string programme,
        string version,
        CancellationToken cancellation)
    {
        var definition = catalogue.Versions(programme).FirstOrDefault(each => $"{each.Version}" == version)
            ?? throw ProgrammeProblems.UnknownProgramme.With();
        var id = GuideAggregate.Id(definition);
        return Answer.Ok(await store.FindRecordAsync(GuideAggregate.Kind, id, _ => RecordView.All, cancellation) ?? FactRecord.None(id));
    }
}
