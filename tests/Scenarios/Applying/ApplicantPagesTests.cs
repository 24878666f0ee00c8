using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FunctionsApp.Platform.Http;
using LocalHost.Demo;

namespace Scenarios.Applying;

/// <summary>An applicant's complete way, by pages alone and without scripts.</summary>
public sealed partial class ApplicantPagesTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Hostile = "<script>alert(1)</script> 检测平台";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Application_ByPagesAlone_IsDraftedFilledSubmittedCorrectedAndFollowed()
    {
        using var lin = Browser("lin");
        var address = await ApplyAsync(lin, Hostile);
        var draft = await PageAsync(lin, address);
        Assert.Contains("未开始", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", await lin.GetStringAsync(address, Cancellation), StringComparison.OrdinalIgnoreCase);

        var early = await SendAsync(lin, $"{address}/check", new(), shown: $"{address}/withdraw");
        Assert.Contains("必需的材料尚未齐备", early.Page, StringComparison.Ordinal);

        // The form is not complete until the documents are: submitting is explicit.
        await UploadAsync(lin, address, "application-form", "<b>form.pdf", DemoFiles.Pdf("Application form"));
        await UploadAsync(lin, address, "work-plan", "plan.docx", DemoFiles.Docx("工作计划", "第一期。"));
        await UploadAsync(lin, address, "budget", "budget.xlsx", DemoFiles.Xlsx(("设备", 1m)));
        await city.SettleAsync();
        var documents = await lin.GetStringAsync($"{address}/documents", Cancellation);
        Assert.DoesNotContain("<b>form", documents, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("已接收", WebUtility.HtmlDecode(documents), StringComparison.Ordinal);

        var filled = await FillAsync(lin, address, "save");
        Assert.Contains("已提交", filled, StringComparison.Ordinal);
        await city.SettleAsync();
        var review = await PageAsync(lin, address);
        Assert.Contains("自动提交", review, StringComparison.Ordinal);
        Assert.Contains("进行中", review, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/my/" + address + "/check", review, StringComparison.Ordinal);

        var application = new ApplicationUnderTest(city, city.Person("lin"), address["/my/".Length..], ApplicationUnderTest.SpecialFund);
        await application.ReturnAsync("District", "work-plan", "<i>日期</i>不清");
        var returned = await PageAsync(lin, address);
        Assert.Contains("plan.docx", returned, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;", await lin.GetStringAsync(address, Cancellation), StringComparison.Ordinal);
        Assert.Contains("请补正申请材料", await PageAsync(lin, $"{address}/letters"), StringComparison.Ordinal);
        Assert.Contains("前补正", await PageAsync(lin, "/my?status=Returned"), StringComparison.Ordinal);

        await UploadAsync(lin, address, "work-plan", "plan-2.docx", DemoFiles.Docx("工作计划", "第二版。"));
        await city.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.Contains("补正内容已提交（最后一份材料检查完毕后自动提交）", await PageAsync(lin, address), StringComparison.Ordinal);

        var (status, withdrawn) = await SendAsync(lin, $"{address}/withdraw", new());
        Assert.Equal((HttpStatusCode.OK, true), (status, withdrawn.Contains("申请已撤回", StringComparison.Ordinal)));
        Assert.Equal("Withdrawn", await application.StatusAsync());
    }

    [Fact]
    public async Task Pages_OfAnotherOrganisation_AreNotThere()
    {
        using var lin = Browser("lin");
        using var zhao = Browser("zhao");
        var address = await ApplyAsync(lin, "Apart");

        foreach (var page in new[] { "", "/form", "/documents", "/check", "/withdraw", "/letters" })
        {
            using var answer = await zhao.GetAsync($"{address}{page}", Cancellation);
            Assert.Equal((page, HttpStatusCode.NotFound), (page, answer.StatusCode));
        }

        using var upload = await zhao.PostAsync($"{address}/documents/budget", Form("x", "a.xlsx", [1]), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, upload.StatusCode);
        Assert.DoesNotContain("Apart", await PageAsync(zhao, "/my"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_OldAddress_LeadsToItsPage()
    {
        using var lin = Browser("lin");
        var address = await ApplyAsync(lin, "Old links");
        using var answer = await lin.GetAsync($"/api/applications/{address["/my/".Length..]}", Cancellation);

        Assert.Equal((HttpStatusCode.SeeOther, address), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("form.exe", 3, HttpStatusCode.UnsupportedMediaType, "该材料不接受这种格式")]
    [InlineData("", 0, HttpStatusCode.BadRequest, "请选择文件")]
    [InlineData("form.pdf", 0, HttpStatusCode.BadRequest, "文件为空")]
    [InlineData("a\u202Efdp.pdf", 3, HttpStatusCode.BadRequest, "文件名无效")]
    [InlineData("form.pdf", (20 * 1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge, "文件超过该材料的大小上限")]
    public async Task Upload_WithAFault_IsSaidAtItsDocumentAndKeepsNothing(string file, int bytes, HttpStatusCode status, string words)
    {
        using var lin = Browser("lin");
        var application = await city.DraftAsync("Faults");
        await application.UnchangedAsync(async () =>
        {
            var (actual, page) = await PostFileAsync(lin, $"/my/{application.Id}", "application-form", file, new byte[bytes]);
            Assert.Equal(status, actual);
            Assert.Contains(words, page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Upload_WithoutTheProofFirst_IsRefused()
    {
        using var lin = Browser("lin");
        var application = await city.DraftAsync("No proof");
        await application.UnchangedAsync(async () =>
        {
            using var none = await lin.PostAsync($"/my/{application.Id}/documents/application-form", Form(null, "form.pdf", [1]),
                Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, none.StatusCode);
            using var forged = await lin.PostAsync($"/my/{application.Id}/documents/application-form", Form("forged", "form.pdf", [1]),
                Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        });
    }

    [Fact]
    public async Task Upload_OfTwoFilesOrACutBody_KeepsNothing()
    {
        using var lin = Browser("lin");
        var application = await city.DraftAsync("Two files");
        var address = $"/my/{application.Id}";
        var proof = BrowserForms.ProofOf(await lin.GetStringAsync($"{address}/documents", Cancellation));
        await application.UnchangedAsync(async () =>
        {
            var two = Form(proof, "form.pdf", DemoFiles.Pdf("One"));
            two.Add(File("other.pdf", DemoFiles.Pdf("Two")), "file", "other.pdf");
            using var answer = await lin.PostAsync($"{address}/documents/application-form", two, Cancellation);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);

            var whole = await Form(proof, "form.pdf", DemoFiles.Pdf("Cut")).ReadAsByteArrayAsync(Cancellation);
            var boundary = Encoding.UTF8.GetString(whole).Split("\r\n")[0][2..];
            using var cut = new ByteArrayContent(whole[..^40]);
            cut.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
            using var refused = await lin.PostAsync($"{address}/documents/application-form", cut, Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        });
    }

    [Fact]
    public async Task Submission_SentTwice_IsOne()
    {
        using var lin = Browser("lin");
        var application = await city.SubmitAsync("Twice");
        var (status, page) = await SendAsync(lin, $"/my/{application.Id}/check", new(), shown: $"/my/{application.Id}/withdraw");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("申请已提交", page, StringComparison.Ordinal);
        Assert.Single(await application.FactsAsync("ApplicationSubmitted"));
    }

    [Fact]
    public async Task Organisation_ByItsPage_IsRegisteredAndKeepsWhatWasTypedWrong()
    {
        using var lin = Browser("lin");
        var wrong = await SendAsync(lin, "/my/organisation", new() { ["name"] = "<b>光电</b>中心", ["district"] = "nowhere" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("value=\"<b>光电</b>中心\"", wrong.Page, StringComparison.Ordinal);

        var right = await SendAsync(lin, "/my/organisation",
            new() { ["name"] = "南山光电检测中心", ["district"] = "440305", ["sectors"] = "testing" });
        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.Contains("已登记", right.Page, StringComparison.Ordinal);
    }

    private static async Task<string> ApplyAsync(HttpClient browser, string title)
    {
        const string page = "/my/new?programme=special-fund-rd";
        var html = await browser.GetStringAsync(page, Cancellation);
        var fields = new Dictionary<string, string>
        {
            ["programme"] = "special-fund-rd", ["key"] = Key().Match(html).Groups[1].Value, ["title"] = title, ["sector"] = "testing",
            ["amount"] = "1,200,000", ["district"] = "440305",
        };
        using var answer = await browser.PostAsync("/my/new", BrowserForms.Content(html, fields), Cancellation);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.OriginalString.Split('?')[0];
    }

    private static async Task<string> FillAsync(HttpClient browser, string address, string action)
    {
        var html = await browser.GetStringAsync($"{address}/form", Cancellation);
        var fields = new Dictionary<string, string>
        {
            ["token"] = Token().Match(html).Groups[1].Value, ["action"] = action,
            ["project-summary"] = (string)DemoForm.Answers()["project-summary"], ["technology-field"] = "tech-services",
            ["expected-results"] = "platform", ["start-date"] = "2026-06-01", ["end-date"] = "2027-12-31", ["team[0].name"] = "林岚",
            ["team[0].role"] = "lead", ["team[0].months"] = "12", ["total-budget"] = "1,800,000", ["co-funding"] = "600000",
            ["budget-items[0].category"] = "equipment", ["budget-items[0].amount"] = "1,800,000", ["budget-items[0].note"] = "",
        };
        using var answer = await browser.PostAsync($"{address}/form", BrowserForms.Content(html, fields), Cancellation);
        return (await FollowAsync(browser, answer)).Page;
    }

    private static async Task UploadAsync(HttpClient browser, string address, string type, string file, byte[] content)
    {
        var (status, page) = await PostFileAsync(browser, address, type, file, content);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("文件已收到", page, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Page)> PostFileAsync(
        HttpClient browser, string address, string type, string file, byte[] content)
    {
        var page = await browser.GetStringAsync($"{address}/documents", Cancellation);
        using var form = Form(BrowserForms.ProofOf(page), file, content);
        using var answer = await browser.PostAsync($"{address}/documents/{type}", form, Cancellation);
        return await FollowAsync(browser, answer);
    }

    private static async Task<(HttpStatusCode Status, string Page)> SendAsync(
        HttpClient browser, string action, Dictionary<string, string> fields, string? shown = null)
    {
        using var answer = await browser.SendFormAsync(shown ?? action, action, fields);
        return await FollowAsync(browser, answer);
    }

    private static async Task<(HttpStatusCode Status, string Page)> FollowAsync(HttpClient browser, HttpResponseMessage answer)
    {
        using var next = answer.StatusCode == HttpStatusCode.SeeOther ? await browser.GetAsync(answer.Headers.Location, Cancellation)
            : null;
        var page = next ?? answer;
        return (page.StatusCode, WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancellation)));
    }

    private static MultipartFormDataContent Form(string? proof, string file, byte[] content)
    {
        var form = new MultipartFormDataContent();
        if (proof is not null) form.Add(new StringContent(proof), $"\"{FormBody.Proof}\"");
        form.Add(File(file, content));
        return form;
    }

    /// <summary>As browsers send it: the name in UTF-8, and an empty one where no file was chosen.</summary>
    private static ByteArrayContent File(string file, byte[] content)
    {
        var part = new ByteArrayContent(content);
        part.Headers.TryAddWithoutValidation("Content-Disposition", file.All(char.IsAscii)
            ? $"form-data; name=\"file\"; filename=\"{file}\""
                : $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(file)}");
        part.Headers.TryAddWithoutValidation("Content-Type", "application/octet-stream");
        return part;
    }

    private static async Task<string> PageAsync(HttpClient browser, string path) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(path, Cancellation));

    private HttpClient Browser(string user) => new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = city.App.BaseAddress,
        DefaultRequestHeaders = { { "Authorization", $"Dev {user}" }, { "Accept", "text/html" }, { "Accept-Language", "zh-CN" } },
    };

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"")]
    private static partial Regex Key();
}
