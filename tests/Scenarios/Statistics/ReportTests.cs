using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Files;
using FunctionsApp.Statistics.Reports;
using LocalHost.Demo;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Statistics;

/// <summary>A reporter's files from the page to the accepted figures, and what officers cannot do.</summary>
public sealed class ReportTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Page = "/statistics/reports/2026-02";
    private static readonly string[] Headings = ["统一社会信用代码", "统计期", "指标", "领域", "区", "计量单位", "数值", "说明"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Own => city.App.DevUsers["lin"].Organisation!;

    [Fact]
    public async Task File_InGb18030_IsRefused_AndItsCorrectionInXlsxAccepted()
    {
        using var lin = await BrowserForms.SignInAsync(city.App.BaseAddress, "lin", "zh-CN");
        string[] staff = [Own, "2026-02", "从业人员", "信息技术", "南山区", "人", "-3", "=cmd"];
        var csv = $"{string.Join(',', Headings)}\r\n{string.Join(',', staff)}\r\n";
        var refused = await UploadAsync(lin, "报表.csv", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(csv));

        Assert.Contains("未接收", refused, StringComparison.Ordinal);
        Assert.Contains("不能是公式", refused, StringComparison.Ordinal);
        Assert.Contains(city.MailsTo("lin"), mail => mail.Subject.Contains("2026", StringComparison.Ordinal));
        var marked = await lin.GetStringAsync("/api/statistics/reports/2026-02/versions/1/marked", Cancellation);
        Assert.Contains("'=cmd,说明：不能是公式", marked, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await city.Person("audit").GetAsync(Accepted, Cancellation)).Status);

        (staff[6], staff[7]) = ("3", "");
        var xlsx = WriteSheet.Write([Headings, staff], SheetFormat.Xlsx, "Report");
        var accepted = await UploadAsync(lin, "报表.xlsx", xlsx);

        Assert.Contains("已接收", accepted, StringComparison.Ordinal);
        Assert.DoesNotContain("不能是公式", accepted, StringComparison.Ordinal);
        var read = (await city.Person("audit").GetAsync(Accepted, Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(3, read.GetProperty("lines")[0].GetProperty("figures")[0].GetProperty("value").GetDecimal());
        Assert.True((await city.Person("audit").GetAsync($"{Accepted}/facts", Cancellation)).Json.GetProperty("whole").GetBoolean());
        await OfficersWriteNothingAsync();
    }

    [Fact]
    public async Task Receipt_WhoseFileNeverCame_IsRefusedByTheSweep()
    {
        var store = city.App.Services.GetRequiredService<AggregateStore>();
        var (code, period) = (CreditCode.Parse("91440300MA5EXB340R"), Period.Find("2026-01")!.Value);
        var command = new ReportCommand(code, null, period, "lost");
        var file = new ReportFile(Ids.New(), "lost.csv", 1, "", "", Language.Chinese);
        await store.PutAsync(ReportAggregate.Kind, ReportAggregate.IdOf(code, period),
            current => ReceiveReport.Decide(current, command, file, city.Clock.GetUtcNow()), Cancellation);

        await city.PassAsync(TimeSpan.FromMinutes(15));
        await city.TickAsync("Reports_StartMissing");

        var state = (await store.GetAsync(ReportAggregate.Kind, ReportAggregate.IdOf(code, period), Cancellation)).State;
        Assert.Equal(ReportStatus.Refused, state.Latest.Status);
    }

    private string Accepted => $"/api/statistics/accepted/{Own}/2026-02";

    /// <summary>Every route that writes about statistics, by everyone who may read what others report or runs the app.</summary>
    private async Task OfficersWriteNothingAsync()
    {
        var routes = from pair in city.App.Functions.With<HttpTriggerAttribute>()
                     where pair.Trigger.Route?.Contains("statistics/", StringComparison.Ordinal) == true
                     from method in pair.Trigger.Methods!
                     where method is not ("get" or "head")
                     select (method, path: "/" + pair.Trigger.Route!.Replace("{period}", "2026-02", StringComparison.Ordinal));
        var written = 0;
        foreach (var (method, path) in routes)
        {
            foreach (var user in new[] { "huang", "wu", "audit", "admin" })
            {
                var answer = await city.Person(user).SendAsync(
                    new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path) { Content = new StringContent("{}") }, Cancellation);
                Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{user} {method} {path}: {answer.Status}");
                Assert.Contains("not-allowed", answer.Body, StringComparison.Ordinal);
                written++;
            }
        }

        Assert.True(written >= 20);
    }

    /// <summary>The page of the report once the file is checked.</summary>
    private async Task<string> UploadAsync(HttpClient browser, string name, byte[] file)
    {
        var proof = BrowserForms.ProofOf(await browser.GetStringAsync(Page, Cancellation));
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new("application/octet-stream") } };
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = "\"file\"", FileNameStar = name,
        };
        using var form = new MultipartFormDataContent { { new StringContent(proof), "proof" }, content };
        using var answer = await browser.PostAsync($"{Page}/file", form, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await city.SettleAsync();
        return WebUtility.HtmlDecode(await browser.GetStringAsync(Page, Cancellation));
    }
}
