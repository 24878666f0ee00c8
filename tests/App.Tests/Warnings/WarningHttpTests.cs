using System.Text.Json;
using App.Tests.Warnings.Cap;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;
using Microsoft.AspNetCore.Http;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings;

/// <summary>Signals in, verification by callback, reads: the HTTP functions over stores in memory.</summary>
public class WarningHttpTests
{
    private const string Form = "application/x-www-form-urlencoded";

    private const string Json = """
        {"source":"stats","externalId":"2026-Q1-it","sector":"it","level":"Yellow","event":{"zh-CN":"订单下降","en":"Orders fall"},
         "headline":{"zh-CN":"下降","en":"<b>Fall</b>"},"description":{"zh-CN":"说明","en":"Text"}}
        """;

    private readonly MemoryWarnings memory = new(Member("officer", "delegate"), Member("publisher", role: Role.Publisher));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_SameSignalTwice_AnswersOneWarning()
    {
        var (first, _) = await CallAsync(PostAsync, "reporter", Json);
        var (second, _) = await CallAsync(PostAsync, "reporter", Json);

        Assert.Equal(202, first.Response.StatusCode);
        Assert.Equal($"/api/warnings/{memory.Id}", first.Response.Headers.Location);
        Assert.Equal(first.Response.Headers.Location, second.Response.Headers.Location);
        Assert.Equal("reporter", (await memory.ReadAsync()).Warning.Origin.Reporter);
    }

    [Theory]
    [InlineData("text/plain", Json, "unsupported-media")]
    [InlineData("application/json", "{\"source\":1", "malformed-json")]
    [InlineData("application/cap+xml", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "unsafe-xml")]
    [InlineData("application/xml", "<a>", "malformed-xml")]
    public async Task Post_BadBody_SaysWhat(string media, string body, string slug) =>
        Assert.Equal(slug, await SlugAsync(PostAsync, "reporter", body, media));

    [Theory]
    [InlineData(CapSignal.MaxBytes, "malformed-xml")]
    [InlineData(CapSignal.MaxBytes + 1, "body-too-large")]
    public async Task Post_CapOfManyBytes_StopsAtTheLimit(int bytes, string slug) =>
        Assert.Equal(slug, await SlugAsync(PostAsync, "reporter", new string(' ', bytes), "application/cap+xml"));

    [Fact]
    public async Task Get_Draft_IsForStaffAlone()
    {
        await AskedAsync();

        Assert.Equal("not-found", await SlugAsync(GetAsync, null));
        Assert.Equal("not-found", await SlugAsync(GetAsync, "applicant", role: Role.Applicant));
        Assert.Equal("not-found", await SlugAsync(request => memory.Warnings.CapAsync(request, memory.Id, Cancellation), null));
        Assert.Equal("not-found", await SlugAsync(request => memory.Warnings.GetAsync(request, "no-id", Cancellation), "publisher"));
        Assert.Equal(200, (await CallAsync(GetAsync, "publisher")).Http.Response.StatusCode);
    }

    [Fact]
    public async Task Get_Published_IsForAnyoneWithItsMessages()
    {
        await PublishedAsync();

        var warning = JsonSerializer.Deserialize<WarningView>((await CallAsync(GetAsync, null)).Body, AppJson.Options)!;

        Assert.Equal((WarningStatus.Published, "it"), (warning.Status, warning.Sector));
        Assert.Equal($"{memory.Id}-1", Assert.Single(warning.Messages).Identifier);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?message=1", true)]
    [InlineData("?message=0", false)]
    [InlineData("?message=2", false)]
    [InlineData("?message=x", false)]
    public async Task Cap_Message_IsFoundByNumberOrIsTheNewest(string query, bool found)
    {
        await PublishedAsync();
        Task<(HttpContext, string Body)> ReadAsync() => CallAsync(
            request => memory.Warnings.CapAsync(request, memory.Id, Cancellation), null, query: query);

        if (found)
        {
            var document = (await ReadAsync()).Body;
            Assert.Contains($"<identifier>{memory.Id}-1</identifier>", document);
            CapAssert.Flawless(System.Text.Encoding.UTF8.GetBytes(document));
        }
        else Assert.Equal("not-found", (await Assert.ThrowsAsync<ProblemException>(ReadAsync)).Type.Slug);
    }

    [Fact]
    public async Task Facts_Published_ShowThePublicTheChainWithoutThePeople()
    {
        await PublishedAsync();

        var (_, body) = await CallAsync(request => memory.Warnings.FactsAsync(request, memory.Id, Cancellation), null);
        var (_, all) = await CallAsync(request => memory.Warnings.FactsAsync(request, memory.Id, Cancellation), "publisher");

        var (open, complete) = (Record(body), Record(all));
        Assert.True(open.Whole);
        Assert.Equal(["WarningPublished"], open.Facts.Where(fact => !fact.Withheld).Select(fact => fact.Type));
        Assert.DoesNotContain("officer", body);
        Assert.All(complete.Facts, fact => Assert.False(fact.Withheld));
        Assert.Equal(complete.Facts.Select(fact => fact.Hash), open.Facts.Select(fact => fact.Hash));
        static FactRecord Record(string json) => JsonSerializer.Deserialize<FactRecord>(json, AppJson.Options)!;
    }

    [Fact]
    public async Task Facts_Draft_AreForStaffAlone()
    {
        await AskedAsync();

        Assert.Equal("not-found", await SlugAsync(request => memory.Warnings.FactsAsync(request, memory.Id, Cancellation), null));
    }

    [Fact]
    public async Task List_Published_IsRead()
    {
        await PublishedAsync();

        var (_, body) = await CallAsync(request => memory.Warnings.ListAsync(request, Cancellation), null);

        using var page = JsonDocument.Parse(body);
        Assert.Equal(memory.Id, Assert.Single(page.RootElement.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Escalate_IfMatch_MustBeTheCurrentState()
    {
        await PublishedAsync();
        var tag = (await CallAsync(GetAsync, "publisher")).Http.Response.Headers.ETag.ToString();
        Task<(HttpContext Http, string)> CommandAsync(string level) => CallAsync(
            request => memory.Warnings.EscalateAsync(request, memory.Id, Cancellation), "publisher", $"{{\"level\":\"{level}\"}}",
            with: request => request.Headers.IfMatch = tag);

        var (first, _) = await CommandAsync("Orange");
        Assert.Equal((202, $"/api/warnings/{memory.Id}"), (first.Response.StatusCode, first.Response.Headers.Location.ToString()));
        Assert.NotEqual(tag, first.Response.Headers.ETag.ToString());
        Assert.Equal("precondition-failed", (await Assert.ThrowsAsync<ProblemException>(() => CommandAsync("Red"))).Type.Slug);
    }

    [Fact]
    public async Task Inbox_OfTheOfficer_HasTheVerification()
    {
        await AskedAsync();

        var (_, body) = await CallAsync(
            request => memory.Assignments.ListAsync(request, Cancellation), "officer", role: Role.DepartmentOfficer);

        using var page = JsonDocument.Parse(body);
        var item = Assert.Single(page.RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(
            ("warning", memory.Id, "下降", "信息技术", "核实预警"),
            (Text("kind"), Text("subject"), Text("title"), Text("context"), Text("step")));
        string? Text(string name) => item.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Show_Form_ChangesNothingAndEncodes()
    {
        var (id, token) = await AskedAsync();
        var (http, page) = await CallAsync(
            request => memory.Assignments.ShowAsync(request, id, Cancellation), "officer", query: $"?token={token}");

        Assert.Contains("&lt;b&gt;Fall", page);
        Assert.DoesNotContain("<b>Fall", page);
        Assert.Contains($"action=\"/api/assignments/{id}/answer\"", page);
        Assert.Equal("same-origin", http.Response.Headers["Referrer-Policy"]);
        Assert.Contains("no-store", http.Response.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.Equal(WarningStatus.Draft, (await memory.ReadAsync()).Warning.Status);
    }

    [Fact]
    public async Task Verify_ByForm_RecordsAndAgreesAgain()
    {
        var (id, token) = await AskedAsync();
        var form = $"token={token}&decision=Confirm&level=Orange&comment=";

        var (first, body) = await VerifyAsync(id, "officer", form);
        Assert.Equal(202, first.Response.StatusCode);
        var view = JsonSerializer.Deserialize<WarningView>(body, AppJson.Options)!;
        Assert.Equal((WarningStatus.Verified, WarningLevel.Orange), (view.Status, view.Level));
        Assert.Equal(200, (await VerifyAsync(id, "officer", form)).Http.Response.StatusCode);

        var warning = (await memory.ReadAsync()).Warning;
        Assert.Equal((WarningStatus.Verified, WarningLevel.Orange, "officer"), (warning.Status, warning.Level, warning.Verification!.By));
        Assert.Empty(await memory.App.InboxAsync("officer"));
        Assert.Equal("already-decided", await VerifySlugAsync(id, "officer", form.Replace("Confirm", "Dismiss")));
    }

    [Fact]
    public async Task Verify_InABrowser_ShowsWhatWasRecorded()
    {
        var (id, token) = await AskedAsync();

        var (http, _) = await CallAsync(
            request => memory.Assignments.AnswerAsync(request, id, Cancellation), "officer", $"token={token}&decision=Dismiss", Form,
            with: request => request.Headers.Accept = "text/html");
        var (_, page) = await CallAsync(request => memory.Inbox.ShowAsync(request, id, Cancellation), "officer");

        Assert.Equal((303, $"/inbox/{id}"), (http.Response.StatusCode, http.Response.Headers.Location.ToString()));
        Assert.Contains(WarningTexts.Name(WarningStatus.Dismissed).Chinese, System.Net.WebUtility.HtmlDecode(page));
    }

    [Theory]
    [InlineData("decision=")]
    [InlineData("decision=0")]
    [InlineData("decision=Confirm&level=Purple")]
    [InlineData("decision=Confirm&level=3")]
    public async Task Verify_BadField_IsRefused(string fields)
    {
        var (id, token) = await AskedAsync();
        Assert.Equal("invalid-field", await VerifySlugAsync(id, "officer", $"token={token}&{fields}"));
    }

    [Fact]
    public async Task Verify_ByAnother_IsRefused()
    {
        var (id, token) = await AskedAsync();
        Assert.Equal("not-assignee", await VerifySlugAsync(id, "thief", $"token={token}&decision=Confirm"));
    }

    [Fact]
    public async Task Verify_ExpiredOrForeignToken_IsRefused()
    {
        var (id, token) = await AskedAsync();
        var foreign = memory.App.Token(
            memory.App.Letters[0] with { Callback = memory.App.Letters[0].Callback! with { Purpose = "review" } });
        Assert.Equal("invalid-callback", await VerifySlugAsync(id, "officer", $"token={foreign}&decision=Confirm"));

        // The link outlives its assignment by the days of grace.
        memory.App.Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromDays(7));
        Assert.Equal("expired-callback", await VerifySlugAsync(id, "officer", $"token={token}&decision=Confirm"));
    }

    private Task<IResult> PostAsync(HttpRequest request) => memory.Signals.PostAsync(request, Cancellation);

    private Task<IResult> GetAsync(HttpRequest request) => memory.Warnings.GetAsync(request, memory.Id, Cancellation);

    /// <summary>A draft that "officer" is asked about: the assignment and the token of the mail.</summary>
    private async Task<(string Id, string Token)> AskedAsync()
    {
        await CallAsync(PostAsync, "reporter", Json);
        await memory.OpenAsync();
        var letter = Assert.Single(memory.App.Letters);
        return (letter.Callback!.Subject, memory.App.Token(letter));
    }

    private async Task PublishedAsync()
    {
        await memory.VerifiedAsync();
        await memory.Announce.RunAsync(new AnnounceRequest(memory.Id, 0), Cancellation);
    }

    private Task<(HttpContext Http, string Body)> VerifyAsync(string id, string caller, string form) =>
        CallAsync(request => memory.Assignments.AnswerAsync(request, id, Cancellation), caller, form, Form);

    private Task<string> VerifySlugAsync(string id, string caller, string form) =>
        SlugAsync(request => memory.Assignments.AnswerAsync(request, id, Cancellation), caller, form, Form);
}
