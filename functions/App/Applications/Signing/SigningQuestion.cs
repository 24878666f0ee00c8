using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Applications.Signing;

/// <summary>What the page of a signature shows.</summary>
public sealed record SigningShown(SigningState State, ProgrammeDefinition Definition);

/// <summary>What a signatory's answer came to.</summary>
public sealed record SigningAnswer(string Application, ApplicationStatus Status, SigningRound Signing);

/// <summary>Asks a signatory of the organisation whether it submits the application.</summary>
public sealed class SigningQuestion(AskingTools tools, ProgrammeCatalogue catalogue, IOptions<ApplicationOptions> options)
    : DraftQuestion<SigningForm>(tools, catalogue)
{
    public const string Name = "signing";
    private const string Step = "OrganisationSignature";

    public static Ask AskOf(string applicationId, int round) => new(Name, applicationId, Step, round);

    public override string Kind => Name;

    public override LocalizedText Label => SigningTexts.Ask;

    protected override AskPlan? Plan(SigningState state, Ask ask) => !state.Awaits(ask.Round) ? null : PlanOf(
        state, [Role.Signatory], state.Application.Applicant.Organisation, options.Value.Signing,
        state.Application.Signing!.SentAt);

    protected override string? Closed(SigningState state, Assignment assignment) =>
        state.Awaits(assignment.Ask.Round) ? null : state.Application.Signing switch
    {
        { Outcome: SigningOutcome.Recalled or SigningOutcome.Withdrawn } => AssignmentProblems.Withdrawn,
        _ => AssignmentProblems.StageClosed,
    };

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(SigningState state, Assignment assignment) =>
    [
        (new("项目", "Programme"), assignment.About.Context),
        (new("申请", "Application"), assignment.About.Title),
        (new("事项", "Question"), assignment.About.Step),
    ];

    protected override bool IsBlocked(SigningState state, Ask ask) => state.Application.Signing is { IsBlocked: true };

    protected override Change<SigningState> Opened(
        Change<SigningState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at)
    {
        var application = change.Next.Application;
        var round = application.Signing! with { IsBlocked = assignments.Count == 0 };
        return change with { Next = change.Next with { Application = application with { Signing = round } } };
    }

    protected override bool? AnsweredBefore(SigningState state, Assignment assignment, SigningForm answer) =>
        assignment.State == AssignmentState.Decided && state.Application.Signing is { } round
            ? round.Round == assignment.Ask.Round && AnswerSigning.IsSame(round, answer) : null;

    protected override Change<SigningState> Take(
        SigningState state, Assignment assignment, SigningForm answer, Answering by) => AnswerSigning.Decide(state, answer, by);

    protected override SigningForm ReadForm(IFormCollection form) =>
        new(form["token"], EnumByName.Find<SigningDecision>(form["decision"]), form["comment"]);

    protected override Task<ShownPart> AboutAsync(SigningState state, Assignment assignment, CancellationToken cancellation) =>
        Task.FromResult(ShownPart.Of<SigningAbout, SigningShown>(Shown(state)));

    protected override ShownPart Inputs(SigningState state, Assignment assignment) =>
        ShownPart.Of<SigningInputs, SigningShown>(Shown(state));

    protected override ShownPart Answered(SigningState state, Assignment assignment) =>
        ShownPart.Of<SigningAnswered, SigningShown>(Shown(state));

    protected override object AnsweredView(SigningState state, Assignment assignment) =>
        new SigningAnswer(state.Application.Id, state.Application.Status, state.Application.Signing!);

    private SigningShown Shown(SigningState state) => new(state, DefinitionOf(state));
}
