using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Approvals;

/// <summary>Asks people of a stage to decide an application.</summary>
public sealed class ApprovalQuestion(
    AskingTools tools, ProgrammeCatalogue catalogue, ReviewMetrics metrics, AcceptedDocuments documents)
    : StageQuestion<ReviewState, DecisionForm>(tools, catalogue, documents)
{
    private readonly AskingTools tools = tools;

    public const string Name = "review";

    public override string Kind => Name;

    public override LocalizedText Label { get; } = new("评审申请", "Review an application");

    public override LocalizedText? NoSigners => null;

    protected override Aggregate<ReviewState> Aggregate => ReviewAggregate.Kind;

    protected override ReviewState Review(ReviewState state) => state;

    protected override ReviewState With(ReviewState state, ReviewState review) => review;

    protected override bool? AnsweredBefore(ReviewState state, Assignment assignment, DecisionForm answer) =>
        Of(state, assignment) is { } earlier ? DecideApproval.IsSame(earlier, answer, Offered(state, assignment)) : null;

    protected override Change<ReviewState> Take(ReviewState state, Assignment assignment, DecisionForm answer, Answering by) =>
        DecideApproval.Decide(
            state, assignment, answer, by, SendBack.Stages(state, DefinitionOf(state), assignment.Ask.Step), Offered(state, assignment));

    protected override bool StillWaits(ReviewState state, Ask ask, DateTimeOffset at)
    {
        var definition = DefinitionOf(state);
        return CloseApproval.Decide(state, definition, (VotingDefinition)definition.Stage(ask.Step), ask.Round).Facts.Count == 0;
    }

    protected override bool MayGo(ReviewState state, Assignment assignment) =>
        state.Run(assignment.Ask.Step, assignment.Ask.Round) is { State: not StageRunState.Closed }
        && ApprovalRules.CanDoWithout(
            assignment, (VotingDefinition)DefinitionOf(state).Stage(assignment.Ask.Step), state.Assignments.Of(assignment.Ask),
            state.DecisionsOf(assignment.Ask.Step, assignment.Ask.Round));

    protected override bool MayBeTakenBack => true;

    protected override Change<ReviewState>? TakeBack(ReviewState state, Assignment assignment, DateTimeOffset at) =>
        TakeBackDecision.Decide(state, assignment, at);

    protected override bool IsAnswered(ReviewState state, Assignment assignment) => Of(state, assignment) is not null;

    protected override void Recorded(ReviewState state, Assignment assignment) => metrics.Decided(Of(state, assignment)!);

    protected override DecisionForm ReadForm(IFormCollection form) => DecisionForm.Of(form);

    protected override async Task<ShownPart> AboutAsync(ReviewState state, Assignment assignment, CancellationToken cancellation)
    {
        var application = state.Application;
        var facts = application.Supplement.Round == 0 ? []
            : await tools.Store.ReadFactsAsync(ReviewAggregate.Kind.Table, application.Id, cancellation);
        return ShownPart.Of<DecisionAbout, DecisionShown>(Shown(state, assignment) with
        {
            Organisation = await tools.Store.NameOfAsync(application.Applicant, cancellation),
            Corrections = Correction.Of(facts.Select(fact => fact.Read()).OfType<Fact>()),
        });
    }

    protected override ShownPart Inputs(ReviewState state, Assignment assignment) =>
        ShownPart.Of<DecisionInputs, DecisionShown>(Shown(state, assignment));

    protected override ShownPart Answered(ReviewState state, Assignment assignment) =>
        ShownPart.Of<DecisionAnswered, DecisionAnsweredShown>(new DecisionAnsweredShown(
            state.Application.Id, Of(state, assignment)!, DefinitionOf(state),
            state.Run(assignment.Ask.Step, assignment.Ask.Round) is { State: StageRunState.Open }, assignment.IsOpinion));

    private DecisionShown Shown(ReviewState state, Assignment assignment) =>
        new(state, assignment, DefinitionOf(state), "", tools.Staff.NameOf, []);

    protected override object AnsweredView(ReviewState state, Assignment assignment)
    {
        var decision = Of(state, assignment)!;
        return new DecisionAnswer(assignment.Id, decision.Kind, decision.At);
    }

    private IReadOnlyList<Institution> Offered(ReviewState state, Assignment assignment) =>
        ChooseInstitutions.Offered(DefinitionOf(state), assignment.Ask.Step);

    private static Decision? Of(ReviewState state, Assignment assignment) =>
        state.Decisions.FirstOrDefault(decision => decision.Assignment == assignment.Id);
}

/// <summary>A recorded decision as answered.</summary>
public sealed record DecisionAnswer(string Assignment, DecisionKind Decision, DateTimeOffset At);
