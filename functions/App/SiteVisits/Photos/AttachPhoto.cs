using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.SiteVisits.Photos;

/// <summary>The officer in charge attached a photo to the report of an appointment; its check follows.</summary>
/// <param name="Number">Of the appointment.</param>
/// <param name="Photo">1 for the first.</param>
[ShownAs(Right.VotesOfClosedStages)]
public sealed record PhotoAttached(string Stage, int Round, int Number, int Photo, long Bytes, string Sha256) : ConfidentialFact;

/// <summary>Takes a photo for the report of an appointment, while the report is asked for.</summary>
public static class AttachPhoto
{
    /// <summary>Of one appointment, those that were rejected or removed included.</summary>
    public const int MostTries = 100;

    /// <summary>None where the same content was accepted; it takes the place of one that waits: that upload may have broken.</summary>
    /// <param name="upload">Its digest is known.</param>
    /// <exception cref="ProblemException">As <see cref="RequireOpen"/>; too-many-photos.</exception>
    public static Change<VisitState> Decide(
        VisitState state, AssignmentId id, Upload upload, string person, Func<string, AppointmentDefinition> stageOf, DateTimeOffset at)
    {
        var appointment = RequireOpen(state, id, person);
        var (stage, live) = (stageOf(appointment.Stage), Live(state, appointment));
        var same = live.FirstOrDefault(photo => photo.Sha256 == upload.Sha256);
        if (same is { State: CheckState.Accepted }) return Change.None(state);
        var tries = state.AllPhotosOf(appointment).Count();
        if (live.Count(photo => photo != same) >= stage.Photos || tries >= MostTries) throw VisitProblems.TooManyPhotos.With(
            $"最多 {stage.Photos} 张", $"At most {stage.Photos} photos");
        var photo = new DocumentRecord(
            state.Review.Application.Id, upload.Type, tries + 1, CheckState.Received, upload.FileName, upload.Bytes, upload.Sha256,
            upload.Blob, at.ToUniversalTime()) { IsAttachment = true };
        var next = same is null ? state : state.With(same with { State = CheckState.Superseded });
        return Change.To(next.With(photo), person, new PhotoAttached(
            appointment.Stage, appointment.Round, appointment.Number, photo.Version, photo.Bytes, photo.Sha256!));
    }

    /// <summary>Those that count: neither rejected nor removed.</summary>
    public static IReadOnlyList<DocumentRecord> Live(VisitState state, Appointment appointment) =>
        [.. state.PhotosOf(appointment).Where(photo => photo.State != CheckState.Rejected)];

    /// <summary>The appointment whose report this person is asked for now.</summary>
    /// <exception cref="ProblemException">not-found, not-assignee, photos-closed.</exception>
    public static Appointment RequireOpen(VisitState state, AssignmentId id, string person)
    {
        var assignment = AnswerAssignment.Assigned(state.Review.Assignments, id, person);
        return assignment is { Ask.Kind: VisitTimes.Reporting, State: AssignmentState.Open }
            && state.Review.Application.Status == ApplicationStatus.Submitted
            && state.Current(assignment.Ask.Step, assignment.Ask.Round) is { } current && state.ReportOn(current) is null
            ? current : throw VisitProblems.PhotosClosed.With();
    }
}
