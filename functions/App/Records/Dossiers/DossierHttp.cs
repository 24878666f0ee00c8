using FunctionsApp.Applications;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Records.Dossiers;

public sealed class DossierHttp(DossierDesk desk, WriteDossier writing, ReadingDesk readings)
{
    public const string Media = "application/zip";

    /// <summary>Of an application's dossier.</summary>
    public static string PathOf(string application) => $"/api/applications/{application}/dossier";

    /// <summary>
    /// GET /api/applications/{id}/dossier. 200 a sealed ZIP as the caller may see it, streamed; cut off where a document changes or
    /// storage fails on the way · 404.
    /// </summary>
    [Function("Applications_Dossier")]
    [Access(Audience.SignedIn, Needs = [Right.Dossier, Right.Application, Right.Record])]
    [Operation("Downloads an application's dossier: documents, answers, decisions, letters and facts as one sealed ZIP",
        ResponseMedia = Media, IsValidated = false, Problems = ["not-found"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/dossier")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var dossier = await desk.ReadAsync(id, request.Caller(), cancellation);
        var read = new ApplicationCase(dossier.Application, dossier.Review.Assignments);
        if (HttpMethods.IsGet(request.Method))
        {
            await readings.RecordAsync(read, dossier.Reader, dossier.Documents, ReadingWay.Dossier, cancellation);
        }

        return new DossierAnswer(dossier, writing);
    }

    private sealed record DossierAnswer(Dossier Dossier, WriteDossier Writing) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName($"{DossierName.Of(Dossier.Application.Subject.Title)}-{Dossier.Application.Id}.zip");
            response.GetTypedHeaders().ContentDisposition = disposition;
            response.ContentType = Media;
            if (HttpMethods.IsHead(httpContext.Request.Method)) return;
            var isComplete = false;
            try
            {
                await Writing.RunAsync(Dossier, response.Body, httpContext.RequestAborted);
                isComplete = true;
            }
            finally
            {
                // What has begun cannot become a problem any more: the connection breaks, so that the part is not taken for all of it.
                if (!isComplete && response.HasStarted) httpContext.Abort();
            }
        }
    }
}
