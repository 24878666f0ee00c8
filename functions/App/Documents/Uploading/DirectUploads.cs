using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Documents.Uploading;

/// <summary>Opens, shows and cancels uploads whose blocks go straight to storage.</summary>
public sealed class DirectUploads(
    BlobServiceClient blobs, OpenUploadStore uploads, UploadSas addresses, ProgrammeCatalogue catalogue, IOptions<DocumentOptions> options,
    TimeProvider time)
{
    /// <summary>Whether this installation offers them; elsewhere documents go through the app alone.</summary>
    public bool AreOffered => options.Value.DirectUploads;

    /// <summary>The origin that blocks are sent to.</summary>
    public string Origin => blobs.Uri.GetLeftPart(UriPartial.Authority);

    private UploadLimits Limits => options.Value.Limits;

    /// <summary>Opens one; the same key of the same caller finds it again.</summary>
    /// <param name="key">Null where the caller gave none.</param>
    /// <exception cref="ProblemException">direct-uploads-off, too-many-open-uploads, idempotency-key-reused; as for an upload through
    /// the app.</exception>
    public async Task<(OpenUploadView View, bool IsNew)> OpenAsync(
        Application application, string type, UploadRequest request, Caller caller, string? key, CancellationToken cancellation)
    {
        if (!AreOffered) throw UploadProblems.DirectUploadsOff.With();
        var slot = ReceiveDocument.RequireOpen(application, catalogue.Of(application), type, options.Value.MaxUploads);
        var fileName = FileName.Check(request.FileName);
        DeclaredFormat.Check(fileName, null, slot);
        if (request.Bytes < 1) throw DocumentProblems.DocumentEmpty.With();
        if (request.Bytes > slot.MaxBytes)
        {
            throw DocumentProblems.DocumentTooLarge.With($"上限 {slot.MaxBytes} 字节", $"At most {slot.MaxBytes} bytes");
        }

        var stated = request.WithDigests();
        var id = key is null ? Ids.New() : Ids.From("upload", application.Id, caller.Id, key);
        var now = time.GetUtcNow();
        var next = new OpenUpload(id, type, fileName, request.Bytes, stated.Sha256, stated.FirstBlockSha256, now);
        var isNew = false;
        var open = await uploads.ChangeAsync(
            application.Id,
            before =>
            {
                isNew = before.All(upload => upload.Id != id);
                return BeginUpload.Decide(before, next, Limits, now);
            },
            cancellation);
        return (await ViewAsync(application.Id, open.Single(upload => upload.Id == id), cancellation), isNew);
    }

    /// <summary>Which blocks have arrived, and an address for the others.</summary>
    /// <exception cref="ProblemException">not-found: complete, cancelled or lapsed; not-open: the slot takes nothing now.</exception>
    public async Task<OpenUploadView> ShowAsync(Application application, string type, string id, CancellationToken cancellation)
    {
        var upload = Find(await uploads.ReadAsync(application.Id, cancellation), type, id) ?? throw PlatformProblems.NotFound.With();
        ReceiveDocument.RequireOpen(application, catalogue.Of(application), type, options.Value.MaxUploads);
        return await ViewAsync(application.Id, upload, cancellation);
    }

    /// <summary>The ones that can be continued.</summary>
    public async Task<IReadOnlyList<OpenUpload>> ListAsync(string application, CancellationToken cancellation)
    {
        return AreOffered ? BeginUpload.Live(await uploads.ReadAsync(application, cancellation), Limits.Life, time.GetUtcNow()) : [];
    }

    /// <summary>Gives it up with its blocks; one that is gone is gone.</summary>
    /// <exception cref="ProblemException">upload-completing.</exception>
    public async Task CancelAsync(Application application, string type, string id, CancellationToken cancellation)
    {
        var upload = Find(await uploads.ReadAsync(application.Id, cancellation), type, id);
        if (upload is null) return;
        await uploads.ChangeAsync(application.Id, open => BeginUpload.Cancel(open, id), cancellation);
        await BlocksOf(application.Id, upload).DropAsync(cancellation);
    }

    /// <summary>Null where it is gone or has lapsed.</summary>
    internal OpenUpload? Find(IReadOnlyList<OpenUpload> open, string type, string id) => open.FirstOrDefault(
        upload => upload.Id == id && upload.Type == type && !upload.HasLapsed(Limits.Life, time.GetUtcNow()));

    /// <summary>The name of its blob, by which its document is known.</summary>
    internal static string BlobName(string application, string type, string id) => $"{application}/{type}/{id}";

    internal UploadedBlocks BlocksOf(string application, OpenUpload upload) => new(BlobOf(application, upload), upload.Bytes);

    private BlockBlobClient BlobOf(string application, OpenUpload upload) =>
        blobs.GetBlobContainerClient(Topology.Incoming).GetBlockBlobClient(BlobName(application, upload.Type, upload.Id));

    private async Task<OpenUploadView> ViewAsync(string application, OpenUpload upload, CancellationToken cancellation)
    {
        var arrived = await BlocksOf(application, upload).ReadAsync(cancellation);
        var blob = blobs.GetBlobContainerClient(Topology.Incoming).GetBlobClient(BlobName(application, upload.Type, upload.Id));
        var target = await addresses.ForAsync(blob, cancellation);
        return new OpenUploadView(
            upload.Id, application, upload.Type, upload.FileName, upload.Bytes, UploadBlocks.Bytes, UploadBlocks.Count(upload.Bytes),
            arrived, target.Url.AbsoluteUri, target.ExpiresAt, upload.OpenedAt + Limits.Life);
    }
}
