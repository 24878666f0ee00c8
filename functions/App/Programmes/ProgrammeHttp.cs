using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Programmes.Stages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Programmes;

/// <summary>A programme in the list: its newest open version, or its newest.</summary>
public sealed record ProgrammeLine(string Programme, int Version, LocalizedText Name, IReadOnlyList<string> Measures, Guide Guide,
    bool Open);

/// <summary>All versions of one programme, oldest first.</summary>
public sealed record ProgrammeView(string Programme, IReadOnlyList<ProgrammeVersionView> Versions);

public sealed record ProgrammeVersionView(
    int Version,
    LocalizedText Name,
    IReadOnlyList<string> Measures,
    string? Fund,
    Guide Guide,
    bool Open,
    IReadOnlyList<Field> Form,
    IReadOnlyList<DocumentSlot> Documents,
    IReadOnlyList<StageView> Stages,
    SupplementRule Supplement);

public sealed record StageView(string Name, string Kind, LocalizedText Title, Role? Role, int Assignees, int Approvals, int WorkingDays);

public sealed class ProgrammeHttp(ProgrammeCatalogue catalogue, TimeProvider time)
{
    private DateOnly Today => BeijingTime.Day(time.GetUtcNow());

    /// <summary>GET /api/programmes. 200.</summary>
    [Function("Programmes_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists the programmes", Response = typeof(IReadOnlyList<ProgrammeLine>))]
    public IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/programmes")] HttpRequest request) =>
        Answer.Ok(catalogue.All
        .Select(definition => definition.Programme).Distinct()
        .Select(programme => catalogue.ForNew(programme, Today))
        .Select(chosen => new ProgrammeLine(chosen.Programme, chosen.Version, chosen.Name, chosen.Measures, chosen.Guide,
            chosen.Guide.IsOpen(Today)))
        .ToList());

    /// <summary>GET /api/programmes/{programme}. 200 · 404 unknown-programme.</summary>
    [Function("Programmes_Get")]
    [Access(Audience.Anyone)]
    [Operation("Reads a programme: its versions, guides, form, documents and stages", Response = typeof(ProgrammeView),
        Problems = ["unknown-programme"])]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/programmes/{programme}")] HttpRequest request,
        string programme)
    {
        var versions = catalogue.Versions(programme);
        return versions.Count == 0
            ? throw ProgrammeProblems.UnknownProgramme.With()
            : Answer.Ok(new ProgrammeView(programme, [.. versions.Select(View)]));
    }

    private ProgrammeVersionView View(ProgrammeDefinition definition) => new(
        definition.Version, definition.Name, definition.Measures, definition.Fund, definition.Guide, definition.Guide.IsOpen(Today),
            definition.Form, definition.Documents,
        [.. definition.Stages.Select(View)],
        definition.Supplement);

    private static StageView View(StageDefinition stage) => stage is PeopleDefinition people
        ? new StageView(stage.Name, stage.Kind, stage.Title, people.Role, people.Assignees, people.Approvals, people.WorkingDays)
        : new StageView(stage.Name, stage.Kind, stage.Title, null, 0, 0, 0);
}
