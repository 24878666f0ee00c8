using System.Text.Json;
using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Fields;
using FunctionsApp.Programmes.Guides;
using FunctionsApp.Programmes.Stages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Programmes;

/// <summary>A programme in the list: its newest open version, or its newest.</summary>
public sealed record ProgrammeLine(string Programme, int Version, LocalizedText Name, IReadOnlyList<string> Measures, Guide Guide,
    bool Open)
{
    /// <summary>Of the published guide; absent under the definition's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GuideId { get; init; }
}

/// <summary>All versions of one programme, oldest first.</summary>
public sealed record ProgrammeView(string Programme, IReadOnlyList<ProgrammeVersionView> Versions)
{
    /// <summary>Published guides, earliest first. From the day on which the first opens, those of the versions take no new applications.
    /// </summary>
    public IReadOnlyList<CallView> Guides { get; init; } = [];
}

/// <summary>A published guide of a programme.</summary>
/// <param name="Version">Of the definition; what the guide changes of it is at /api/guides/{id}.</param>
public sealed record CallView(string Id, int Version, Guide Guide, bool Open);

public sealed record ProgrammeVersionView(
    int Version,
    LocalizedText Name,
    IReadOnlyList<string> Measures,
    string? Fund,
    Guide Guide,
    bool Open,
    IReadOnlyList<EligibilityRule> Eligibility,
    IReadOnlyList<Field> Form,
    IReadOnlyList<DocumentSlot> Documents,
    IReadOnlyList<StageView> Stages,
    SupplementRule Supplement);

/// <param name="Held">Whether the review holds it; the others are passed over, and the department takes them itself.</param>
/// <param name="Approvals">That carry the stage; 0 where its people do not vote.</param>
public sealed record StageView(
    string Name, string Kind, LocalizedText Title, bool Held, Role? Role, int Assignees, int Approvals, int WorkingDays)
{
    /// <summary>How the people of a panel score; absent for other kinds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PanelView? Panel { get; init; }
}

/// <summary>How a panel scores.</summary>
/// <param name="PassMark">Points; a score of exactly so many passes.</param>
/// <param name="Quorum">Sheets that suffice once the time is over.</param>
public sealed record PanelView(IReadOnlyList<Criterion> Rubric, decimal PassMark, Dropping Drop, int Quorum);

/// <summary>What the page of all programmes shows: each with the version that takes applications, or its newest.</summary>
public sealed record ProgrammesShown(IReadOnlyList<ProgrammeDefinition> Programmes, DateOnly Today);

/// <summary>What a programme's page shows.</summary>
public sealed record ProgrammeShown(ProgrammeDefinition Definition, DateOnly Today);

public sealed class ProgrammeHttp(
    ProgrammeCatalogue catalogue, GuideRegister guides, SitePages pages, PublicAddress address, TimeProvider time)
{
    private DateOnly Today => BeijingTime.Day(time.GetUtcNow());

    /// <summary>GET /api/programmes. 200.</summary>
    [Function("Programmes_List")]
    [Access(Audience.Anyone)]
    [Operation("Lists the programmes", Response = typeof(IReadOnlyList<ProgrammeLine>))]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/programmes")] HttpRequest request,
        CancellationToken cancellation)
    {
        await guides.RefreshAsync(cancellation);
        return Answer.Ok(catalogue.NewOnes(Today)
            .Select(chosen => new ProgrammeLine(
                chosen.Programme, chosen.Version, chosen.Name, chosen.Measures, chosen.Guide, chosen.Guide.IsOpen(Today))
            {
                GuideId = chosen.GuideId,
            })
            .ToList());
    }

    /// <summary>GET /api/programmes/schema.json. 200 what a definition file may hold · 304.</summary>
    /// <remarks>By its name the host tries it before the programme of that name.</remarks>
    [Function("Definitions_Schema")]
    [Access(Audience.Anyone)]
    [Operation("Describes a programme's definition file as JSON Schema", Response = typeof(IReadOnlyDictionary<string, JsonElement>),
        ResponseMedia = "application/schema+json")]
    public IResult Schema(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/programmes/schema.json")] HttpRequest request) =>
        new Representation(DefinitionSchema.Bytes, "application/schema+json; charset=utf-8");

    /// <summary>GET /api/programmes/{programme}. 200 · 404 unknown-programme.</summary>
    [Function("Programmes_Get")]
    [Access(Audience.Anyone)]
    [Operation("Reads a programme: its versions, guides, form, documents and stages", Response = typeof(ProgrammeView),
        Problems = ["unknown-programme"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/programmes/{programme}")] HttpRequest request,
        string programme,
        CancellationToken cancellation)
    {
        await guides.RefreshAsync(cancellation);
        var versions = catalogue.Versions(programme);
        return versions.Count == 0
            ? throw ProgrammeProblems.UnknownProgramme.With()
            : Answer.Ok(new ProgrammeView(programme, [.. versions.Select(View)])
            {
                Guides =
                [
                    .. catalogue.Published.Where(call => call.Programme == programme)
                        .Select(call => new CallView(call.GuideId!, call.Version, call.Guide, call.Guide.IsOpen(Today))),
                ],
            });
    }

    /// <summary>GET /programmes. 200 the page of all programmes.</summary>
    [Function("Programmes_Pages")]
    [Access(Audience.Anyone)]
    [Operation("Shows the programmes", IsListed = false)]
    public async Task<IResult> ShowAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes")] HttpRequest request,
        CancellationToken cancellation)
    {
        await guides.RefreshAsync(cancellation);
        return pages.Show<ProgrammesPage, ProgrammesShown>(request, new ProgrammesShown(catalogue.NewOnes(Today), Today));
    }

    /// <summary>GET /programmes.ics. 200 the calls as iCalendar (RFC 5545), in the reader's language or by ?lang · 304.</summary>
    [Function("Programmes_Calendar")]
    [Access(Audience.Anyone)]
    [Operation("Reads the calls as a calendar to subscribe to", ResponseMedia = "text/calendar", IsListed = false)]
    public async Task<IResult> ReadCalendarAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes.ics")] HttpRequest request,
        CancellationToken cancellation)
    {
        await guides.RefreshAsync(cancellation);
        return new Representation(
            CallsCalendar.Write([.. catalogue.All, .. catalogue.Published], PageLanguage.Of(request), address), CallsCalendar.MediaType);
    }

    /// <summary>GET /programmes/{programme}. 200 its page · 404 unknown-programme.</summary>
    [Function("Programmes_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows a programme", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes/{programme}")] HttpRequest request,
        string programme,
        CancellationToken cancellation)
    {
        await guides.RefreshAsync(cancellation);
        return pages.Show<ProgrammePage, ProgrammeShown>(request, new ProgrammeShown(catalogue.ForNew(programme, Today), Today));
    }

    private ProgrammeVersionView View(ProgrammeDefinition definition) => new(
        definition.Version, definition.Name, definition.Measures, definition.Fund, definition.Guide, definition.Guide.IsOpen(Today),
            definition.Eligibility, definition.Form, definition.Documents,
        [.. definition.Stages.Select(View)],
        definition.Supplement);

    private static StageView View(StageDefinition stage) => stage switch
    {
        VotingDefinition voting => Of(voting) with { Approvals = voting.Approvals },
        PanelDefinition panel => Of(panel) with { Panel = new PanelView(panel.Rubric, panel.PassMark, panel.Drop, panel.Quorum) },
        PeopleDefinition { IsHeld: true } people => Of(people),
        _ => new StageView(stage.Name, stage.Kind, stage.Title, stage.IsHeld, null, 0, 0, 0),
    };

    private static StageView Of(PeopleDefinition people) =>
        new(people.Name, people.Kind, people.Title, true, people.Role, people.Assignees, 0, people.WorkingDays);
}
