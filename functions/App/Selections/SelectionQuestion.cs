using System.Globalization;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Selections;

/// <summary>Asks an officer for the list of a batch: as the ranking proposes it, or with changes that state their reasons.</summary>
public sealed class SelectionQuestion(AskingTools tools, ProgrammeCatalogue catalogue)
    : StateQuestion<SelectionState, SelectionForm>(tools)
{
    public const string Name = "selection";
    private const string Step = "Batch";
    private readonly AskingTools tools = tools;

    public override string Kind => Name;

    public override LocalizedText Label { get; } = new("择优遴选", "Select the applications of a call");

    protected override Aggregate<SelectionState> Aggregate => SelectionAggregate.Kind;

    public static Ask AskOf(string selection, SelectionBatch batch) => new(Name, selection, $"{Step}{batch.Number}", batch.Renewed);

    /// <summary>Whether it was asked, and everybody's time is over.</summary>
    internal static bool IsGivenUp(SelectionState state, SelectionBatch batch) =>
        state.Assignments.Of(AskOf(state.Round.Id, batch)) is { Count: > 0 } asked
        && asked.All(assignment => assignment.State is not (AssignmentState.Open or AssignmentState.Decided));

    protected override IReadOnlyList<Assignment> Assignments(SelectionState state) => state.Assignments;

    protected override SelectionState With(SelectionState state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    protected override AskPlan? Plan(SelectionState state, Ask ask)
    {
        if (BatchOf(state, ask) is not { Decision: null } batch || state.StatusOf(batch) != SelectionStatus.Proposed) return null;
        var (call, selection) = (DefinitionOf(state), RulesOf(state));
        var candidates = state.Candidates.Where(candidate => candidate.Batch == batch.Number).ToList();
        var judges = candidates.SelectMany(candidate => candidate.Judges).ToHashSet();
        var staff = tools.Staff.With([selection.Role!.Value], null);
        return new AskPlan
        {
            Roles = [selection.Role!.Value],
            Count = 1,
            Ladder = new LadderPolicy.WorkingDays(
                selection.WorkingDays, selection.ReminderWorkingDays, selection.DelegateWorkingDays),
            // In conflict with none of those who apply; whoever judged an application may take the list, and not change its place.
            Excluded = staff.Where(member => candidates.Exists(candidate => candidate.IsTiedTo(member))).Select(member => member.Id)
                .ToHashSet(),
            Preferred = staff.Where(member => !judges.Contains(member.Id)).Select(member => member.Id).ToHashSet(),
            About = new AssignmentAbout(SelectionTexts.TitleOf(call, batch), call.Name, call.StageTitle(state.Round.Call.Stage)),
        };
    }

    // The proposal as it was made: a withdrawal meanwhile must not make the mailed link void.
    protected override string Digest(SelectionState state) => AppJson.Digest(
        state.Placings.Select(placing => new { placing.Application, placing.Batch, placing.Rank, placing.Proposed }).ToList());

    protected override string? Closed(SelectionState state, Assignment assignment) =>
        BatchOf(state, assignment.Ask) is { Decision: null } ? null : AssignmentProblems.StageClosed;

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(SelectionState state, Assignment assignment)
    {
        var batch = BatchOf(state, assignment.Ask)!;
        var ranked = state.Placings.Count(placing => placing.Batch == batch.Number);
        yield return (SelectionTexts.Programme, assignment.About.Context);
        yield return (SelectionTexts.Ranked, SelectionTexts.Number(ranked));
        if (DecideSelection.LimitsOf(state, batch.Number).Budget is { } budget) yield return (
            SelectionTexts.Available, PageTexts.Money(budget));
    }

    protected override bool IsBlocked(SelectionState state, Ask ask) => BatchOf(state, ask) is { IsBlocked: true };

    protected override Change<SelectionState> Opened(
        Change<SelectionState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) => change with
    {
        Next = change.Next.With(BatchOf(change.Next, ask)! with { IsBlocked = assignments.Count == 0 }),
    };

    protected override bool? AnsweredBefore(SelectionState state, Assignment assignment, SelectionForm answer) =>
        BatchOf(state, assignment.Ask)?.Decision is { } earlier && earlier.Assignment == assignment.Id
            ? earlier.Answer == DecideSelection.AnswerOf(answer) : null;

    protected override void Admit(SelectionState state, Assignment assignment) => RequireEligible(state, assignment);

    protected override Change<SelectionState> Take(
        SelectionState state, Assignment assignment, SelectionForm answer, Answering by)
    {
        var rules = RulesOf(state);
        return DecideSelection.Decide(
            state, BatchOf(state, assignment.Ask)!.Number, assignment, answer, by, rules,
            tools.Calendar.Due(by.At, rules.ReserveWorkingDays));
    }

    protected override SelectionForm ReadForm(IFormCollection form) => SelectionForm.Of(form);

    protected override Task<ShownPart> AboutAsync(SelectionState state, Assignment assignment, CancellationToken cancellation) =>
        Task.FromResult(ShownPart.Of<SelectionAbout, SelectionAsked>(Asked(state, assignment)));

    protected override ShownPart Inputs(SelectionState state, Assignment assignment) =>
        ShownPart.Of<SelectionInputs, SelectionAsked>(Asked(state, assignment));

    protected override ShownPart Answered(SelectionState state, Assignment assignment) =>
        ShownPart.Of<SelectionAnswered, SelectionAsked>(Asked(state, assignment));

    protected override object AnsweredView(SelectionState state, Assignment assignment) =>
        BatchView.Of(state, BatchOf(state, assignment.Ask)!);

    private SelectionAsked Asked(SelectionState state, Assignment assignment) => new(
        state.Round, BatchView.Of(state, BatchOf(state, assignment.Ask)!), DefinitionOf(state), assignment.Assignee);

    private static SelectionBatch? BatchOf(SelectionState state, Ask ask) =>
        ask.Step.StartsWith(Step, StringComparison.Ordinal)
        && int.TryParse(ask.Step.AsSpan(Step.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? state.Round.Batch(number) : null;

    private ProgrammeDefinition DefinitionOf(SelectionState state) =>
        catalogue.Get(state.Round.Call.Programme, state.Round.Call.Version, state.Round.Call.Guide);

    private SelectionDefinition RulesOf(SelectionState state) => (SelectionDefinition)DefinitionOf(state).Stage(state.Round.Call.Stage);
}

/// <summary>What the officer who is asked reads.</summary>
/// <param name="Person">Staff id.</param>
/// <param name="Call">Under its guide.</param>
public sealed record SelectionAsked(SelectionRound Round, BatchView Batch, ProgrammeDefinition Call, string Person)
{
    public SelectionDefinition Rules => (SelectionDefinition)Call.Stage(Round.Call.Stage);
}
