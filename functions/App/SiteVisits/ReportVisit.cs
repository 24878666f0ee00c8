using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits.Photos;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.SiteVisits;

/// <summary>The officer in charge reported of an appointment.</summary>
[ShownAs(Right.VotesOfClosedStages)]
public sealed record VisitReported(string Assignment, string Stage, int Round, int Number, VisitResult Result, string Digest)
    : StageAnswered(Stage, Round), IOfAssignment
{
    /// <summary>SHA-256 of its photos.</summary>
    public IReadOnlyList<string> Photos { get; init; } = [];
}

/// <summary>Body of a report; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Notes">One for each point of the checklist. Form: <c>note.&lt;key&gt;</c>.</param>
/// <param name="Result">Repeat asks for another appointment, as often as the programme allows.</param>
/// <param name="Summary">The applicant reads it where the result is Failed.</param>
[Problems("second-stage", "document-altered", "photos-unchecked")]
public sealed record ReportForm(
    string? Token,
    [property: FormFields(@"^note\.")] IReadOnlyList<NoteForm>? Notes,
    VisitResult? Result,
    [property: TextLimit(ReportVisit.MaxText, Multiline = true, MayBeBlank = true)] string? Summary = null) : IAnswer
{
    private const string Prefix = "note.";

    public static ReportForm Of(IFormCollection form) => new(
        form["token"],
        [
            .. form.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(name => new NoteForm(name[Prefix.Length..], form[name])),
        ],
        EnumByName.Find<VisitResult>(form["result"]), form["summary"]);
}

/// <param name="Point">Its key in the checklist.</param>
public sealed record NoteForm(
    string Point, [property: TextLimit(ReportVisit.MaxText, Multiline = true, MayBeBlank = true)] string? Text = null);

/// <summary>Takes the report on an appointment.</summary>
public static class ReportVisit
{
    public const int MaxText = 2000;

    /// <exception cref="ProblemException">
    /// invalid-field: every fault of the report at once; photos-unchecked: one waits for its check.
    /// </exception>
    public static Change<VisitState> Decide(
        VisitState state, Assignment assignment, ReportForm form, Answering by, AppointmentDefinition stage)
    {
        var appointment = state.Current(assignment.Ask.Step, assignment.Ask.Round)
            ?? throw new InvalidOperationException($"{assignment.Id} has no appointment.");
        if (Faults(form, stage, appointment.Number) is { Count: > 0 } faults) throw PlatformProblems.InvalidField.With(faults);
        var photos = AttachPhoto.Live(state, appointment);
        if (photos.Any(photo => photo.State == CheckState.Received)) throw VisitProblems.PhotosUnchecked.With();
        var report = new VisitReport(
            assignment.Id, appointment.Stage, appointment.Round, appointment.Number, by.Person, form.Result!.Value, Notes(form, stage),
            PlainText.Kept(form.Summary!), by.Digest, by.At.ToUniversalTime())
        {
            Photos = [.. photos.Select(photo => new ReportPhoto(VisitPhotos.IdOf(photo), photo.FileName, photo.Bytes, photo.Sha256!))],
        };
        var next = state.With(appointment with { State = AppointmentState.Reported, ChangedAt = report.At });
        return Change.To(
            next with { Reports = [.. next.Reports, report] }, by.Person,
            new VisitReported(assignment.Id, report.Stage, report.Round, report.Number, report.Result, report.Digest)
            {
                Photos = [.. report.Photos.Select(photo => photo.Sha256)],
            });
    }

    public static bool IsSame(VisitReport earlier, ReportForm form, AppointmentDefinition stage) =>
        Faults(form, stage, earlier.Number).Count == 0 && earlier.Result == form.Result
        && earlier.Summary == PlainText.Kept(form.Summary!) && earlier.Notes.SequenceEqual(Notes(form, stage));

    /// <summary>What a report on the appointment of this number may come to.</summary>
    public static IReadOnlyList<VisitResult> Results(AppointmentDefinition stage, int number) =>
        number < stage.Appointments ? Enum.GetValues<VisitResult>() : [VisitResult.Passed, VisitResult.Failed];

    private static IReadOnlyList<PointNote> Notes(ReportForm form, AppointmentDefinition stage) =>
    [
        .. stage.Checklist.Select(point => new PointNote(
            point.Key, PlainText.Kept(form.Notes!.First(note => note.Point == point.Key).Text!))),
    ];

    private static List<MemberFault> Faults(ReportForm form, AppointmentDefinition stage, int number)
    {
        var faults = new List<MemberFault>();
        var notes = (form.Notes ?? []).OfType<NoteForm>().ToList();
        foreach (var point in stage.Checklist)
        {
            var given = notes.Where(note => note.Point == point.Key).ToList();
            if (given.Count > 1) faults.Add(Fault($"note.{point.Key}", "twice", new("只能填写一次", "is there twice")));
            else Text($"note.{point.Key}", given.FirstOrDefault()?.Text, faults);
        }

        foreach (var note in notes.Where(note => stage.Checklist.All(point => point.Key != note.Point)))
        {
            faults.Add(Fault($"note.{note.Point}", "unknown", new("不在考察要点之中", "is not in the checklist")));
        }

        if (form.Result is not { } result || !Results(stage, number).Contains(result)) faults.Add(Fault(
            "result", "value", new(
                $"应为 {string.Join("、", Results(stage, number))}", $"must be {string.Join(" or ", Results(stage, number))}")));
        Text("summary", form.Summary, faults);
        return faults;
    }

    private static void Text(string name, string? text, List<MemberFault> faults)
    {
        if (string.IsNullOrWhiteSpace(text)) faults.Add(Fault(name, "missing", new("请填写", "needs a text")));
        else if (PlainText.Fault(text, MaxText, oneLine: false) is (var code, var reason)) faults.Add(Fault(name, code, reason));
    }

    private static MemberFault Fault(string name, string code, LocalizedText reason) => MemberFault.Of(name, code, reason);
}
