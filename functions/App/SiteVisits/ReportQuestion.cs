using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits.Photos;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.SiteVisits;

/// <summary>Asks the officer in charge for the report once the appointment is over.</summary>
public sealed class ReportQuestion(AskingTools tools, ProgrammeCatalogue catalogue, AcceptedDocuments documents)
    : VisitQuestion<ReportForm>(tools, catalogue, documents)
{
    public override string Kind => VisitTimes.Reporting;

    public override LocalizedText Label { get; } = new("提交报告或纪要", "Report of an appointment");

    protected override bool? AnsweredBefore(VisitState state, Assignment assignment, ReportForm answer) =>
        Of(state, assignment) is { } earlier ? ReportVisit.IsSame(earlier, answer, StageOf(state, assignment)) : null;

    protected override Change<VisitState> Take(VisitState state, Assignment assignment, ReportForm answer, Answering by) =>
        ReportVisit.Decide(
            state, assignment, answer, by, StageOf(state, assignment),
            SendBack.Stages(state.Review, DefinitionOf(state), assignment.Ask.Step));

    protected override ReportForm ReadForm(IFormCollection form) => ReportForm.Of(form);

    protected override async Task<ShownPart> AboutAsync(VisitState state, Assignment assignment, CancellationToken cancellation) =>
        ShownPart.Of<ReportAbout, ReportShown>(Shown(state, assignment) with
        {
            Content = await ContentAsync(state, assignment, cancellation),
        });

    protected override ShownPart Inputs(VisitState state, Assignment assignment) =>
        ShownPart.Of<ReportInputs, ReportShown>(Shown(state, assignment));

    protected override ShownPart Answered(VisitState state, Assignment assignment) =>
        ShownPart.Of<ReportAnswered, ReportShown>(Shown(state, assignment));

    protected override object AnsweredView(VisitState state, Assignment assignment)
    {
        var report = Of(state, assignment)!;
        return new ReportAnswer(assignment.Id, report.Result, report.At);
    }

    private static VisitReport? Of(VisitState state, Assignment assignment) =>
        state.Reports.FirstOrDefault(report => report.Assignment == assignment.Id);

    private ReportShown Shown(VisitState state, Assignment assignment)
    {
        var report = Of(state, assignment);
        var appointment = state.Appointments.FirstOrDefault(each => each.Stage == assignment.Ask.Step && each.Round == assignment.Ask.Round
            && each.Number == report?.Number) ?? state.Current(assignment.Ask.Step, assignment.Ask.Round)!;
        return new ReportShown(null, appointment, report, StageOf(state, assignment), NameOf)
        {
            Photos = AttachPhoto.Live(state, appointment).Count,
            Earlier = [.. SendBack.Stages(state.Review, DefinitionOf(state), assignment.Ask.Step)
                .Select(stage => (stage, DefinitionOf(state).StageTitle(stage)))],
            SentBackTo = report?.BackTo is { } to ? DefinitionOf(state).StageTitle(to) : null,
        };
    }
}

/// <summary>A recorded report as answered.</summary>
public sealed record ReportAnswer(string Assignment, VisitResult Result, DateTimeOffset At);

/// <summary>What the page of a report shows.</summary>
/// <param name="Content">Null beside the inputs.</param>
/// <param name="Report">Null while it is asked.</param>
/// <param name="NameOf">Of a member of the staff.</param>
public sealed record ReportShown(
    DecisionShown? Content, Appointment Appointment, VisitReport? Report, AppointmentDefinition Stage, Func<string, string> NameOf)
{
    /// <summary>How many are attached.</summary>
    public int Photos { get; init; }

    /// <summary>Stages that the application may be sent back to.</summary>
    public IReadOnlyList<(string Name, LocalizedText Title)> Earlier { get; init; } = [];

    /// <summary>Title of the stage that the report sent it back to; null for none.</summary>
    public LocalizedText? SentBackTo { get; init; }
}
