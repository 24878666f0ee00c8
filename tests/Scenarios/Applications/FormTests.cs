using System.Net;
using System.Text.RegularExpressions;
using LocalHost.Demo;

namespace Scenarios.Applications;

/// <summary>The form over HTTP: by programs as JSON, by people on its page.</summary>
public sealed partial class FormTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Form_LastToBeComplete_SubmitsTheApplication()
    {
        var application = await city.DraftAsync("Form last");
        await application.FillAsync(new { team = new[] { new { name = "林岚" } } });
        foreach (var (type, file, media, content) in RetryingPeople.Documents) await application.UploadAsync(type, file, media, content);
        await city.SettleAsync();
        Assert.Equal("Draft", await application.StatusAsync());
        var refused = await application.SubmitAsync();
        Assert.Equal("form-incomplete", refused.Problem);
        Assert.Contains("Project summary", refused.Json.GetProperty("detail").GetString());

        await application.FillAsync();
        await city.SettleAsync();

        Assert.Equal("Submitted", await application.StatusAsync());
        var saved = await application.FactsAsync("FormSaved");
        Assert.Equal([false, true], saved.Select(fact => fact.GetProperty("complete").GetBoolean()));
        Assert.DoesNotContain("林岚", string.Concat((await application.FactsAsync()).Select(fact => fact.GetRawText())));
        Assert.Equal("林岚", (await application.ReadAsync()).GetProperty("answers").GetProperty("team")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Form_Faults_AreAllNamedInBothLanguagesAndNothingIsSaved()
    {
        var application = await city.DraftAsync("Faults");

        await application.UnchangedAsync(async () =>
        {
            var refused = await application.TryFillAsync(new { colour = "red", team = new object[] { new { months = 12.55 }, new { role = "boss" } } });
            Assert.Equal((HttpStatusCode.BadRequest, "invalid-form"), (refused.Status, refused.Problem));
            var faults = refused.Json.GetProperty("faults").EnumerateArray().ToList();
            Assert.Equal(
                ["form.colour unknown-key", "form.team[0].months decimals", "form.team[1].role option"],
                faults.Select(fault => $"{fault.GetProperty("path")} {fault.GetProperty("code")}"));
            Assert.Equal(
                "Give at most 1 decimals for “Team, row 1, Person-months”.",
                faults[1].GetProperty("message").GetProperty("en").GetString());
            Assert.Equal("“项目团队 · 第 1 行 · 投入人月”最多 1 位小数", faults[1].GetProperty("message").GetProperty("zh-CN").GetString());
        });
    }

    [Fact]
    public async Task Form_OldETag_IsRefusedAndOthersFormsAreNotThere()
    {
        var application = await city.DraftAsync("Etag");
        var lin = city.Person("lin");
        var read = await lin.GetAsync($"{application.Address}/form", Cancellation);
        Assert.Equal("project-summary", read.Json.GetProperty("fields")[0].GetProperty("key").GetString());
        await application.FillAsync(new Dictionary<string, object> { ["co-funding"] = 1 });

        var stale = new HttpRequestMessage(HttpMethod.Put, $"{application.Address}/form") { Content = System.Net.Http.Json.JsonContent.Create(DemoForm.Answers()) };
        stale.Headers.TryAddWithoutValidation("If-Match", read.ETag);
        Assert.Equal("precondition-failed", (await lin.SendAsync(stale, Cancellation)).Problem);
        Assert.Equal("not-found", (await city.Person("zhao").GetAsync($"{application.Address}/form", Cancellation)).Problem);
    }

    [Fact]
    public async Task Return_NamesAField_LetterSaysItsLabelAndItAloneOpens()
    {
        var application = await city.SubmitAsync("Field returned");
        var (mail, user) = Assert.Single(application.Asked("District"));
        var page = await PageAsync(user, mail.Link!.PathAndQuery);
        Assert.Contains("光谱分析仪", page);
        Assert.Contains("name=\"field.team\"", page);
        using (var browser = Browser(user))
        {
            using var answer = await browser.SendFormAsync(mail.Link!.PathAndQuery, mail.Link.AbsolutePath, new Dictionary<string, string>
            {
                ["token"] = mail.Token, ["decision"] = "Return", ["field.team"] = "Too few months.", ["item.budget"] = "",
            });
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }

        await city.SettleAsync();
        var letter = Assert.Single(city.MailsTo("lin"), letter => letter.Subject == "请补正申请材料：Field returned");
        Assert.Contains("- 项目团队：Too few months.", letter.Text);
        Assert.Equal("not-open", (await application.TryUploadAsync("budget", "b.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 1m)))).Problem);
        var others = new Dictionary<string, object>(DemoForm.Answers(18)) { ["co-funding"] = 0 };
        Assert.Equal("not-open", (await application.TryFillAsync(others)).Problem);
        await application.FillAsync(DemoForm.Answers(18));
        await city.SettleAsync();

        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.Equal(["team"], (await application.FactsAsync("ApplicationResubmitted"))[0].GetProperty("changedFields").EnumerateArray().Select(key => key.GetString()));
        Assert.Equal("not-open", (await application.TryFillAsync(DemoForm.Answers(19))).Problem);
        Assert.Equal([user], await application.DecideAsync("District", "Approve"));
    }

    [Fact]
    public async Task Page_FilledByAPerson_KeepsWhatIsTypedAddsRowsSavesAndSubmits()
    {
        var application = await city.DraftAsync("By page");
        foreach (var (type, file, media, content) in RetryingPeople.Documents) await application.UploadAsync(type, file, media, content);
        await city.SettleAsync();
        using var lin = Browser("lin");
        var address = $"/my/{application.Id}/form";
        using (var old = await lin.GetAsync($"{application.Address}/form", Cancellation))
        {
            Assert.Equal(address, old.Headers.Location?.OriginalString);
        }
        var empty = await lin.GetStringAsync(address, Cancellation);
        Assert.Contains("<label for=\"f-project-summary\">项目简介", WebUtility.HtmlDecode(empty));

        var typed = Typed();
        typed["total-budget"] = "many";
        var (status, page) = await PostAsync(lin, address, empty, typed, "add:team");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("name=\"team[2].name\"", page);
        Assert.Contains("value=\"many\"", page);

        (status, page) = await PostAsync(lin, address, page, typed, "save");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("<a href=\"#f-total-budget\">", page);
        Assert.Contains("value=\"many\"", page);

        typed["total-budget"] = "1,800,000";
        typed["project-summary"] = "太短";
        (status, page) = await PostAsync(lin, address, page, typed, "submit");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("<a href=\"#f-project-summary\">", page);
        Assert.Equal("Draft", await application.StatusAsync());

        typed["project-summary"] = (string)DemoForm.Answers()["project-summary"];
        (status, page) = await PostAsync(lin, address, page, typed, "save");
        await city.SettleAsync();
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("已提交", page);
        Assert.DoesNotContain("<form method=\"post\"", page);
        Assert.Equal("Submitted", await application.StatusAsync());
    }

    [Fact]
    public async Task Page_PostedWithoutItsToken_IsRefused()
    {
        var application = await city.DraftAsync("Forged");
        using var lin = Browser("lin");

        await application.UnchangedAsync(async () =>
        {
            var address = $"/my/{application.Id}/form";
            using var unproven = await lin.PostAsync(address, new FormUrlEncodedContent(Typed()), Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, unproven.StatusCode);
            Assert.Contains(
                "不是从为您显示的页面提交", WebUtility.HtmlDecode(await unproven.Content.ReadAsStringAsync(Cancellation)), StringComparison.Ordinal);
            using var answer = await lin.SendFormAsync(address, address, Typed());
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("链接无效", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation)), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Page_ChangedMeanwhile_ShowsBothPeoplesWorkAndSavesNothing()
    {
        var application = await city.DraftAsync("Two windows");
        using var lin = Browser("lin");
        using var mei = Browser("mei");
        var address = $"/my/{application.Id}/form";
        var first = await lin.GetStringAsync(address, Cancellation);
        Dictionary<string, string> theirs = new() { ["co-funding"] = "5", ["total-budget"] = "9" };
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(mei, address, await mei.GetStringAsync(address, Cancellation), theirs, "save")).Status);
        Dictionary<string, string> mine = new() { ["co-funding"] = "7", ["start-date"] = "2026-06-01" };

        var (status, page) = await PostAsync(lin, address, first, mine, "save");

        Assert.Equal(HttpStatusCode.PreconditionFailed, status);
        Assert.Contains("已被修改", page);
        Assert.Contains("已被改为：¥ 5", page);
        foreach (var value in new[] { "7", "9", "2026-06-01" }) Assert.Contains($"value=\"{value}\"", page);
        Assert.Equal(5, (await application.ReadAsync()).GetProperty("answers").GetProperty("co-funding").GetInt32());
        Dictionary<string, string> both = new(mine) { ["total-budget"] = "9" };
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(lin, address, page, both, "save")).Status);
        var answers = (await application.ReadAsync()).GetProperty("answers");
        Assert.Equal((7, 9), (answers.GetProperty("co-funding").GetInt32(), answers.GetProperty("total-budget").GetInt32()));
        var shown = await PageAsync("mei", $"/my/{application.Id}");
        Assert.Contains("lin 修改了申请表", shown);
        Assert.Contains("mei 修改了申请表", shown);
    }

    [Fact]
    public async Task Draft_OfTheOrganisation_IsEveryDraftersAndNoOneElses()
    {
        var application = await city.DraftAsync("A team's");
        var form = $"{application.Address}/form";
        using var answers = System.Net.Http.Json.JsonContent.Create(new Dictionary<string, object> { ["co-funding"] = 5 });
        (await city.Person("mei").PutAsync(form, answers, Cancellation)).Expect(HttpStatusCode.OK);

        Assert.Contains(application.Id, (await city.Person("mei").GetAsync("/api/applications?limit=100", Cancellation)).Body);
        Assert.Contains(application.Id, (await city.Person("xu").GetAsync("/api/applications?limit=100", Cancellation)).Body);
        await application.UnchangedAsync(async () =>
        {
            Assert.Equal(HttpStatusCode.NotFound, (await city.Person("zhao").PutAsync(
                form, System.Net.Http.Json.JsonContent.Create(new { }), Cancellation)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await city.Person("qian").GetAsync(form, Cancellation)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await city.Person("xu").PutAsync(
                form, System.Net.Http.Json.JsonContent.Create(new { }), Cancellation)).Status);
        });
    }

    /// <summary>What the demo's answers look like, typed.</summary>
    private static Dictionary<string, string> Typed() => new()
    {
        ["project-summary"] = (string)DemoForm.Answers()["project-summary"], ["technology-field"] = "tech-services", ["expected-results"] = "platform",
        ["start-date"] = "2026-06-01", ["end-date"] = "2027-12-31", ["team[0].name"] = "林岚", ["team[0].role"] = "lead", ["team[0].months"] = "12",
        ["team[1].name"] = "", ["team[1].role"] = "", ["team[1].months"] = "", ["total-budget"] = "1,800,000", ["co-funding"] = "600 000",
        ["budget-items[0].category"] = "equipment", ["budget-items[0].amount"] = "1,800,000.00", ["budget-items[0].note"] = "",
    };

    /// <summary>Presses a button of the page and follows to the next one.</summary>
    private static async Task<(HttpStatusCode Status, string Page)> PostAsync(
        HttpClient browser, string address, string page, Dictionary<string, string> typed, string action)
    {
        var fields = new Dictionary<string, string>(typed) { ["action"] = action };
        foreach (Match carried in Carried().Matches(page)) fields[carried.Groups[1].Value] = carried.Groups[2].Value;
        using var answer = await browser.PostAsync(address, BrowserForms.Content(page, fields), Cancellation);
        // The client would follow without its sign-in, which a browser's cookie brings along.
        using var next = answer.StatusCode == HttpStatusCode.SeeOther ? await browser.GetAsync(answer.Headers.Location, Cancellation) : null;
        var shown = next ?? answer;
        return (shown.StatusCode, WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync(Cancellation)));
    }

    private async Task<string> PageAsync(string user, string path)
    {
        using var browser = Browser(user);
        return WebUtility.HtmlDecode(await browser.GetStringAsync(path, Cancellation));
    }

    private HttpClient Browser(string user) => new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = city.App.BaseAddress,
        DefaultRequestHeaders = { { "Authorization", $"Dev {user}" }, { "Accept", "text/html,application/xhtml+xml" }, { "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5" } },
    };

    [GeneratedRegex("name=\"(token|base)\" value=\"([^\"]+)\"")]
    private static partial Regex Carried();
}
