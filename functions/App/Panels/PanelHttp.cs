using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Panels;

/// <summary>A closed panel as officers and auditors see it.</summary>
/// <param name="Score">Null where it was closed without one.</param>
/// <param name="Spread">Highest minus lowest sheet, those that are dropped included.</param>
public sealed record PanelRecord(
    string Stage, int Round, LocalizedText Title, StageOutcome Outcome, decimal? Score, decimal PassMark, decimal? Spread,
    IReadOnlyList<PanelSheet> Sheets, IReadOnlyList<PanelDeclaration> Declarations)
{
    /// <summary>How its round of asking came about, see <see cref="ReviewState.Before"/>.</summary>
    [JsonIgnore]
    public (int Corrections, int SendBacks) Before { get; init; }
}

/// <param name="Deviation">From the panel's score, with its sign.</param>
/// <param name="Dropped">Left out as the highest or the lowest.</param>
public sealed record PanelSheet(
    string Expert, int Version, IReadOnlyList<Mark> Marks, string Comment, decimal Score, decimal Deviation, bool Dropped,
    DateTimeOffset At);

/// <param name="Conflict">Null for none.</param>
public sealed record PanelDeclaration(string Expert, ConflictKind? Conflict, string? Text, DateTimeOffset At);

/// <summary>What the page of an application's panels shows.</summary>
/// <param name="NameOf">Of a member of the staff.</param>
public sealed record PanelsShown(
    string Title, IReadOnlyList<PanelRecord> Panels, IReadOnlyList<ExpertConflict> Conflicts, Func<string, string> NameOf);

public sealed class PanelHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, ReadTies readTies, SitePages pages, TimeProvider time)
{
    /// <summary>GET /api/applications/{id}/panels. 200 its closed panels, to a browser a page · 404.</summary>
    [Function("Panels_Get")]
    [Access(Audience.SignedIn, Needs = [Right.Sheets, Right.Conflicts])]
    [Operation("Reads the closed panels of an application: sheets, deviations, declarations", Response = typeof(IReadOnlyList<PanelRecord>),
        Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/panels")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var state = await ReadableAsync(request, id, cancellation);
        var application = state.Review.Application;
        var panels = Of(state, catalogue.Of(application));
        return request.WantsPage()
            ? pages.Show<PanelsPage, PanelsShown>(request, new PanelsShown(
                application.Subject.Title, panels, await ConflictsAsync(state, cancellation), staff.NameOf))
            : Answer.Ok(panels);
    }

    /// <summary>GET /api/applications/{id}/panels/conflicts. 200 · 404.</summary>
    [Function("Panels_Conflicts")]
    [Access(Audience.SignedIn, Needs = [Right.Sheets, Right.Conflicts])]
    [Operation("Lists the experts who may not judge an application, and why", Response = typeof(IReadOnlyList<ExpertConflict>),
        Problems = ["not-found"])]
    public async Task<IResult> ConflictsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/panels/conflicts")] HttpRequest request,
        string id, CancellationToken cancellation) =>
        Answer.Ok(await ConflictsAsync(await ReadableAsync(request, id, cancellation), cancellation));

    private async Task<PanelState> ReadableAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var state = (await store.GetAsync(PanelAggregate.Kind, id, cancellation)).State;
        var reader = new ApplicationCase(state.Review.Application, state.Review.Assignments).For(request.Caller());
        return ApplicationAccess.SeesSheets(reader) ? state : throw IdentityProblems.Hidden();
    }

    // By what the last panel knew; before the first one, and without any, by what is known now.
    private async Task<IReadOnlyList<ExpertConflict>> ConflictsAsync(PanelState state, CancellationToken cancellation)
    {
        var application = state.Review.Application;
        if (catalogue.Of(application).Stages.OfType<PanelDefinition>().FirstOrDefault() is not { Role: { } role } panel) return [];
        var ties = state.Ties.MaxBy(each => each.Round)
            ?? await readTies.ReadAsync(application, panel.Name, 0, time.GetUtcNow(), cancellation);
        return
        [
            .. staff.With([role], application.Applicant.District)
                .SelectMany(expert => FindConflicts.Of(expert, application.Organisations, ties)),
        ];
    }

    private static IReadOnlyList<PanelRecord> Of(PanelState state, ProgrammeDefinition definition) =>
    [
        .. from run in state.Review.Runs
           where run.State == StageRunState.Closed
           orderby run.Round
           let panel = definition.Stages.FirstOrDefault(stage => stage.Name == run.Stage) as PanelDefinition
           where panel is not null
           select Of(state, run, panel),
    ];

    private static PanelRecord Of(PanelState state, StageRun run, PanelDefinition panel)
    {
        var sheets = state.SheetsOf(run.Stage, run.Round);
        var score = sheets.Count == 0 ? null : PanelRules.Score(sheets, panel);
        return new PanelRecord(
            run.Stage, run.Round, panel.Title, run.Outcome ?? StageOutcome.Withdrawn, run.Score, panel.PassMark, score?.Spread,
            [
                .. (score?.Sheets ?? []).Select(each => new PanelSheet(
                    each.Sheet.Person, each.Sheet.Version, each.Sheet.Marks, each.Sheet.Comment, each.Score, each.Deviation,
                    each.IsDropped, each.Sheet.At)),
            ],
            [
                .. state.Declarations.Where(each => each.Stage == run.Stage && each.Round == run.Round)
                    .OrderBy(each => AssignmentId.Parse(each.Assignment)?.Number)
                    .Select(each => new PanelDeclaration(each.Person, each.Conflict, each.Text, each.At)),
            ])
        {
            Before = state.Review.Before(run.Round),
        };
    }
}
