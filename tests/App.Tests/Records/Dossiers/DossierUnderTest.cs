using System.IO.Compression;
using System.Text;
using System.Text.Json;
using App.Tests.Documents.Checking;
using App.Tests.Documents;
using App.Tests.Fixtures;
using App.Tests.Identity;
using App.Tests.Pages;
using App.Tests.Reviews;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.City;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Readings;
using FunctionsApp.Documents.Versions;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Records.Dossiers;
using FunctionsApp.Records.Log;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;

namespace App.Tests.Records.Dossiers;

/// <summary>An application under review whose documents are stored, and its dossier.</summary>
internal sealed class DossierUnderTest
{
    public static readonly byte[] Plan = "%PDF plan, first"u8.ToArray();
    public static readonly byte[] NewPlan = "%PDF plan, second"u8.ToArray();
    public static readonly byte[] Budget = new byte[300_000];

    private static readonly CreditCode Code = CreditCode.Parse("91440300MA5EXA1291");
    private static readonly ProgrammeCatalogue Catalogue = ReviewSample.Catalogue(ReviewSample.FirstStage(), ReviewSample.Stage());

    private readonly MemoryApp app = new(ReviewSample.Opened, ReviewAggregate.Kind, []);

    /// <summary>By name; a content that ends early throws there.</summary>
    public Dictionary<string, Stream> Blobs { get; } = [];

    public DossierHttp Http => new(
        new DossierDesk(
            app.Store, Catalogue, [], new FindProof(new LogStore(app.Tables, new MemoryBlobs().Client)),
            new StaffDirectory(Options.Create(new StaffOptions())), app.Time),
        new WriteDossier(
            Accepted,
            new DossierIndex(ShownForm.Services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance)),
        new ReadingDesk(app.Store, app.Time));

    public VersionHttp Versions => new(app.Store, Catalogue, Accepted, new ReadingDesk(app.Store, app.Time), RenderedPage.Site());

    public AggregateStore Store => app.Store;

    public MemoryTables Tables => app.Tables;

    private AcceptedDocuments Accepted => StoredBlob.Documents(Client(), new DocumentMetrics(new Measured.Factory()));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="planName">Of the file that is in the slot now.</param>
    public async Task HoldAsync(MatterState state = MatterState.Open, string planName = "计划.pdf")
    {
        var review = MatterSamples.Review(Code, state, "asked", "was-asked");
        Blobs[Name("plan", 1)] = new MemoryStream(Plan);
        Blobs[Name("plan", 2)] = new MemoryStream(NewPlan);
        Blobs[Name("budget", 1)] = new MemoryStream(Budget);
        SlotState[] slots =
        [
            Slot("plan", 2, planName, NewPlan) with { Scan = ScanState.Clean }, Slot("budget", 1, "budget.xlsx", Budget),
            new SlotState("photo", false, DocumentState.Empty),
        ];
        var decided = new Decision(
            ReviewSample.Assignment(2).Id, "Panel", 0, "colleague", DecisionKind.Approve, "Secret of the panel.", [], "digest",
            ReviewSample.Opened);
        await PutAsync(review with
        {
            Application = review.Application with { Slots = slots },
            Runs =
            [
                ReviewSample.Run("District") with { State = StageRunState.Closed, Outcome = StageOutcome.Passed, Score = 81 },
                ReviewSample.Run(),
            ],
            Decisions =
            [
                decided,
                decided with
                {
                    Assignment = ReviewSample.Assignment(1, stage: "District").Id, Stage = "District", Person = "was-asked",
                    Comment = "Of the district.",
                },
            ],
        });
        await app.Store.ChangeAsync(DocumentAggregate.Kind, ReviewSample.Id, documents => Change.To(
            documents with
            {
                Uploads =
                [
                    Upload("plan", 1, "first.pdf", Plan) with { Scan = ScanState.Clean },
                    Upload("plan", 2, planName, NewPlan), Upload("budget", 1, "budget.xlsx", Budget),
                ],
            },
            "test", new ReviewPut()), Cancellation);
    }

    /// <summary>With the facts of the course, of reviewers and of votes.</summary>
    public async Task PutAsync(ReviewState review) => await app.Store.PutAsync(
        ReviewAggregate.Kind, ReviewSample.Id,
        _ => new Change<ReviewState>(review, [.. MatterSamples.Record("asked", "was-asked").Select(each => each.Fact)]), Cancellation);

    /// <summary>The dossier as a caller gets it; the connection's end shows whether it was cut off.</summary>
    public async Task<GottenDossier> GetAsync(Caller caller, string method = "GET")
    {
        var context = new DefaultHttpContext { RequestServices = ShownForm.Services };
        var (body, lifetime) = (new AsyncBody(), new Lifetime());
        context.Features.Set(caller);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        context.Features.Set<IHttpResponseFeature>(new Started(body));
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        context.Request.Method = method;
        var answer = await Http.GetAsync(context.Request, ReviewSample.Id, Cancellation);
        var failure = await Record.ExceptionAsync(() => answer.ExecuteAsync(context));
        return new GottenDossier(context.Response, body, lifetime.IsAborted, failure);
    }

    public static Caller Who(Role role, string id = "someone", bool isOwn = false) => new(
        id, "Name", null, new HashSet<Role> { role }, isOwn ? Code : null, null, Language.English);

    public static string Name(string type, int version) => $"{ReviewSample.Id}/{type}/b{version}";

    private static SlotState Slot(string type, int version, string name, byte[] content) => new(
        type, true, DocumentState.Accepted, version, name, content.Length, Checked.Hash(content), Blob: Name(type, version),
        Newest: version, BlobETag: "e1");

    private static DocumentRecord Upload(string type, int version, string name, byte[] content) => new(
        ReviewSample.Id, type, version, CheckState.Accepted, name, content.Length, Checked.Hash(content), Name(type, version),
        ReviewSample.Opened);

    private BlobServiceClient Client()
    {
        var container = new Mock<BlobContainerClient>();
        container.Setup(one => one.GetBlobClient(It.IsAny<string>())).Returns((string name) => Blob(name));
        return Mock.Of<BlobServiceClient>(one => one.GetBlobContainerClient("accepted") == container.Object);
    }

    // A blob has the ETag of its record as long as its length is that of the record.
    private BlobClient Blob(string name)
    {
        var blob = new Mock<BlobClient>();
        var stored = Blobs.GetValueOrDefault(name);
        blob.Setup(one => one.GetPropertiesAsync(It.IsAny<BlobRequestConditions>(), It.IsAny<CancellationToken>()))
            .Returns(() => stored is null ? throw new RequestFailedException(404, "BlobNotFound") : Task.FromResult(Response.FromValue(
                BlobsModelFactory.BlobProperties(contentLength: stored.Length, eTag: new ETag("e1")), Mock.Of<Response>())));
        blob.Setup(one => one.DownloadStreamingAsync(It.IsAny<BlobDownloadOptions>(), It.IsAny<CancellationToken>()))
            .Returns(() =>
            {
                if (stored is null) throw new RequestFailedException(404, "BlobNotFound");
                stored.Position = 0;
                var details = BlobsModelFactory.BlobDownloadDetails(contentLength: stored.Length);
                return Task.FromResult(Response.FromValue(
                    BlobsModelFactory.BlobDownloadStreamingResult(new Reading(stored), details), Mock.Of<Response>()));
            });
        return blob.Object;
    }

    /// <summary>Of one reader: closing it leaves the blob.</summary>
    private sealed class Reading(Stream blob) : MemoryStream(Copy(blob))
    {
        private static byte[] Copy(Stream blob)
        {
            if (blob is BrokenBlob broken) return broken.ToArray();
            using var copy = new MemoryStream();
            blob.CopyTo(copy);
            return copy.ToArray();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            blob is BrokenBlob && Position >= 1000 ? throw new IOException("The connection broke.")
                : base.ReadAsync(blob is BrokenBlob ? buffer[..Math.Min(1000, buffer.Length)] : buffer, cancellationToken);
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; } = Cancellation;

        public void Abort() => IsAborted = true;
    }

    private sealed class Started(AsyncBody body) : HttpResponseFeature
    {
        public override bool HasStarted => body.Largest > 0;
    }
}

/// <summary>Its reading fails after 1,000 bytes.</summary>
internal sealed class BrokenBlob(byte[] content) : MemoryStream(content);

/// <summary>What a caller got.</summary>
/// <param name="IsAborted">Whether the connection was cut off.</param>
/// <param name="Failure">Null for a complete answer.</param>
internal sealed record GottenDossier(HttpResponse Response, AsyncBody Body, bool IsAborted, Exception? Failure)
{
    public byte[] Bytes => Body.ToArray();

    public IReadOnlyList<string> Names => [.. Open().Entries.Select(entry => entry.FullName)];

    public JsonElement Manifest => Json(DossierManifest.Name);

    public IReadOnlyList<JsonElement> Files => [.. Manifest.GetProperty("files").EnumerateArray()];

    public ZipArchive Open() => new(new MemoryStream(Bytes));

    public JsonElement Json(string name) => JsonDocument.Parse(Text(name)).RootElement;

    public string Text(string name) => Encoding.UTF8.GetString(Content(name));

    public byte[] Content(string name)
    {
        using var content = new MemoryStream();
        using var entry = Open().GetEntry(name)!.Open();
        entry.CopyTo(content);
        return content.ToArray();
    }
}
