using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.SiteVisits;

/// <summary>Asks the officer in charge for an appointment, which may be changed until it begins.</summary>
public sealed class OfferQuestion(AskingTools tools, ProgrammeCatalogue catalogue, AcceptedDocuments documents)
    : VisitQuestion<OfferForm>(tools, catalogue, documents)
{
    public override string Kind => VisitTimes.Offering;

    public override LocalizedText Label { get; } = new("安排预约", "Offer an appointment");

    protected override bool IsCorrectable(VisitState state, Assignment assignment) =>
        assignment.State == AssignmentState.Decided
        && state.Review.Application.Status == Applications.ApplicationStatus.Submitted
        && state.Review.Run(assignment.Ask.Step, assignment.Ask.Round) is { State: not StageRunState.Closed }
        && state.Current(assignment.Ask.Step, assignment.Ask.Round) is
            { State: AppointmentState.Offered or AppointmentState.Confirmed } current
        && current.Assignment == assignment.Id && current.Terms.Begins > Tools.Time.GetUtcNow();

    protected override bool? AnsweredBefore(VisitState state, Assignment assignment, OfferForm answer)
    {
        if (Of(state, assignment) is not { } earlier) return null;
        if (OfferAppointment.IsSame(earlier, answer, state, StageOf(state, assignment), People)) return true;
        return IsCorrectable(state, assignment) ? null : false;
    }

    protected override Change<VisitState> Take(VisitState state, Assignment assignment, OfferForm answer, Answering by) =>
        OfferAppointment.Decide(state, assignment, answer, by, StageOf(state, assignment), People);

    protected override OfferForm ReadForm(IFormCollection form) => OfferForm.Of(form);

    protected override async Task<ShownPart> AboutAsync(VisitState state, Assignment assignment, CancellationToken cancellation) =>
        ShownPart.Of<OfferAbout, OfferShown>(Shown(state, assignment) with
        {
            Content = await ContentAsync(state, assignment, cancellation),
        });

    protected override ShownPart Inputs(VisitState state, Assignment assignment) =>
        ShownPart.Of<OfferInputs, OfferShown>(Shown(state, assignment));

    protected override ShownPart Answered(VisitState state, Assignment assignment) =>
        ShownPart.Of<OfferAnswered, OfferShown>(Shown(state, assignment));

    protected override object AnsweredView(VisitState state, Assignment assignment)
    {
        var appointment = Of(state, assignment)!;
        return new OfferAnswer(assignment.Id, appointment.Edition, appointment.AnswerBy);
    }

    private static Appointment? Of(VisitState state, Assignment assignment) =>
        state.Appointments.FirstOrDefault(appointment => appointment.Assignment == assignment.Id);

    private OfferShown Shown(VisitState state, Assignment assignment)
    {
        var current = state.Current(assignment.Ask.Step, assignment.Ask.Round);
        var earliest = VisitTimes.Earliest(StageOf(state, assignment), Tools.Calendar, Tools.Time.GetUtcNow());
        var report = current is null ? null : state.ReportOn(current);
        var experts = PanelExperts.Of(state.Review, StageOf(state, assignment), Tools.Staff);
        return new OfferShown(null, current, Of(state, assignment) is not null, report, earliest, experts, NameOf);
    }
}

/// <summary>A recorded offer as answered.</summary>
/// <param name="AnswerBy">Until when the applicant answers, UTC.</param>
public sealed record OfferAnswer(string Assignment, string Edition, DateTimeOffset AnswerBy);

/// <summary>What the page of an offer shows.</summary>
/// <param name="Content">Null beside the inputs.</param>
/// <param name="Current">The last appointment; null while there is none.</param>
/// <param name="IsOwn">It was offered by this assignment.</param>
/// <param name="Report">On it; null while there is none.</param>
/// <param name="Earliest">Day of an appointment that is offered now.</param>
/// <param name="Experts">Staff ids of those who attend by themselves.</param>
/// <param name="NameOf">Of a member of the staff.</param>
public sealed record OfferShown(
    DecisionShown? Content, Appointment? Current, bool IsOwn, VisitReport? Report, DateOnly Earliest, IReadOnlyList<string> Experts,
    Func<string, string> NameOf);
