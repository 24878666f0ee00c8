using System.Net;
using System.Net.Http.Headers;
using LocalHost.Demo;

namespace Scenarios.Documents;

public sealed class DocumentTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_NotWhatItsNameSays_RejectedByMailAndReplaced()
    {
        var application = await city.DraftAsync("Not a PDF");
        await application.UploadAsync("application-form", "form.pdf", Media.Pdf, "MZ this is a programme"u8.ToArray());
        await city.SettleAsync();

        var slot = await application.SlotAsync("application-form");
        Assert.Equal("Rejected", slot.GetProperty("state").GetString());
        Assert.Equal("other-format", slot.GetProperty("reasonCode").GetString());
        Assert.StartsWith("The content is not a PDF file", slot.GetProperty("reason").GetProperty("en").GetString());
        var mail = Assert.Single(city.MailsTo("lin"), mail => mail.Subject == "材料未通过检查：Not a PDF");
        Assert.Contains("内容不是 PDF 文件", mail.Text);
        await city.RefusedAsync("lin", HttpStatusCode.NotFound, "not-found", HttpMethod.Get, $"{application.Address}/documents/application-form");

        await application.UploadAsync("application-form", "form.pdf", Media.Pdf, DemoFiles.Pdf("Form"));
        await city.SettleAsync();
        slot = await application.SlotAsync("application-form");
        Assert.Equal(("Accepted", 2), (slot.GetProperty("state").GetString(), slot.GetProperty("version").GetInt32()));
        Assert.Equal(["ApplicationDrafted", "DocumentUploaded", "DocumentRejected", "DocumentUploaded", "DocumentAccepted"], await application.FactTypesAsync());
    }

    [Fact]
    public async Task Document_ReplacementRejected_AcceptedOneStays()
    {
        var application = await city.DraftAsync("Keep the good one");
        var good = DemoFiles.Pdf("Form");
        await application.UploadAsync("application-form", "good.pdf", Media.Pdf, good);
        await city.SettleAsync();
        await application.UploadAsync("application-form", "bad.pdf", Media.Pdf, good[..^200]);
        await city.SettleAsync();

        var slot = await application.SlotAsync("application-form");
        Assert.Equal(("Accepted", "good.pdf"), (slot.GetProperty("state").GetString(), slot.GetProperty("fileName").GetString()));
        Assert.Equal(good, (await DownloadAsync(application, "application-form")).Content);
    }

    [Fact]
    public async Task Document_Of30Mebibytes_ComesBackAsItWas()
    {
        var application = await city.DraftAsync("Large");
        // Of a page, and of an attachment between it and the end mark.
        var content = new byte[30 * 1024 * 1024];
        new Random(7).NextBytes(content);
        var page = DemoFiles.Pdf("Large");
        page.CopyTo(content, 0);
        page.AsSpan(^200..).CopyTo(content.AsSpan(content.Length - 200));

        await application.UploadAsync("supporting-data", "data.pdf", Media.Pdf, content);
        await city.SettleAsync();

        Assert.Equal("Accepted", (await application.SlotAsync("supporting-data")).GetProperty("state").GetString());
        var (received, _) = await DownloadAsync(application, "supporting-data");
        Assert.True(content.AsSpan().SequenceEqual(received), "The content differs.");
    }

    [Fact]
    public async Task Document_NameInChineseWithQuotes_ComesBackInTheHeader()
    {
        const string name = "经费 \"最终\"; 预算.xlsx";
        var application = await city.DraftAsync("Names");
        await application.UploadAsync("budget", name, Media.Xlsx, DemoFiles.Xlsx(("设备", 1m)));
        await city.SettleAsync();

        var (_, headers) = await DownloadAsync(application, "budget");

        Assert.Equal("attachment", headers.ContentDisposition!.DispositionType);
        Assert.Equal(name, headers.ContentDisposition.FileNameStar);
        Assert.Equal(Media.Xlsx, headers.ContentType!.MediaType);
    }

    /// <summary>As curl and browsers do it: with the tag of what they have.</summary>
    [Fact]
    public async Task Download_BrokenOff_ContinuesWithTheRest()
    {
        var application = await city.DraftAsync("Continued");
        var content = DemoFiles.Pdf("Form");
        await application.UploadAsync("application-form", "form.pdf", Media.Pdf, content);
        await city.SettleAsync();
        using var lin = new HttpClient { BaseAddress = city.App.BaseAddress, DefaultRequestHeaders = { { "Authorization", "Dev lin" } } };
        var address = $"{application.Address}/documents/application-form";

        using var head = await lin.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), Cancellation);
        Assert.Equal((content.Length, "bytes"), ((int)head.Content.Headers.ContentLength!, head.Headers.AcceptRanges.Single()));
        using var rest = await PartAsync(100, null, head.Headers.ETag);
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal($"bytes 100-{content.Length - 1}/{content.Length}", rest.Content.Headers.ContentRange!.ToString());
        Assert.Equal(content[100..], await rest.Content.ReadAsByteArrayAsync(Cancellation));
        using var other = await PartAsync(100, 199, new EntityTagHeaderValue("\"other\""));
        Assert.Equal(content, await other.Content.ReadAsByteArrayAsync(Cancellation));
        using var behind = await PartAsync(content.Length, null, null);
        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, $"bytes */{content.Length}"), (
            behind.StatusCode, behind.Content.Headers.ContentRange!.ToString()));

        Task<HttpResponseMessage> PartAsync(long from, long? to, EntityTagHeaderValue? of)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(from, to) } };
            if (of is not null) request.Headers.IfRange = new RangeConditionHeaderValue(of);
            return lin.SendAsync(request, Cancellation);
        }
    }

    private async Task<(byte[] Content, HttpContentHeaders Headers)> DownloadAsync(ApplicationUnderTest application, string type)
    {
        using var http = new HttpClient { BaseAddress = city.App.BaseAddress, DefaultRequestHeaders = { { "Authorization", "Dev lin" } } };
        var answer = await http.GetAsync($"{application.Address}/documents/{type}", Cancellation);
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(Cancellation), answer.Content.Headers);
    }
}
