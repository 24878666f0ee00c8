using System.Net;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Programmes;

/// <summary>A guide that an administrator publishes, from its first day to its last, over HTTP.</summary>
public sealed class GuideTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Person Administrator => city.Person("admin");

    [Fact]
    public async Task Guide_Published_OpensCountsAndCloses()
    {
        const string id = $"{ApplicationUnderTest.SpecialFund}-g1";
        await PublishByPageAsync(id);

        // Before its first day the definition's own guide counts.
        var before = await city.DraftAsync("Before");
        Assert.False((await before.ReadAsync()).TryGetProperty("guide", out _));

        await UntilAsync(3, 10);
        Assert.Equal(["GuideOpened"], await NewsAsync(id));
        var application = await city.DraftAsync("Under the guide");
        Assert.Equal(id, (await application.ReadAsync()).GetProperty("guide").GetString());
        await application.UploadAllAsync("budget");
        await city.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());

        // The approval of one of two officers is enough.
        await application.DecideAsync("District", "Approve");
        foreach (var ((mail, user), decision) in application.Asked("Department").Zip(["Approve", "Reject"]))
        {
            (await application.TryDecideAsync(mail, user, decision, "As the guide wants it.")).Expect(HttpStatusCode.Accepted);
        }

        await city.SettleAsync();
        var department = (await application.FactsAsync("StageClosed")).Single(fact => fact.GetProperty("stage").GetString() == "Department");
        Assert.Equal("Passed", department.GetProperty("outcome").GetString());

        // Of another guide's day: the same programme under its definition's own rules still wants the budget.
        await before.UploadAllAsync("budget");
        await city.SettleAsync();
        Assert.Equal("Draft", await before.StatusAsync());

        var late = await city.DraftAsync("Late");
        await late.UploadAllAsync("budget", "work-plan");
        await UntilAsync(3, 20);
        await ExtendByPageAsync(id);
        Assert.Equal("guide-not-extendable", (await TryPostAsync(
            $"/api/guides/{id}/extend", new { closes = "2026-03-24", reason = WarningUnderTest.Text("再", "Again") })).Problem);
        Assert.Equal("guide-open", (await TryPostAsync($"/api/guides/{id}/withdraw")).Problem);

        await UntilAsync(3, 21);
        Assert.Equal("documents-missing", (await late.SubmitAsync()).Problem);
        await UntilAsync(3, 24);

        Assert.Equal("guide-closed", (await late.SubmitAsync()).Problem);
        Assert.Equal("guide-closed", (await city.Person("lin").PostAsync(
            "/api/applications", ApplicationUnderTest.Draft("Too late"), Cancellation)).Problem);
        Assert.Equal(
            ["GuideOpened", "GuideClosing", "GuideClosing", "GuideClosing", "GuideClosed"], await NewsAsync(id));
        Assert.Equal("Draft", await before.StatusAsync());
        await before.UploadAllAsync("work-plan", "application-form");
        await city.SettleAsync();
        Assert.Equal("Submitted", await before.StatusAsync());
    }

    [Fact]
    public async Task Guide_Withdrawn_NeverOpens()
    {
        var id = await DraftAsync("award", "2027-03-10", null);
        await PostAsync($"/api/guides/{id}/publish");
        await city.SettleAsync();
        var other = await DraftAsync("award", "2027-03-01", "2027-03-10");
        Assert.Equal("guide-overlaps", (await TryPostAsync($"/api/guides/{other}/publish")).Problem);

        await PostAsync($"/api/guides/{id}/withdraw");
        await city.SettleAsync();

        Assert.Equal("Completed", (await city.App.Durable.GetInstanceAsync($"guide-{id}", Cancellation))!.RuntimeStatus.ToString());
        await PostAsync($"/api/guides/{other}/publish");
        var open = (await city.Person(null).GetAsync("/api/programmes/award", Cancellation)).Json.GetProperty("guides").EnumerateArray();
        Assert.Equal([other], open.Select(guide => guide.GetProperty("id").GetString()));
    }

    /// <summary>Department with one approval of two, without the budget; from 2026-03-10 to 2026-03-20.</summary>
    private async Task PublishByPageAsync(string id)
    {
        using var browser = new ScriptlessBrowser(city, "admin", "en");
        var form = await browser.OpenAsync($"/guide?programme={ApplicationUnderTest.SpecialFund}");
        (string, string)[] typed =
        [
            ("year", "2026"), ("name.zh-CN", "三月批次"), ("name.en", "March"), ("opens", "2026-03-10"), ("budget", "10,000,000"),
            ("maximumAmount", "2000000"), ("sectors", "testing"), ("sectors", "it"), ("documents.2.required", "false"),
            ("stages.2.approvals", "1"),
        ];
        var refused = await browser.PressAsync(form, "save", [.. typed, ("closes", "2026-03-01"), ("stages.3.workingDays", "2")]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("id=\"f-closes-error\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"f-stages-3-workingDays-error\"", refused.Html, StringComparison.Ordinal);

        var draft = await browser.PressAsync(refused, "save", [.. typed, ("closes", "2026-03-20")]);
        Assert.Equal($"/guide/{id}?done=saved", draft.Path);
        Assert.Equal(HttpStatusCode.NotFound, (await city.Person("lin").GetAsync($"/api/guides/{id}", Cancellation)).Status);
        var preview = await browser.OpenAsync($"/guide/{id}/publish");
        Assert.Contains("1 of 2 approve", preview.Text, StringComparison.Ordinal);
        var published = await browser.PressAsync(preview, "publish");
        Assert.Equal($"/guide/{id}?done=published", published.Path);
        await city.SettleAsync();
        Assert.Contains("March", (await city.Person(null).GetAsync("/guides", Cancellation)).Body, StringComparison.Ordinal);
        var calendar = (await city.Person(null).GetAsync("/programmes.ics", Cancellation)).Body;
        Assert.Contains($"UID:call-{id}@", calendar, StringComparison.Ordinal);
    }

    private async Task ExtendByPageAsync(string id)
    {
        using var browser = new ScriptlessBrowser(city, "admin", "en");
        var page = await browser.OpenAsync($"/guide/{id}");
        var extended = await browser.PressAsync(
            page, "extend", ("closes", "2026-03-23"), ("reason.zh-CN", "系统维护"), ("reason.en", "The site was under maintenance"));
        Assert.Equal($"/guide/{id}?done=extended", extended.Path);
        Assert.Contains("under maintenance", (await city.Person(null).GetAsync($"/guide/{id}", Cancellation)).Body, StringComparison.Ordinal);
    }

    private async Task<string> DraftAsync(string programme, string opens, string? closes)
    {
        var body = new { programme, version = 1, year = 2027, opens, closes, sectors = new[] { "testing", "it" } };
        return (await TryPostAsync("/api/guides", body)).Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!;
    }

    private Task<Answer> TryPostAsync(string path, object? body = null) => Administrator.PostAsync(path, body, Cancellation);

    private async Task PostAsync(string path, object? body = null) => (await TryPostAsync(path, body)).Expect(HttpStatusCode.OK);

    /// <summary>Names of the guide's news in order.</summary>
    private async Task<IReadOnlyList<string>> NewsAsync(string id) =>
    [
        .. (await Administrator.GetAsync($"/api/guides/{id}/facts", Cancellation)).Expect(HttpStatusCode.OK).Json
            .GetProperty("facts").EnumerateArray().Where(fact => IsNews(fact, id)).Select(fact => fact.GetProperty("type").GetString()!),
    ];

    private static bool IsNews(JsonElement fact, string id) =>
        fact.GetProperty("type").GetString() is "GuideOpened" or "GuideClosing" or "GuideClosed"
        && fact.GetProperty("data").GetProperty("guide").GetString() == id;

    /// <summary>To some minutes after midnight of a day in Shenzhen.</summary>
    private Task UntilAsync(int month, int day) => city.PassUntilAsync(new DateTimeOffset(2026, month, day, 0, 5, 0, Shanghai));
}
