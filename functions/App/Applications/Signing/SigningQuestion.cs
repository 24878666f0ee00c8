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
    : StateQuestion<SigningState, SigningForm>(tools)
{
    public const string Name = "signing";
    private const string Step = "OrganisationSignature";

    private readonly AskingTools tools = tools;

    public static Ask AskOf(string applicationId, int round) => new(Name, applicationId, Step, round);

    public override string Kind => Name;

    public override LocalizedText Label => SigningTexts.Ask;

    protected override Aggregate<SigningState> Aggregate => SigningAggregate.Kind;

    protected override IReadOnlyList<Assignment> Assignments(SigningState state) => state.Assignments;

    protected override SigningState With(SigningState state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    protected override AskPlan? Plan(SigningState state, Ask ask) => !state.Awaits(ask.Round) ? null : new AskPlan
    {
        Roles = [Role.Signatory],
        Organisation = state.Application.Applicant.Organisation,
        Count = 1,
        Ladder = options.Value.Signing,
        // A draft that no one can sign must not wait without an end.
        GiveUp = options.Value.Signing.Start(state.Application.Signing!.SentAt, tools.Calendar).Lapse,
        About = new AssignmentAbout(
            new LocalizedText(state.Application.Subject.Title, state.Application.Subject.Title),
            catalogue.Of(state.Application).Name, SigningTexts.Ask),
    };

    protected override string Digest(SigningState state) => ContentDigest.Of(state.Application);

    protected override string? Closed(SigningState state, Assignment assignment) =>
        state.Awaits(assignment.Ask.Round) ? null : state.Application.Signing switch
    {
        { Outcome: SigningOutcome.Recalled or SigningOutcome.Withdrawn } => AssignmentProblems.Withdrawn,
        _ => AssignmentProblems.StageClosed,
    };

    /// <summary>A draft is its organisation's alone: whoever may send it may have the signatory reminded.</summary>
    protected override bool Oversees(SigningState state, Caller caller) =>
        new ApplicationCase(state.Application, state.Assignments).For(caller).Has(Right.Oversee);

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

    protected override void Admit(SigningState state, Assignment assignment) => RequireEligible(state, assignment);

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

    private SigningShown Shown(SigningState state) => new(state, catalogue.Of(state.Application));
}
