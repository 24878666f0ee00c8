using System.Net;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Uploading;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Documents;

public sealed class DirectUploadTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const int Size = 2 * OpenedUpload.BlockBytes + 1000;

    private static readonly byte[] Content = OpenedUpload.Pdf(Size);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_CutOffAndContinued_IsTheDocument()
    {
        var application = await city.DraftAsync("Continued");
        var upload = await OpenedUpload.OpenAsync(city, application, Content);
        await application.UnchangedAsync(async () =>
        {
            await upload.SendAllAsync(without: 1);
            Assert.Equal([0, 2], await upload.ArrivedAsync());
            RefusalAssertions.AssertProblem(await upload.CompleteAsync(), HttpStatusCode.Conflict, "blocks-missing");
        });

        // With the fresh address, as another device has it.
        var address = new Uri((await upload.ReadAsync()).Json.GetProperty("url").GetString()!);
        Assert.Equal(HttpStatusCode.Created, await upload.SendBlockAsync(1, address));
        var answer = (await upload.CompleteAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Equal(1, answer.Json.GetProperty("version").GetInt32());
        await AcceptedAsync(application, 1);
        Assert.Equal(HttpStatusCode.NotFound, (await upload.ReadAsync()).Status);
        var download = await city.Person("lin").GetAsync($"{application.Address}/documents/{OpenedUpload.Form}", Cancellation);
        Assert.Equal($"\"{OpenedUpload.Digest(Content)}\"", download.ETag);
    }

    [Fact]
    public async Task Complete_Twice_IsOneDocument()
    {
        var application = await city.DraftAsync("Twice");
        var upload = await OpenedUpload.OpenAsync(city, application, Content, OpenedUpload.Digest(Content));
        await upload.SendAllAsync();

        var answers = await Task.WhenAll(upload.CompleteAsync(), upload.CompleteAsync());
        await city.SettleAsync();
        var late = await upload.CompleteAsync();
        await city.SettleAsync();

        Assert.All([.. answers, late], answer => Assert.Equal(1, answer.Expect(HttpStatusCode.Accepted).Json.GetProperty("version")
            .GetInt32()));
        await AcceptedAsync(application, 1);
        Assert.Single(await application.FactsAsync("DocumentUploaded"));
        Assert.Single(await application.FactsAsync("DocumentAccepted"));
    }

    [Fact]
    public async Task Upload_OfAnotherContentThanStated_IsRejectedByItsCheck()
    {
        var application = await city.DraftAsync("Wrong digest");
        var upload = await OpenedUpload.OpenAsync(city, application, Content, new string('0', 64));
        await upload.SendAllAsync();

        (await upload.CompleteAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        var slot = await application.SlotAsync(OpenedUpload.Form);
        Assert.Equal(("Rejected", "altered"), (slot.GetProperty("state").GetString(), slot.GetProperty("reasonCode").GetString()));
    }

    [Fact]
    public async Task Uploads_TwoOfOneSlot_TheLaterSupersedes()
    {
        var application = await city.DraftAsync("Two at once");
        var first = await OpenedUpload.OpenAsync(city, application, Content);
        var second = await OpenedUpload.OpenAsync(city, application, Content);
        await first.SendAllAsync();
        await second.SendAllAsync();

        (await first.CompleteAsync()).Expect(HttpStatusCode.Accepted);
        (await second.CompleteAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        await AcceptedAsync(application, 2);
        await OpenedUpload.OpenAsync(city, application, Content);
        await OpenedUpload.OpenAsync(city, application, Content);
        await OpenedUpload.OpenAsync(city, application, Content);
        RefusalAssertions.AssertProblem(
            await OpenedUpload.TryOpenAsync(city, application, Size), HttpStatusCode.Conflict, "too-many-open-uploads");
    }

    [Fact]
    public async Task Open_SameKeyAgain_FindsTheSame()
    {
        var application = await city.DraftAsync("Same key");
        var first = (await OpenedUpload.TryOpenAsync(city, application, Size, key: "one")).Expect(HttpStatusCode.Created);

        var again = (await OpenedUpload.TryOpenAsync(city, application, Size, key: "one")).Expect(HttpStatusCode.OK);

        Assert.Equal(first.Json.GetProperty("id").GetString(), again.Json.GetProperty("id").GetString());
        RefusalAssertions.AssertProblem(
            await OpenedUpload.TryOpenAsync(city, application, Size + 1, key: "one"), HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused");
    }

    [Fact]
    public async Task Upload_ApplicationWithdrawnMeanwhile_IsRefusedAndCanBeCancelled()
    {
        var application = await city.DraftAsync("Withdrawn");
        var upload = await OpenedUpload.OpenAsync(city, application, Content);
        await upload.SendAllAsync();
        (await application.WithdrawAsync()).Expect(HttpStatusCode.OK);

        await application.UnchangedAsync(async () =>
        {
            foreach (var answer in new[] { await upload.CompleteAsync(), await upload.ReadAsync(),
                await OpenedUpload.TryOpenAsync(city, application, Size) })
            {
                RefusalAssertions.AssertProblem(answer, HttpStatusCode.Conflict, "not-open");
            }

            (await upload.CancelAsync()).Expect(HttpStatusCode.NoContent);
            Assert.False(await HasBlocksAsync(upload));
        });
    }

    [Fact]
    public async Task Upload_ApplicationSubmittedMeanwhile_IsRefused()
    {
        var application = await city.DraftAsync("Submitted");
        var upload = await OpenedUpload.OpenAsync(city, application, Content);
        await upload.SendAllAsync();
        await application.UploadAllAsync();
        await city.SettleAsync();
        Assert.NotEqual("Draft", await application.StatusAsync());

        await application.UnchangedAsync(async () =>
            RefusalAssertions.AssertProblem(await upload.CompleteAsync(), HttpStatusCode.Conflict, "not-open"));
    }

    [Fact]
    public async Task Open_OutOfTheRules_IsRefused()
    {
        var application = await city.DraftAsync("Rules");
        var limit = (await application.SlotAsync(OpenedUpload.Form)).GetProperty("maxBytes").GetInt64();
        var refused = new (HttpStatusCode, string, Func<string, Task<LocalHost.Demo.Answer>>)[]
        {
            (HttpStatusCode.RequestEntityTooLarge, "document-too-large", language =>
                OpenedUpload.TryOpenAsync(city, application, limit + 1, language: language)),
            (HttpStatusCode.BadRequest, "document-empty", language => OpenedUpload.TryOpenAsync(city, application, 0, language: language)),
            (HttpStatusCode.BadRequest, "invalid-file-name", language =>
                OpenedUpload.TryOpenAsync(city, application, 1, "a/b.pdf", language: language)),
            (HttpStatusCode.UnsupportedMediaType, "format-not-allowed", language =>
                OpenedUpload.TryOpenAsync(city, application, 1, "a.docx", language: language)),
            (HttpStatusCode.BadRequest, "invalid-field", language =>
                OpenedUpload.TryOpenAsync(city, application, 1, sha256: "ab", language: language)),
            (HttpStatusCode.NotFound, "unknown-document-type", language =>
                OpenedUpload.TryOpenAsync(city, application, 1, type: "none", language: language)),
        };
        await application.UnchangedAsync(async () =>
        {
            foreach (var (status, problem, open) in refused)
            {
                foreach (var language in new[] { "en", "zh-CN" }) RefusalAssertions.AssertProblem(await open(language), status, problem);
            }
        });

        (await OpenedUpload.TryOpenAsync(city, application, limit)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Address_ForAnythingElse_IsRefusedByStorage()
    {
        var application = await city.DraftAsync("Address");
        var upload = await OpenedUpload.OpenAsync(city, application, Content);
        await upload.SendAllAsync();
        var container = new Uri(upload.Url.GetLeftPart(UriPartial.Path)[..upload.Url.GetLeftPart(UriPartial.Path)
            .IndexOf("/incoming", StringComparison.Ordinal)] + "/incoming");
        var other = new Uri(upload.Url.AbsoluteUri.Replace(upload.Id, FunctionsApp.Platform.Ids.New(), StringComparison.Ordinal));
        (HttpMethod Method, Uri Url)[] others =
        [
            (HttpMethod.Get, upload.Url), (HttpMethod.Head, upload.Url), (HttpMethod.Get, upload.With("comp=blocklist")),
            (HttpMethod.Delete, upload.Url),
            (HttpMethod.Get, new Uri($"{container}{upload.Url.Query}&restype=container&comp=list")),
            (HttpMethod.Put, new Uri($"{other}&comp=block&blockid={OpenedUpload.BlockId(0)}")),
        ];

        foreach (var (method, url) in others)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await OpenedUpload.SendAsync(method, url, method == HttpMethod.Put ? [1] : null));
        }
    }

    [Fact]
    public async Task Address_AfterItsTime_IsRefusedByStorage()
    {
        var service = city.App.Services.GetRequiredService<BlobServiceClient>();
        var blob = service.GetBlobContainerClient("incoming").GetBlobClient("a/b/c");

        var (live, over) = (await At(TimeSpan.FromMinutes(5)), await At(TimeSpan.FromMinutes(-5)));

        Assert.Equal(HttpStatusCode.Created, await PutAsync(live));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(over));

        async Task<Uri> At(TimeSpan life) => (await new UploadSas(service, life, TimeProvider.System).ForAsync(blob, Cancellation)).Url;

        Task<HttpStatusCode> PutAsync(Uri url) => OpenedUpload.SendAsync(
            HttpMethod.Put, new Uri($"{url}&comp=block&blockid={OpenedUpload.BlockId(0)}"), [1]);
    }

    /// <summary>The address can write the blob itself: what its holder puts there is no document.</summary>
    [Fact]
    public async Task Address_UsedToWriteTheBlob_MakesNoDocument()
    {
        var application = await city.DraftAsync("Written around");
        var upload = await OpenedUpload.OpenAsync(city, application, Content);
        await upload.SendAllAsync();

        await application.UnchangedAsync(async () =>
        {
            Assert.Equal(HttpStatusCode.Created, await OpenedUpload.SendAsync(HttpMethod.Put, upload.Url, [1],
                ("x-ms-blob-type", "BlockBlob")));
            // As its event does.
            var incoming = city.App.Services.GetRequiredService<IncomingDocuments>();
            var blob = city.App.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient("incoming")
                .GetBlobClient(BlobOf(upload).Name);
            await incoming.CheckAsync(blob, blob.Name, Cancellation);
            Assert.False(await BlobOf(upload).ExistsAsync(Cancellation));
        });
    }

    [Fact]
    public async Task Complete_BrokenOffAfterItsRecord_IsFinishedByTheSweep()
    {
        var application = await city.DraftAsync("Broken off");
        var upload = await OpenedUpload.OpenAsync(city, application, Content);
        await upload.SendAllAsync();
        var (store, open) = (city.App.Services.GetRequiredService<AggregateStore>(),
            city.App.Services.GetRequiredService<OpenUploadStore>());
        var definitions = city.App.Services.GetRequiredService<ProgrammeCatalogue>();
        var now = city.Clock.GetUtcNow();
        await open.ChangeAsync(application.Id, all => BeginUpload.Completing(all, upload.Id, now), Cancellation);
        var record = new Upload(OpenedUpload.Form, $"{application.Id}/{OpenedUpload.Form}/{upload.Id}", "form.pdf", Size, null);
        await store.ChangeDocumentsAsync(
            application.Id, state => ReceiveDocument.Decide(state, definitions.Of(state.Application), record, 50, "lin", now),
            Cancellation);
        RefusalAssertions.AssertProblem(await upload.CancelAsync(), HttpStatusCode.Conflict, "upload-completing");

        await city.PassAsync(TimeSpan.FromHours(6));

        await AcceptedAsync(application, 1);
        Assert.Empty(await open.ReadAsync(application.Id, Cancellation));
    }

    [Fact]
    public async Task Complete_BrokenOffBeforeItsRecord_CanBeRepeatedAfterTheSweep()
    {
        var application = await city.DraftAsync("Marked alone");
        var upload = await OpenedUpload.OpenAsync(city, application, Content);
        await upload.SendAllAsync();
        var open = city.App.Services.GetRequiredService<OpenUploadStore>();
        await open.ChangeAsync(application.Id, all => BeginUpload.Completing(all, upload.Id, city.Clock.GetUtcNow()), Cancellation);

        await city.PassAsync(TimeSpan.FromHours(6));

        Assert.Null(Assert.Single(await open.ReadAsync(application.Id, Cancellation)).CompletingAt);
        (await upload.CompleteAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        await AcceptedAsync(application, 1);
    }

    [Fact]
    public async Task Upload_LeftForTwoDays_IsRemovedWithItsBlocks()
    {
        var application = await city.DraftAsync("Left");
        var upload = await OpenedUpload.OpenAsync(city, application, Content);
        await upload.SendAllAsync(without: 2);
        Assert.True(await HasBlocksAsync(upload));

        await city.PassAsync(TimeSpan.FromHours(54));

        Assert.Equal(HttpStatusCode.NotFound, (await upload.ReadAsync()).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await upload.CompleteAsync()).Status);
        Assert.Empty(await city.App.Services.GetRequiredService<OpenUploadStore>().ReadAsync(application.Id, Cancellation));
        Assert.False(await HasBlocksAsync(upload));
    }

    [Fact]
    public async Task Upload_OfAnotherOrganisation_IsHidden()
    {
        var application = await city.DraftAsync("Foreign");
        var upload = await OpenedUpload.OpenAsync(city, application, Content);
        var stranger = city.App.DevUsers.First(user => user.Value.Roles.Contains("Applicant")
            && user.Value.Organisation != city.App.DevUsers["lin"].Organisation).Key;

        await city.RefusedAsync(stranger, HttpStatusCode.NotFound, "not-found", HttpMethod.Get, upload.Address);
        await city.RefusedAsync(stranger, HttpStatusCode.NotFound, "not-found", HttpMethod.Delete, upload.Address);
        await city.RefusedAsync(stranger, HttpStatusCode.NotFound, "not-found", HttpMethod.Post, $"{upload.Address}/complete");
    }

    private static async Task AcceptedAsync(ApplicationUnderTest application, int version)
    {
        var slot = await application.SlotAsync(OpenedUpload.Form);
        Assert.Equal(
            ("Accepted", version, OpenedUpload.Digest(Content)),
            (slot.GetProperty("state").GetString(), slot.GetProperty("version").GetInt32(), slot.GetProperty("sha256").GetString()));
    }

    private BlockBlobClient BlobOf(OpenedUpload upload) => city.App.Services.GetRequiredService<BlobServiceClient>()
        .GetBlobContainerClient("incoming").GetBlockBlobClient(string.Join('/', upload.Url.AbsolutePath.Split('/')[3..]));

    private async Task<bool> HasBlocksAsync(OpenedUpload upload)
    {
        try
        {
            return (await BlobOf(upload).GetBlockListAsync(cancellationToken: Cancellation)).Value.UncommittedBlocks.Any();
        }
        catch (Azure.RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }
}
