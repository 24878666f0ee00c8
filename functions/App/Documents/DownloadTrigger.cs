using Azure;
using Azure.Storage.Blobs;
using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Documents;

public sealed class DownloadTrigger(BlobServiceClient blobs, ApplicationPartition partition)
{
    /// <summary>GET /api/applications/{id}/documents/{type}. 200 the accepted content · 304 · 404 also when nothing is accepted there.</summary>
    [Function("Documents_Download")]
    [Access(Audience.SignedIn)]
    [Operation("Downloads an accepted document", ResponseMedia = "application/octet-stream", Problems = ["not-found"])]
    public async Task<IResult> DownloadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "applications/{id}/documents/{type}")] HttpRequest request,
        string id, string type, CancellationToken cancellation)
    {
        var application = await partition.GetReadableAsync(id, request.Caller(), cancellation);
        if (application.Slot(type) is not { State: DocumentState.Accepted, Blob: { } name } slot) throw PlatformProblems.NotFound.With();
        try
        {
            var content = await blobs.GetBlobContainerClient(Topology.Accepted).GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellation);
            // Files of strangers are saved and never run in the page of the programme.
            request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
            request.HttpContext.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            request.HttpContext.Response.Headers.CacheControl = "private, no-cache";
            return Results.Stream(
                content.Value.Content, DeclaredFormat.ByExtension(slot.FileName!) is { } format ? DeclaredFormat.MediaType(format) : null,
                slot.FileName, entityTag: new EntityTagHeaderValue($"\"{slot.Sha256}\""));
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw PlatformProblems.NotFound.With();
        }
    }
}
