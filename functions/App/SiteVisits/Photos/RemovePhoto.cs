using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.SiteVisits.Photos;

/// <summary>A photo was removed: by the officer before the report, or because no report came. Its file is deleted.</summary>
/// <param name="Number">Of the appointment.</param>
[ShownAs(Right.VotesOfClosedStages)]
public sealed record PhotoRemoved(string Stage, int Round, int Number, int Photo, string? Sha256) : ConfidentialFact;

/// <summary>Removes photos; what stays of one is its record without the file.</summary>
public static class RemovePhoto
{
    /// <summary>None where it is gone already.</summary>
    /// <param name="photo">Its id.</param>
    /// <exception cref="ProblemException">As <see cref="AttachPhoto.RequireOpen"/>; not-found.</exception>
    public static Change<VisitState> Decide(VisitState state, AssignmentId id, string photo, string person)
    {
        var appointment = AttachPhoto.RequireOpen(state, id, person);
        var found = state.AllPhotosOf(appointment).FirstOrDefault(each => VisitPhotos.IdOf(each) == photo)
            ?? throw PlatformProblems.NotFound.With();
        return found.State == CheckState.Removed ? Change.None(state) : Removed(state, appointment, [found], person);
    }

    /// <summary>Those of a stage and round whose appointment ends without a report.</summary>
    public static Change<VisitState> Unreported(VisitState state, string stage, int round, string actor)
    {
        var change = Change.None(state);
        foreach (var appointment in state.Appointments.Where(each => each.Stage == stage && each.Round == round))
        {
            if (state.ReportOn(appointment) is not null) continue;
            var next = Removed(change.Next, appointment, change.Next.PhotosOf(appointment), actor);
            change = new Change<VisitState>(next.Next, [.. change.Facts, .. next.Facts]);
        }

        return change;
    }

    private static Change<VisitState> Removed(
        VisitState state, Appointment appointment, IReadOnlyList<DocumentRecord> photos, string actor)
    {
        if (photos.Count == 0) return Change.None(state);
        var next = photos.Aggregate(state, (current, photo) => current.With(photo with { State = CheckState.Removed }));
        return Change.To(next, actor, [.. photos.Select(photo => new PhotoRemoved(
            appointment.Stage, appointment.Round, appointment.Number, photo.Version, photo.Sha256))]);
    }
}
