using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Applications;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.SiteVisits.Photos;

/// <summary>Takes photos on the way of the applicant's documents, and clears the files of removed ones away.</summary>
public sealed class PhotoDesk(BlobServiceClient blobs, AggregateStore store, ProgrammeCatalogue catalogue, TimeProvider time)
{
    /// <summary>What a stage takes as a photo.</summary>
    public static DocumentSlot SlotOf(AppointmentDefinition stage, string type) => new(
        type, PhotoTexts.Photos, Required: false, [DocumentFormat.Jpeg, DocumentFormat.Png], stage.MaxPhotoBytes);

    /// <summary>The state with its appointment, for the officer who is asked to report now.</summary>
    /// <exception cref="ProblemException">not-found, not-assignee, photos-closed.</exception>
    public async Task<(VisitState State, Appointment Appointment, AppointmentDefinition Stage)> FindAsync(
        AssignmentId id, string person, CancellationToken cancellation)
    {
        var state = (await store.GetAsync(VisitAggregate.Kind, id.Ask.Subject, cancellation)).State;
        var appointment = AttachPhoto.RequireOpen(state, id, person);
        return (state, appointment, StageOf(state, appointment.Stage));
    }

    /// <summary>What arrived; its check follows. The same content again is the photo that is there.</summary>
    /// <param name="arrived">Awaited after the last byte, before anything is kept.</param>
    /// <exception cref="ProblemException">As <see cref="AttachPhoto.Decide"/> and <see cref="UploadDesk.TakeAsync"/>.</exception>
    public async Task<PhotoView> TakeAsync(
        AssignmentId id, OfferedFile file, Stream body, string person, CancellationToken cancellation, Func<Task>? arrived = null)
    {
        var (state, appointment, stage) = await FindAsync(id, person, cancellation);
        var slot = SlotOf(stage, VisitPhotos.TypeOf(appointment));
        var fileName = FileName.Check(file.FileName);
        var format = DeclaredFormat.Check(fileName, file.MediaType, slot);
        var name = $"{state.Review.Application.Id}/{slot.Type}/{Ids.New()}";
        var blob = blobs.GetBlobContainerClient(Topology.Incoming).GetBlockBlobClient(name);
        using var staged = await UploadDesk.StageAsync(blob, file, slot.MaxBytes, body, cancellation, arrived);
        // The record before the blob, as with documents.
        var upload = new Upload(slot.Type, name, fileName, staged.Bytes, staged.Sha256);
        var next = (await store.ChangeAsync(
            VisitAggregate.Kind, id.Ask.Subject, current => AttachPhoto.Decide(
                current, id, upload, person, step => StageOf(current, step), time.GetUtcNow()), cancellation)).State;
        var record = AttachPhoto.Live(next, appointment).First(photo => photo.Sha256 == staged.Sha256);
        if (record.Blob == name)
        {
            await UploadDesk.CommitAsync(store, staged, record, DeclaredFormat.MediaType(format), current =>
                CheckAttachment.Reject(current, record, Rejections.UploadIncomplete));
        }

        return PhotoView.Of(record, appointment);
    }

    /// <exception cref="ProblemException">As <see cref="RemovePhoto.Decide"/>.</exception>
    public async Task RemoveAsync(AssignmentId id, string photo, string person, CancellationToken cancellation)
    {
        var state = (await store.ChangeAsync(
            VisitAggregate.Kind, id.Ask.Subject, state => RemovePhoto.Decide(state, id, photo, person), cancellation)).State;
        await ClearAsync(state, new StageRequest(id.Ask.Subject, id.Ask.Step, id.Ask.Round), cancellation);
    }

    /// <summary>Deletes the files of a stage's removed photos; safe to run twice.</summary>
    public async Task ClearAsync(VisitState state, StageRequest stage, CancellationToken cancellation)
    {
        var removed = from appointment in state.Appointments
                      where appointment.Stage == stage.Stage && appointment.Round == stage.Round
                      from photo in state.AllPhotosOf(appointment)
                      where photo.State == CheckState.Removed
                      select photo.Blob;
        foreach (var name in removed)
        {
            foreach (var container in new[] { Topology.Incoming, Topology.Accepted, Topology.Rejected })
            {
                await blobs.GetBlobContainerClient(container).GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellation);
            }
        }
    }

    private AppointmentDefinition StageOf(VisitState state, string stage) =>
        (AppointmentDefinition)catalogue.Of(state.Review.Application).Stage(stage);
}
