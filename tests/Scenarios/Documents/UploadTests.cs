using System.Net;
using Azure.Storage.Blobs;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Documents;

public sealed class UploadTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const int FormLimit = 20 * 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_BrokenOff_LeavesNothing()
    {
        var application = await city.DraftAsync("Broken off");
        var before = await BlobsAsync();

        await application.UnchangedAsync(async () =>
        {
            using var request = await BeginAsync(application, "Content-Length: 1000000", "Expect: 100-continue");
            // The function reads when it asks for the body.
            Assert.StartsWith("HTTP/1.1 100", await request.ReadLineAsync());
            await request.SendAsync(new byte[500_000]);
            request.Abort();
        });

        Assert.Equal(before, await BlobsAsync());
    }

    [Fact]
    public async Task Upload_EndsBeforeItsLength_RefusedAndLeavesNothing()
    {
        var application = await city.DraftAsync("Cut off");
        var before = await BlobsAsync();

        await application.UnchangedAsync(async () =>
        {
            using var request = await BeginAsync(application, "Content-Length: 1000000", "Accept-Language: en");
            await request.SendAsync(new byte[500_000]);
            var answer = await request.EndAsync();
            // Whether anyone hears the refusal depends on which end notices first.
            Assert.DoesNotContain("HTTP/1.1 2", answer);
        });

        Assert.Equal(before, await BlobsAsync());
    }

    [Fact]
    public async Task Upload_Empty_Refused()
    {
        var application = await city.DraftAsync("Empty");
        await application.UnchangedAsync(async () =>
        {
            await city.RefusedAsync("lin", HttpStatusCode.BadRequest, "document-empty", () => Put(application, "form.pdf", new ByteArrayContent([])));
            await city.RefusedAsync("lin", HttpStatusCode.BadRequest, "document-empty", () => Put(application, "form.pdf", new StreamContent(new Unknown(0))));
        });
    }

    [Fact]
    public async Task Upload_LargerThanItsSlot_Refused()
    {
        var application = await city.DraftAsync("Too large");
        var before = await BlobsAsync();
        await application.UnchangedAsync(async () =>
        {
            using var announced = await BeginAsync(application, $"Content-Length: {FormLimit + 1}");
            Assert.StartsWith("HTTP/1.1 413", await announced.ReadLineAsync());
            await city.RefusedAsync("lin", HttpStatusCode.RequestEntityTooLarge, "document-too-large", () => Put(application, "form.pdf", new StreamContent(new Unknown(FormLimit + 1))));
        });
        Assert.Equal(before, await BlobsAsync());
    }

    [Fact]
    public async Task Upload_WithABadFileName_Refused()
    {
        var application = await city.DraftAsync("Bad names");
        await application.UnchangedAsync(async () =>
        {
            foreach (var name in new[] { "../../etc/passwd.pdf", "..\\..\\windows.pdf", "/etc/passwd.pdf", "..", "", "a\nb.pdf", "a\u202Efdp.exe.pdf", new string('x', 4000) + ".pdf" })
            {
                await city.RefusedAsync("lin", HttpStatusCode.BadRequest, "invalid-file-name", () => Put(application, name, new ByteArrayContent(DemoFiles.Pdf("Form"))));
            }
        });
    }

    [Fact]
    public async Task Upload_OfAnotherFormatTypeOrContent_Refused()
    {
        var application = await city.DraftAsync("Wrong kinds");
        await application.UnchangedAsync(async () =>
        {
            await city.RefusedAsync("lin", HttpStatusCode.UnsupportedMediaType, "format-not-allowed", () => Put(application, "form.exe", new ByteArrayContent([1])));
            await city.RefusedAsync("lin", HttpStatusCode.UnsupportedMediaType, "format-not-allowed", () => Put(application, "form.pdf", new ByteArrayContent([1]) { Headers = { { "Content-Type", "multipart/form-data; boundary=x" } } }));
            await city.RefusedAsync("lin", HttpStatusCode.NotFound, "unknown-document-type", () => Put(application, "form.pdf", new ByteArrayContent([1]), "no-such-document"));
            await city.RefusedAsync("lin", HttpStatusCode.BadRequest, "digest-mismatch", () => Put(application, "form.pdf", new ByteArrayContent(DemoFiles.Pdf("Form"))
            {
                Headers = { { "Content-Digest", $"sha-256=:{Convert.ToBase64String(new byte[32])}:" } },
            }));
        });
    }

    [Fact]
    public async Task Upload_AfterSubmission_Refused()
    {
        var application = await city.SubmitAsync("Handed in");
        await application.UnchangedAsync(() =>
            city.RefusedAsync("lin", HttpStatusCode.Conflict, "not-open", () => Put(application, "form.pdf", new ByteArrayContent(DemoFiles.Pdf("Another")))));
    }

    private static HttpRequestMessage Put(ApplicationUnderTest application, string fileName, HttpContent content, string type = "application-form") =>
        new(HttpMethod.Put, $"{application.Address}/documents/{type}?fileName={Uri.EscapeDataString(fileName)}") { Content = content };

    private Task<RawHttpRequest> BeginAsync(ApplicationUnderTest application, params IReadOnlyList<string> headers) =>
        RawHttpRequest.BeginAsync(city, "lin", $"PUT {application.Address}/documents/application-form?fileName=form.pdf", [$"Content-Type: {Media.Pdf}", .. headers]);

    private async Task<IReadOnlyList<string>> BlobsAsync()
    {
        var (client, names) = (city.App.Services.GetRequiredService<BlobServiceClient>(), new List<string>());
        foreach (var container in new[] { "incoming", "accepted" })
        {
            await foreach (var blob in client.GetBlobContainerClient(container).GetBlobsAsync(cancellationToken: Cancellation)) names.Add($"{container}/{blob.Name}");
        }

        return names;
    }

    /// <summary>A body whose length is not known before, so that it is sent in chunks.</summary>
    private sealed class Unknown(int length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }
}
