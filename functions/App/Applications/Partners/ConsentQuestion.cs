using FunctionsApp.Applications.Signing;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Applications.Partners;

/// <summary>What the page of a consent shows.</summary>
/// <param name="Organisation">Credit code of the partner that is asked.</param>
public sealed record ConsentShown(SigningState State, ProgrammeDefinition Definition, string Organisation)
{
    /// <summary>Null where a later sending names it no more.</summary>
    public PartnerConsent? Consent => State.Application.Consents?.Of(Organisation);
}

/// <summary>What a partner's answer came to.</summary>
public sealed record ConsentAnswer(string Application, ApplicationStatus Status, ConsentState Consent);

/// <summary>Asks a person of a partner whether it consents to a joint application.</summary>
public sealed class ConsentQuestion(
    AskingTools tools, ProgrammeCatalogue catalogue, IOptions<ApplicationOptions> options)
    : DraftQuestion<ConsentForm>(tools, catalogue)
{
    public const string Name = "consent";

    private readonly AskingTools tools = tools;

    /// <summary>The step of an asking is its partner.</summary>
    public static Ask AskOf(ConsentRun run) => new(Name, run.ApplicationId, run.Organisation, run.Round);

    public override string Kind => Name;

    public override LocalizedText Label => PartnerTexts.Ask;

    protected override AskPlan? Plan(SigningState state, Ask ask) => !RunOf(ask).Awaits(state.Application) ? null : PlanOf(
        state, StaffDirectory.ForAPartner, CreditCode.Parse(ask.Step), options.Value.Consent,
        state.Application.Consents!.SentAt);

    protected override string? Closed(SigningState state, Assignment assignment) =>
        RunOf(assignment.Ask) is var run && run.Awaits(state.Application) ? null : run.OutcomeOf(state.Application) switch
        {
            ConsentOutcome.Recalled or ConsentOutcome.Withdrawn => AssignmentProblems.Withdrawn,
            _ => AssignmentProblems.StageClosed,
        };

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(SigningState state, Assignment assignment) =>
    [
        (new("项目", "Programme"), assignment.About.Context),
        (new("申请", "Application"), assignment.About.Title),
        (new("牵头单位", "Applicant"), Lead(state.Application.Applicant)),
        (new("事项", "Question"), assignment.About.Step),
    ];

    protected override bool IsBlocked(SigningState state, Ask ask) => state.Application.Consents?.Of(ask.Step) is { IsBlocked: true };

    protected override Change<SigningState> Opened(
        Change<SigningState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at)
    {
        var (application, round) = (change.Next.Application, change.Next.Application.Consents!);
        var consents = round.With(round.Of(ask.Step)! with { IsBlocked = assignments.Count == 0 });
        return change with { Next = change.Next with { Application = application with { Consents = consents } } };
    }

    protected override bool? AnsweredBefore(SigningState state, Assignment assignment, ConsentForm answer) =>
        assignment.State == AssignmentState.Decided && state.Application.Consents?.Of(assignment.Ask.Step) is { } consent
            ? consent.Round == assignment.Ask.Round && AnswerConsent.IsSame(consent, answer) : null;

    protected override Change<SigningState> Take(
        SigningState state, Assignment assignment, ConsentForm answer, Answering by) => AnswerConsent.Decide(
            state, assignment.Ask.Step, answer, by, DefinitionOf(state),
            tools.Staff.SignatoriesOf(state.Application.Applicant.Organisation));

    protected override ConsentForm ReadForm(IFormCollection form) =>
        new(form["token"], EnumByName.Find<ConsentDecision>(form["decision"]), form["comment"]);

    protected override Task<ShownPart> AboutAsync(SigningState state, Assignment assignment, CancellationToken cancellation) =>
        Task.FromResult(ShownPart.Of<ConsentAbout, ConsentShown>(Shown(state, assignment)));

    protected override ShownPart Inputs(SigningState state, Assignment assignment) =>
        ShownPart.Of<ConsentInputs, ConsentShown>(Shown(state, assignment));

    protected override ShownPart Answered(SigningState state, Assignment assignment) =>
        ShownPart.Of<ConsentAnswered, ConsentShown>(Shown(state, assignment));

    protected override object AnsweredView(SigningState state, Assignment assignment) => new ConsentAnswer(
        state.Application.Id, state.Application.Status,
        state.Application.Consents?.Of(assignment.Ask.Step)?.State ?? ConsentState.Asked);

    private static ConsentRun RunOf(Ask ask) => new(ask.Subject, ask.Round, ask.Step);

    private static LocalizedText Lead(Applicant applicant)
    {
        var name = applicant.Name ?? applicant.Organisation.Value;
        return new LocalizedText(name, name);
    }

    private ConsentShown Shown(SigningState state, Assignment assignment) =>
        new(state, DefinitionOf(state), assignment.Ask.Step);
}
