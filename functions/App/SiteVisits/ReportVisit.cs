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
/// <param name="BackTo">For SendBack only: name of the earlier stage that is asked again, with all after it.</param>
[Problems("second-stage", "document-altered", "photos-unchecked")]
public sealed record ReportForm(
    string? Token,
    [property: FormFields(@"^note\.")] IReadOnlyList<NoteForm>? Notes,
    VisitResult? Result,
    [property: TextLimit(ReportVisit.MaxText, Multiline = true, MayBeBlank = true)] string? Summary = null,
    [property: TextLimit(40, MayBeBlank = true)] string? BackTo = null) : IAnswer
{
    private const string Prefix = "note.";

    public static ReportForm Of(IFormCollection form) => new(
        form["token"],
        [
            .. form.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(name => new NoteForm(name[Prefix.Length..], form[name])),
        ],
        EnumByName.Find<VisitResult>(form["result"]), form["summary"], form["backTo"]);
}

/// <param name="Point">Its key in the checklist.</param>
public sealed record NoteForm(
    string Point, [property: TextLimit(ReportVisit.MaxText, Multiline = true, MayBeBlank = true)] string? Text = null);

/// <summary>Takes the report on an appointment.</summary>
public static class ReportVisit
{
    public const int MaxText = 2000;

    /// <param name="earlier">Names of the stages that it may be sent back to, see <see cref="SendBack.Stages"/>.</param>
    /// <exception cref="ProblemException">
    /// invalid-field: every fault of the report at once; photos-unchecked: one waits for its check.
    /// </exception>
    public static Change<VisitState> Decide(
        VisitState state, Assignment assignment, ReportForm form, Answering by, AppointmentDefinition stage,
        IReadOnlyList<string> earlier)
    {
        var appointment = state.Current(assignment.Ask.Step, assignment.Ask.Round)
            ?? throw new InvalidOperationException($"{assignment.Id} has no appointment.");
        if (Faults(form, stage, appointment.Number, earlier) is { Count: > 0 } faults) throw PlatformProblems.InvalidField.With(faults);
        var photos = AttachPhoto.Live(state, appointment);
        if (photos.Any(photo => photo.State == CheckState.Received)) throw VisitProblems.PhotosUnchecked.With();
        var report = new VisitReport(
            assignment.Id, appointment.Stage, appointment.Round, appointment.Number, by.Person, form.Result!.Value, Notes(form, stage),
            PlainText.Kept(form.Summary!), by.Digest, by.At.ToUniversalTime())
        {
            Photos = [.. photos.Select(photo => new ReportPhoto(VisitPhotos.IdOf(photo), photo.FileName, photo.Bytes, photo.Sha256!))],
            BackTo = Given(form.BackTo),
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
        Faults(form, stage, earlier.Number, earlier.BackTo is { } to ? [to] : []).Count == 0 && earlier.Result == form.Result
        && earlier.Summary == PlainText.Kept(form.Summary!) && earlier.Notes.SequenceEqual(Notes(form, stage));

    /// <summary>What a report on the appointment of this number may come to.</summary>
    /// <param name="earlier">Names of the stages that it may be sent back to.</param>
    public static IReadOnlyList<VisitResult> Results(AppointmentDefinition stage, int number, IReadOnlyList<string> earlier) =>
    [
        .. Enum.GetValues<VisitResult>().Where(result => result switch
        {
            VisitResult.Repeat => number < stage.Appointments,
            VisitResult.SendBack => earlier.Count > 0,
            _ => true,
        }),
    ];

    private static IReadOnlyList<PointNote> Notes(ReportForm form, AppointmentDefinition stage) =>
    [
        .. stage.Checklist.Select(point => new PointNote(
            point.Key, PlainText.Kept(form.Notes!.First(note => note.Point == point.Key).Text!))),
    ];

    private static List<MemberFault> Faults(ReportForm form, AppointmentDefinition stage, int number, IReadOnlyList<string> earlier)
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

        var results = Results(stage, number, earlier);
        if (form.Result is not { } result || !results.Contains(result)) faults.Add(Fault(
            "result", "value", new($"应为 {string.Join("、", results)}", $"must be {string.Join(" or ", results)}")));
        else if (result == VisitResult.SendBack ? !earlier.Contains(Given(form.BackTo) ?? "") : Given(form.BackTo) is not null)
            faults.Add(Fault("backTo", "value", ReviewProblems.SendBackStage.Remedy));
        Text("summary", form.Summary, faults);
        return faults;
    }

    private static void Text(string name, string? text, List<MemberFault> faults)
    {
        if (string.IsNullOrWhiteSpace(text)) faults.Add(Fault(name, "missing", new("请填写", "needs a text")));
        else if (PlainText.Fault(text, MaxText, oneLine: false) is (var code, var reason)) faults.Add(Fault(name, code, reason));
    }

    private static string? Given(string? stage) => string.IsNullOrEmpty(stage) ? null : stage;

    private static MemberFault Fault(string name, string code, LocalizedText reason) => MemberFault.Of(name, code, reason);
}
