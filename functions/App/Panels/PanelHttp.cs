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
    IReadOnlyList<PanelSheet> Sheets, IReadOnlyList<PanelDeclaration> Declarations);

/// <param name="Deviation">From the panel's score, with its sign.</param>
/// <param name="Dropped">Left out as the highest or the lowest.</param>
public sealed record PanelSheet(
    string Expert, int Version, IReadOnlyList<Mark> Marks, string Comment, decimal Score, decimal Deviation, bool Dropped,
    DateTimeOffset At);

/// <param name="Conflict">Null for none.</param>
public sealed record PanelDeclaration(string Expert, ConflictKind? Conflict, string? Text, DateTimeOffset At);

/// <summary>What the page of an application's panels shows.</summary>
/// <param name="NameOf">Of a member of the staff.</param>
public sealed record PanelsShown(string Title, IReadOnlyList<PanelRecord> Panels, Func<string, string> NameOf);

public sealed class PanelHttp(AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, SitePages pages)
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
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var state = (await store.GetAsync(PanelAggregate.Kind, id, cancellation)).State;
        var review = state.Review;
        var reader = new ApplicationCase(review.Application, review.Assignments).For(request.Caller());
        if (!ApplicationAccess.SeesSheets(reader)) throw IdentityProblems.Hidden();
        var panels = Of(state, catalogue.Of(review.Application));
        return request.WantsPage()
            ? pages.Show<PanelsPage, PanelsShown>(
                request, new PanelsShown(review.Application.Subject.Title, panels, staff.NameOf))
            : Answer.Ok(panels);
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
            ]);
    }
}
