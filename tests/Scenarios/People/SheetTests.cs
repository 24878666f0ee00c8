using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LocalHost.Demo;

namespace Scenarios.People;

/// <summary>The register as a file, from its pages and over the API.</summary>
public sealed class SheetTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Headings = "用户标识,姓名,邮箱,角色,代理人的用户标识";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_FromThePage_IsForAdministratorsAlone()
    {
        using var admin = new ScriptlessBrowser(city, "admin");
        using var wu = new ScriptlessBrowser(city, "wu");
        const string link = "/api/people/export?format=csv&role=Administrator&district=&sector=";

        Assert.Contains($"href=\"{link}\"", (await admin.OpenAsync("/people?role=Administrator")).Text, StringComparison.Ordinal);
        var sheet = await admin.OpenAsync(link);
        Assert.Contains("\nadmin,管理员,", sheet.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\nwu,", sheet.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await wu.OpenAsync(link)).Status);
    }

    [Fact]
    public async Task Import_ByThePages_IsShownFirstAndConfirmed()
    {
        using var admin = await BrowserForms.SignInAsync(city.App.BaseAddress, "admin", "zh-CN");
        var file = $"{Headings}\r\nsheet-1,甲,s1@x.cn,专家,sheet-2\r\nsheet-2,'=乙,s2@x.cn,专家,\r\n";

        var (status, preview) = await UploadAsync(admin, file);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("新增 2 人", preview, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/people/sheet-1", Cancellation)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(admin, preview)).Status);
        Assert.Contains("=乙", WebUtility.HtmlDecode(await admin.GetStringAsync("/people/sheet-2", Cancellation)), StringComparison.Ordinal);

        // The same confirmation, and the same file, change nothing.
        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(admin, preview)).Status);
        Assert.Contains("无需导入", (await UploadAsync(admin, file)).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfAnEntryThatSomeoneChangedMeanwhile_IsRefusedWithItsRow()
    {
        using var admin = await BrowserForms.SignInAsync(city.App.BaseAddress, "admin", "zh-CN");
        await ConfirmAsync(admin, (await UploadAsync(admin, $"{Headings}\r\nsheet-3,丙,s3@x.cn,专家,\r\n")).Page);
        var (_, preview) = await UploadAsync(admin, $"{Headings}\r\nsheet-4,丁,s4@x.cn,专家,\r\nsheet-3,丙丙,s3@x.cn,专家,\r\n");
        (await city.Person("admin").PostAsync("/api/people/sheet-3/leave", new { }, Cancellation)).Expect(HttpStatusCode.OK);

        var (status, page) = await ConfirmAsync(admin, preview);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("sheet-3 的登记在预览之后已被他人修改", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/people/sheet-4", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Import_OverTheApi_NamesEveryFaultOrWritesAll()
    {
        var refused = await ImportAsync("admin", "true", $"{Headings}\r\nsheet-5,戊,none,驾驶员,\r\n");
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Equal(1, refused.Json.GetProperty("faults").GetArrayLength());
        Assert.Equal("import-refused", (await ImportAsync("admin", "false", $"{Headings}\r\nsheet-5,戊,none,专家,\r\n")).Problem);
        Assert.Equal(HttpStatusCode.Forbidden, (await ImportAsync("wu", "true", Headings)).Status);

        var written = await ImportAsync("admin", "false", $"{Headings}\r\nsheet-5,戊,s5@x.cn,专家,\r\n");
        Assert.True(written.Expect(HttpStatusCode.OK).Json.GetProperty("isWritten").GetBoolean());
        (await city.Person("admin").GetAsync("/api/people/sheet-5", Cancellation)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Upload_WithoutAFile_ShowsThePageAgain()
    {
        using var admin = await BrowserForms.SignInAsync(city.App.BaseAddress, "admin", "en");
        var (status, page) = await UploadAsync(admin, "", name: "");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Choose a file", page, StringComparison.Ordinal);
    }

    private Task<Answer> ImportAsync(string user, string dryRun, string file) => city.Person(user).SendAsync(
        new HttpRequestMessage(HttpMethod.Post, $"/api/people/import?dryRun={dryRun}") { Content = File(file) }, Cancellation);

    private static async Task<(HttpStatusCode Status, string Page)> UploadAsync(HttpClient browser, string file, string name = "people.csv")
    {
        var proof = BrowserForms.ProofOf(await browser.GetStringAsync("/people/import", Cancellation));
        using var content = File(file);
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = $"\"{name}\"" };
        using var form = new MultipartFormDataContent { { new StringContent(proof), "proof" }, content };
        using var answer = await browser.PostAsync("/people/import", form, Cancellation);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    /// <summary>Presses the button of a preview.</summary>
    private static async Task<(HttpStatusCode Status, string Page)> ConfirmAsync(HttpClient browser, string preview)
    {
        string Hidden(string name) => preview.Split($"name=\"{name}\" value=\"")[1].Split('"')[0];
        using var answer = await browser.PostAsync("/people/import/confirm", BrowserForms.Content(preview, new Dictionary<string, string>
        {
            ["file"] = Hidden("file"), ["shown"] = Hidden("shown"),
        }), Cancellation);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    private static ByteArrayContent File(string text) => new(Encoding.UTF8.GetBytes(text))
    {
        Headers = { ContentType = new("application/octet-stream") },
    };
}
