using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Referrals;

/// <summary>What the page of a referral shows.</summary>
/// <param name="Referral">Null where the institution is asked no more.</param>
public sealed record ReferralShown(ReferredState State, ProgrammeDefinition Definition, Referral? Referral);

/// <summary>What an institution's answer came to.</summary>
public sealed record RecordedReferral(string Assignment, ReferralState State, DateTimeOffset At);

/// <summary>Asks a person of an institution whether it wants to finance the applicant.</summary>
public sealed class ReferralQuestion(AskingTools tools, ProgrammeCatalogue catalogue) : StateQuestion<ReferredState, ReferralForm>(tools)
{
    public const string Name = "referral";

    /// <summary>The step of an asking is its institution.</summary>
    public static Ask AskOf(StageRequest request, string institution) => new(Name, request.ApplicationId, institution, request.Round);

    public static LadderPolicy Ladder(ReferralDefinition stage) =>
        new LadderPolicy.WorkingDays(stage.WorkingDays, stage.ReminderWorkingDays, stage.DelegateWorkingDays);

    public override string Kind => Name;

    public override LocalizedText Label => ReferralTexts.Ask;

    protected override Aggregate<ReferredState> Aggregate => ReferralAggregate.Kind;

    protected override IReadOnlyList<Assignment> Assignments(ReferredState state) => state.Review.Assignments;

    protected override ReferredState With(ReferredState state, IReadOnlyList<Assignment> assignments) =>
        state with { Review = state.Review with { Assignments = assignments } };

    protected override AskPlan? Plan(ReferredState state, Ask ask)
    {
        var application = state.Review.Application;
        if (application.Status != ApplicationStatus.Submitted || state.Of(ask) is not { State: ReferralState.Asked } referral
            || state.Review.Run(referral.Stage, referral.Round) is not { State: not StageRunState.Closed } run) return null;
        var definition = catalogue.Of(application);
        var stage = (ReferralDefinition)definition.Stage(referral.Stage);
        return new AskPlan
        {
            Roles = StaffDirectory.ForAPartner,
            Organisation = CreditCode.Parse(ask.Step),
            Count = 1,
            Ladder = Ladder(stage),
            ExcludedOrganisations = application.Organisations,
            GiveUp = run.Due,
            About = new AssignmentAbout(
                new LocalizedText(application.Subject.Title, application.Subject.Title), definition.Name, stage.Title),
        };
    }

    protected override string Digest(ReferredState state) => ContentDigest.Of(state.Review.Application);

    protected override string? Closed(ReferredState state, Assignment assignment) =>
        StagePlan.Closed(state.Review.Application);

    protected override bool Oversees(ReferredState state, Caller caller) =>
        new ApplicationCase(state.Review.Application, state.Review.Assignments).For(caller).Has(Right.Oversee);

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(ReferredState state, Assignment assignment) =>
        StagePlan.Details(assignment);

    protected override bool IsBlocked(ReferredState state, Ask ask) => state.Of(ask) is { IsBlocked: true };

    protected override Change<ReferredState> Opened(
        Change<ReferredState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at)
    {
        var next = change.Next.With(change.Next.Of(ask)! with { IsBlocked = assignments.Count == 0 });
        IReadOnlyList<Assignment> asked = [.. assignments.Select(each => each with { Sight = AssignmentSight.Referral })];
        return change with { Next = With(next, next.Review.Assignments.With(asked)) };
    }

    protected override bool? AnsweredBefore(ReferredState state, Assignment assignment, ReferralForm answer) =>
        state.Of(assignment.Ask) is { } referral && referral.Assignment == assignment.Id ? AnswerReferral.IsSame(referral, answer) : null;

    protected override void Admit(ReferredState state, Assignment assignment) => RequireEligible(state, assignment);

    protected override Change<ReferredState> Take(
        ReferredState state, Assignment assignment, ReferralForm answer, Answering by) =>
        AnswerReferral.Decide(state, assignment, answer, by);

    protected override ReferralForm ReadForm(IFormCollection form) => form.Read<ReferralForm>();

    protected override Task<ShownPart> AboutAsync(ReferredState state, Assignment assignment, CancellationToken cancellation) =>
        Task.FromResult(ShownPart.Of<ReferralAbout, ReferralShown>(Shown(state, assignment)));

    protected override ShownPart Inputs(ReferredState state, Assignment assignment) =>
        ShownPart.Of<ReferralInputs, ReferralShown>(Shown(state, assignment));

    protected override ShownPart Answered(ReferredState state, Assignment assignment) =>
        ShownPart.Of<ReferralAnswered, ReferralShown>(Shown(state, assignment));

    protected override object AnsweredView(ReferredState state, Assignment assignment)
    {
        var referral = state.Of(assignment.Ask)!;
        return new RecordedReferral(assignment.Id, referral.State, referral.ChangedAt);
    }

    private ReferralShown Shown(ReferredState state, Assignment assignment) =>
        new(state, catalogue.Of(state.Review.Application), state.Of(assignment.Ask));
}
