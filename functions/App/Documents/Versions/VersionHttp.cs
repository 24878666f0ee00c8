using System.Globalization;
using FunctionsApp.Applications;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Documents.Texts;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Documents.Versions;

/// <summary>Shows the versions of a document, and how two of them differ.</summary>
public sealed class VersionHttp(
    AggregateStore store, ProgrammeCatalogue catalogue, AcceptedDocuments accepted, ReadingDesk readings, SitePages pages)
{
    /// <summary>
    /// GET /documents/{id}/{type}?from=1&amp;to=2. 200 every upload with its state, and the text of two accepted versions compared: the
    /// last two where none are named · 404 also for versions that are not accepted.
    /// </summary>
    [Function("Documents_Versions")]
    [Access(Audience.SignedIn, Needs = [Right.DocumentNames, Right.DocumentContent])]
    [Operation("Shows the versions of a document, and how two of them differ", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "documents/{id}/{type}")] HttpRequest request,
        string id, string type, CancellationToken cancellation)
    {
        var (read, reader) = await store.GetReadableUploadsAsync(
            id, request.Caller(), cancellation, Right.DocumentNames, Right.DocumentContent);
        var application = read.Case.Application;
        if (application.Slot(type) is not { Unasked: false } slot) throw PlatformProblems.NotFound.With();
        var uploads = read.Uploads.Where(upload => upload.Type == type && !upload.IsAttachment)
            .OrderByDescending(upload => upload.Version).ToList();
        var versions = AcceptedVersions.Of(slot, uploads).ToList();
        var shown = new DocumentVersions(application, type, catalogue.Of(application).DocumentName(type), uploads, versions);
        if (Chosen(request, versions) is var (from, to))
        {
            if (HttpMethods.IsGet(request.Method))
            {
                await readings.RecordAsync(read.Case, reader, [from, to], ReadingWay.Viewed, cancellation);
            }

            shown = shown with { Compared = await CompareAsync(id, from, to, cancellation) };
        }

        return pages.Show<VersionsPage, DocumentVersions>(request, shown);
    }

    /// <summary>Null where there are no two versions.</summary>
    /// <exception cref="ProblemException">not-found.</exception>
    private static (SlotState From, SlotState To)? Chosen(HttpRequest request, IReadOnlyList<SlotState> versions)
    {
        var (from, to) = (request.Query["from"].ToString(), request.Query["to"].ToString());
        if (from.Length + to.Length == 0) return versions.Count < 2 ? null : (versions[^2], versions[^1]);
        return (Find(from), Find(to));

        SlotState Find(string number) =>
            versions.FirstOrDefault(version => version.Version.ToString(CultureInfo.InvariantCulture) == number)
            ?? throw PlatformProblems.NotFound.With();
    }

    private async Task<VersionPair> CompareAsync(string id, SlotState from, SlotState to, CancellationToken cancellation)
    {
        var (old, oldState) = await DocumentText.ReadAsync(accepted, id, from, cancellation);
        var (next, nextState) = await DocumentText.ReadAsync(accepted, id, to, cancellation);
        var unread = new[] { oldState, nextState }.Where(state => state is not (TextState.Read or TextState.Cut)).Select(
            state => (TextState?)state).FirstOrDefault();
        var comparison = unread is null ? CompareTexts.Compare(old, next) : null;
        return new VersionPair(from.Version, to.Version, unread, comparison)
        {
            IsCut = comparison?.IsCut == true || oldState == TextState.Cut || nextState == TextState.Cut,
        };
    }
}
