using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Records;

public sealed class DossierTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dossier_OverHttp_IsSealedAndLeavesOutWhatStorageChanged()
    {
        var application = await city.DraftAsync("Dossier");
        var (form, plan) = (DemoFiles.Pdf("Form"), DemoFiles.Docx("工作计划", "第一期：十二个月。"));
        await application.UploadAsync("application-form", "申请表.pdf", Media.Pdf, form);
        await application.UploadAsync("work-plan", "plan.docx", Media.Docx, plan);
        await city.SettleAsync();

        var sound = await DownloadAsync(application);
        Assert.Equal(form, Read(sound, "documents/application-form/1/申请表.pdf"));
        Assert.Equal(plan, Read(sound, "documents/work-plan/1/plan.docx"));

        await OverwriteAsync(application, "work-plan");
        var altered = await DownloadAsync(application);
        Assert.Equal(form, Read(altered, "documents/application-form/1/申请表.pdf"));
        Assert.Null(Open(altered).GetEntry("documents/work-plan/1/plan.docx"));
        var file = JsonDocument.Parse(Read(altered, "manifest.json")).RootElement.GetProperty("files").EnumerateArray()
            .Single(each => each.GetProperty("path").GetString() == "documents/work-plan/1/plan.docx");
        Assert.True(file.GetProperty("altered").GetBoolean());
        await city.RefusedAsync("wu", HttpStatusCode.NotFound, "not-found", HttpMethod.Get, $"{application.Address}/dossier");
    }

    /// <summary>The dossier of its applicant, after a look at its seal.</summary>
    private async Task<byte[]> DownloadAsync(ApplicationUnderTest application)
    {
        using var http = new HttpClient { BaseAddress = city.App.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Dev", "lin");
        using var response = await http.GetAsync($"{application.Address}/dossier", Cancellation);
        Assert.Equal(
            (HttpStatusCode.OK, "application/zip", "nosniff", "no-store"),
            (response.StatusCode, response.Content.Headers.ContentType?.MediaType,
                response.Headers.GetValues("X-Content-Type-Options").Single(), response.Headers.CacheControl?.ToString()));
        var file = await response.Content.ReadAsByteArrayAsync(Cancellation);
        var seal = Encoding.ASCII.GetString(file.AsSpan(^71..));
        Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData(file.AsSpan(..^71)))}", seal);
        return file;
    }

    private async Task OverwriteAsync(ApplicationUnderTest application, string type)
    {
        var container = city.App.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient("accepted");
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancellation))
        {
            if (!blob.Name.StartsWith($"{application.Id}/{type}/", StringComparison.Ordinal)) continue;
            var changed = new byte[blob.Properties.ContentLength!.Value];
            await container.GetBlobClient(blob.Name).UploadAsync(BinaryData.FromBytes(changed), overwrite: true, Cancellation);
        }
    }

    private static ZipArchive Open(byte[] file) => new(new MemoryStream(file));

    private static byte[] Read(byte[] file, string name)
    {
        using var content = new MemoryStream();
        using var entry = Open(file).GetEntry(name)!.Open();
        entry.CopyTo(content);
        return content.ToArray();
    }
}
