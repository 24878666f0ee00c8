using System.Globalization;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Panels;

/// <summary>A panel has its score.</summary>
/// <param name="Sheets">That were in.</param>
[ShownAs(Right.Sheets)]
public sealed record PanelScored(string Stage, int Round, decimal Score, decimal PassMark, int Sheets) : ConfidentialFact;

/// <summary>Closes a panel: with its score, with the result that it had before, or because the application was withdrawn.</summary>
public static class ClosePanel
{
    /// <param name="sheets">1..n, the last version of each.</param>
    public static Change<PanelState> Scored(
        PanelState state, StageRun run, PanelDefinition panel, IReadOnlyList<Sheet> sheets, string actor)
    {
        var score = PanelRules.Score(sheets, panel);
        var result = new PanelResult(run.Stage, run.Round, score.Score, score.Passed, PanelDigest.Of(state.Review, panel));
        var change = End(state, run with { Score = score.Score, Reasons = score.Passed ? null : Reasons(state, panel, score) },
            score.Passed ? StageOutcome.Passed : StageOutcome.Rejected, actor);
        var fact = Change.To(state, actor, new PanelScored(run.Stage, run.Round, score.Score, panel.PassMark, sheets.Count));
        return new Change<PanelState>(
            change.Next with { Results = [.. state.Results, result] }, [.. fact.Facts, .. change.Facts]);
    }

    /// <summary>
    /// The result of an earlier round, while what the panel judges is the same and no later stage sent the application back to the panel
    /// or past it; null for none.
    /// </summary>
    public static PanelResult? Kept(PanelState state, ProgrammeDefinition definition, PanelDefinition panel, int round)
    {
        var earlier = state.Results.Where(result => result.Stage == panel.Name && result.Round < round).MaxBy(result => result.Round);
        return earlier is { Passed: true } && earlier.Judged == PanelDigest.Of(state.Review, panel)
            && !SendBack.IsAskedAgain(state.Review, definition, panel.Name, earlier.Round) ? earlier : null;
    }

    public static Change<PanelState> Keep(PanelState state, PanelResult earlier, int round, DateTimeOffset at, string actor)
    {
        var run = new StageRun(earlier.Stage, round, StageRunState.Open, at) { Score = earlier.Score };
        var opened = Change.To(state, actor, new StageOpened(earlier.Stage, round, 0, null));
        var closed = End(state, run, StageOutcome.Passed, actor);
        return new Change<PanelState>(
            closed.Next with { Results = [.. state.Results, earlier with { Round = round }] }, [.. opened.Facts, .. closed.Facts]);
    }

    public static Change<PanelState> Withdrawn(PanelState state, StageRun run, string actor) =>
        End(state, run, StageOutcome.Withdrawn, actor);

    private static Change<PanelState> End(PanelState state, StageRun run, StageOutcome outcome, string actor)
    {
        // Votes are no sheets: the applicant sees these counts, and must not see how many experts scored how.
        var fact = new StageClosed(run.Stage, run.Round, outcome, 0, 0, 0, 0);
        var change = CloseStage.Decide(state.Review, run, new StageEnd(outcome, [], fact), actor);
        // From now on the experts see nothing of the application any more.
        var blind = change.Next.AssignmentsOf(run.Stage, run.Round).Where(each => each.Sight == AssignmentSight.Content)
            .Select(each => each with { Sight = AssignmentSight.Title }).ToList();
        return new Change<PanelState>(
            state with { Review = change.Next with { Assignments = change.Next.Assignments.With(blind) } }, change.Facts);
    }

    // In an order that says nothing about whose they are.
    private static IReadOnlyList<string> Reasons(PanelState state, PanelDefinition panel, PanelScore score)
    {
        var (points, mark) = (Text(score.Score), Text(panel.PassMark));
        return
        [
            new Platform.LocalizedText($"专家评审得分 {points}，合格分 {mark}", $"The panel's score is {points}; the pass mark is {mark}")
                .In(state.Review.Application.Applicant.Language),
            .. score.Sheets.Select(sheet => sheet.Sheet.Comment).Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static string Text(decimal points) => points.ToString("0.00", CultureInfo.InvariantCulture);
}
