using FunctionsApp.Documents;
using FunctionsApp.Platform;

namespace FunctionsApp.SiteVisits.Photos;

/// <summary>A photo as people see it.</summary>
/// <param name="Appointment">Its number in the stage and round.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Reason">Why the check rejected it; null otherwise.</param>
public sealed record PhotoView(
    string Id, string Stage, int Round, int Appointment, string FileName, long Bytes, string? Sha256, CheckState State,
    LocalizedText? Reason, DateTimeOffset At)
{
    public static PhotoView Of(DocumentRecord photo, Appointment appointment) => new(
        VisitPhotos.IdOf(photo), appointment.Stage, appointment.Round, appointment.Number, photo.FileName, photo.Bytes, photo.Sha256,
        photo.State, photo.Reason, photo.ReceivedAt);
}

/// <summary>The photos of an appointment: uploads that belong to no slot of the application.</summary>
public static class VisitPhotos
{
    public static string TypeOf(Appointment appointment) => $"photo.{appointment.Stage}.{appointment.Round}.{appointment.Number}";

    /// <summary>The last part of its blob's generated name.</summary>
    public static string IdOf(DocumentRecord photo) => photo.Blob[(photo.Blob.LastIndexOf('/') + 1)..];

    /// <summary>Those that were neither removed nor replaced, in the order in which they came.</summary>
    public static IReadOnlyList<DocumentRecord> PhotosOf(this VisitState state, Appointment appointment) =>
        [.. state.AllPhotosOf(appointment).Where(photo => photo.State is not (CheckState.Removed or CheckState.Superseded))];

    /// <summary>Those that were removed, too.</summary>
    public static IEnumerable<DocumentRecord> AllPhotosOf(this VisitState state, Appointment appointment) =>
        state.Uploads.Where(upload => upload.IsAttachment && upload.Type == TypeOf(appointment)).OrderBy(upload => upload.Version);

    /// <summary>A photo and its appointment; null where there is none, or it was removed.</summary>
    public static (DocumentRecord Photo, Appointment Appointment)? Find(VisitState state, string id)
    {
        foreach (var appointment in state.Appointments)
        {
            if (state.PhotosOf(appointment).FirstOrDefault(photo => IdOf(photo) == id) is { } photo) return (photo, appointment);
        }

        return null;
    }

    public static VisitState With(this VisitState state, DocumentRecord photo) => state with
    {
        Uploads = DocumentAggregate.With(state.Uploads, photo),
    };

    /// <summary>All that a reader sees, of all appointments.</summary>
    public static IReadOnlyList<PhotoView> ViewsOf(VisitState state) =>
    [
        .. from appointment in state.Appointments
           orderby appointment.Round, appointment.Number
           from photo in state.PhotosOf(appointment)
           select PhotoView.Of(photo, appointment),
    ];
}
