using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
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

    protected override Aggregate<ReviewState> Aggregate => ReviewAggregate.Kind;

    protected override ReviewState Review(ReviewState state) => state;

    protected override ReviewState With(ReviewState state, ReviewState review) => review;

    protected override bool? AnsweredBefore(ReviewState state, Assignment assignment, DecisionForm answer) =>
        Of(state, assignment) is { } earlier ? DecideApproval.IsSame(earlier, answer) : null;

    protected override Change<ReviewState> Take(ReviewState state, Assignment assignment, DecisionForm answer, Answering by) =>
        DecideApproval.Decide(state, assignment, answer, by);

    protected override bool IsAnswered(ReviewState state, Assignment assignment) => Of(state, assignment) is not null;

    protected override void Recorded(ReviewState state, Assignment assignment) => metrics.Decided(Of(state, assignment)!);

    protected override DecisionForm ReadForm(IFormCollection form) => DecisionForm.Of(form);

    protected override async Task<CallbackPage> AskPageAsync(
        ReviewState state, Assignment assignment, string token, Language language, CancellationToken cancellation)
    {
        var code = state.Application.Applicant.Organisation.Value;
        var organisation = await tools.Store.FindAsync(OrganisationAggregate.Kind, code, cancellation);
        var context = new DecisionContext(DefinitionOf(state), organisation?.State, person => tools.Staff.Find(person)?.Name ?? person);
        return DecisionPage.Ask(state, assignment, context, token, language);
    }

    protected override CallbackPage AnsweredPage(ReviewState state, Assignment assignment, Language language) =>
        DecisionPage.Recorded(
            Of(state, assignment)!.Kind, state.Run(assignment.Ask.Step, assignment.Ask.Round) is { State: StageRunState.Open }, language);

    protected override object AnsweredView(ReviewState state, Assignment assignment)
    {
        var decision = Of(state, assignment)!;
        return new DecisionAnswer(assignment.Id, decision.Kind, decision.At);
    }

    private static Decision? Of(ReviewState state, Assignment assignment) =>
        state.Decisions.FirstOrDefault(decision => decision.Assignment == assignment.Id);
}

/// <summary>A recorded decision as answered.</summary>
public sealed record DecisionAnswer(string Assignment, DecisionKind Decision, DateTimeOffset At);
