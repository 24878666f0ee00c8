using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Panels;

/// <summary>Asks an expert who has no conflict of interest for a sheet, which may be corrected until the panel is closed.</summary>
public sealed class ScoringQuestion(AskingTools tools, ProgrammeCatalogue catalogue, AcceptedDocuments documents)
    : PanelQuestion<ScoreForm>(tools, catalogue, documents)
{
    public override string Kind => PanelTimes.Scored;

    public override LocalizedText Label { get; } = new("专家评分", "Score an application");

    protected override LadderPolicy Ladder(PanelDefinition panel) => PanelTimes.ScoringLadder(panel);

    protected override bool IsCorrectable(PanelState state, Assignment assignment) =>
        assignment.State == AssignmentState.Decided && state.Review.Application.Status == Applications.ApplicationStatus.Submitted
        && state.Review.Run(assignment.Ask.Step, assignment.Ask.Round) is { State: not StageRunState.Closed };

    protected override bool? AnsweredBefore(PanelState state, Assignment assignment, ScoreForm answer)
    {
        if (state.SheetOf(assignment) is not { } earlier) return null;
        if (ScoreApplication.IsSame(earlier, answer, PanelOf(state, assignment))) return true;
        return IsCorrectable(state, assignment) ? null : false;
    }

    protected override Change<PanelState> Take(PanelState state, Assignment assignment, ScoreForm answer, Answering by) =>
        ScoreApplication.Decide(state, assignment, answer, by, PanelOf(state, assignment));

    protected override bool StillWaits(PanelState state, Ask ask, DateTimeOffset at) =>
        state.Review.Run(ask.Step, ask.Round) is { } run
        && CheckPanel.Complete(state, run, (PanelDefinition)DefinitionOf(state).Stage(ask.Step), Tools.Calendar, at) is null;

    protected override ScoreForm ReadForm(IFormCollection form) => ScoreForm.Of(form);

    protected override async Task<ShownPart> AboutAsync(PanelState state, Assignment assignment, CancellationToken cancellation)
    {
        var name = await Tools.Store.NameOfAsync(state.Review.Application.Applicant, cancellation);
        // Without runs and decisions: nothing of the review's course, neither of this stage nor of others.
        var review = state.Review with { Runs = [], Decisions = [], Assignments = [assignment] };
        return ShownPart.Of<ScoringAbout, ScoringShown>(new ScoringShown(
            new DecisionShown(review, assignment, DefinitionOf(state), name, person => person, []),
            PanelOf(state, assignment), state.SheetOf(assignment)));
    }

    protected override ShownPart Inputs(PanelState state, Assignment assignment) => ShownPart.Of<ScoringInputs, SheetShown>(
        new SheetShown(PanelOf(state, assignment), state.SheetOf(assignment)));

    protected override ShownPart Answered(PanelState state, Assignment assignment) => ShownPart.Of<ScoringAnswered, SheetShown>(
        new SheetShown(PanelOf(state, assignment), state.SheetOf(assignment)));

    protected override object AnsweredView(PanelState state, Assignment assignment)
    {
        var sheet = state.SheetOf(assignment)!;
        return new SheetAnswer(
            assignment.Id, sheet.Version, PanelRules.Score(sheet.Marks, PanelOf(state, assignment).Rubric), sheet.At);
    }
}

/// <summary>A recorded sheet as answered.</summary>
/// <param name="Version">1, 2, 3 …</param>
/// <param name="Score">Of this sheet, weighted.</param>
public sealed record SheetAnswer(string Assignment, int Version, decimal Score, DateTimeOffset At);

/// <summary>What the page of a sheet shows above its inputs.</summary>
/// <param name="Sheet">The last version; null while there is none.</param>
public sealed record ScoringShown(DecisionShown Content, PanelDefinition Panel, Sheet? Sheet);

/// <summary>An expert's own sheet.</summary>
/// <param name="Sheet">The last version; null while there is none.</param>
public sealed record SheetShown(PanelDefinition Panel, Sheet? Sheet);
