using System.Text.Json;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Alerts.Drafts;

public class AlertDraftHttpTests
{
    private static readonly string Json = JsonSerializer.Serialize(MemoryAlerts.Body(), AppJson.Options);
    private readonly MemoryAlerts memory = new(Member("other"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_WithAKey_IsMadeOnceAndRead()
    {
        Task<(HttpContext Http, string Body)> CreateAsync() =>
            CallAsync(CreateRequestAsync, "author", Json, with: request => request.Headers["Idempotency-Key"] = "k");

        var (first, body) = await CreateAsync();
        var (second, _) = await CreateAsync();

        var draft = JsonSerializer.Deserialize<AlertDraftView>(body, AppJson.Options)!;
        Assert.Equal((201, 200), (first.Response.StatusCode, second.Response.StatusCode));
        Assert.Equal($"/api/alert-drafts/{draft.Id}", first.Response.Headers.Location);
        Assert.Equal((AlertDraftStatus.Drafted, MemoryAlerts.Now.AddDays(2)), (draft.Status, draft.PublishAt));
        var (read, again) = await CallAsync(request => memory.Http.GetAsync(request, draft.Id, Cancellation), "publisher");
        Assert.Equal(body, again);
        Assert.Equal(first.Response.Headers.ETag.ToString(), read.Response.Headers.ETag.ToString());
    }

    [Theory]
    [InlineData("\"publishAt\":\"2026-03-04T09:00:00+08:00\"", "\"publishAt\":\"2026-03-04T09:00:00\"", "malformed-json")]
    [InlineData("\"it\"", "\"mining\"", "invalid-field")]
    [InlineData("\"text\"", "\"body\"", "malformed-json")]
    public async Task Create_BadBody_SaysWhat(string part, string replacement, string slug) =>
        Assert.Equal(slug, await SlugAsync(CreateRequestAsync, "author", Json.Replace(part, replacement)));

    [Fact]
    public async Task Get_Unknown_IsNotFound()
    {
        Assert.Equal("not-found", await SlugAsync(request => memory.Http.GetAsync(request, Ids.New(), Cancellation), "publisher"));
        Assert.Equal("not-found", await SlugAsync(request => memory.Http.GetAsync(request, "it", Cancellation), "publisher"));
    }

    [Fact]
    public async Task Withdraw_ByTheAuthorAlone_EndsIt()
    {
        await memory.DraftAsync();

        Assert.Equal("not-allowed", await SlugAsync(WithdrawAsync, "other", "{}"));
        Assert.Equal(200, (await CallAsync(WithdrawAsync, "author", "{}")).Http.Response.StatusCode);
        Assert.Equal(200, (await CallAsync(WithdrawAsync, "author", "{}")).Http.Response.StatusCode);

        Assert.Equal(AlertDraftStatus.Withdrawn, (await memory.ReadAsync()).Draft.Status);
        Assert.Equal(["AlertDrafted", "AlertWithdrawn"], memory.App.Facts);
    }

    [Fact]
    public async Task Withdraw_Approved_EndsItAndOtherwiseItIsOver()
    {
        await memory.DraftAsync();
        await memory.OpenAsync();
        await memory.AnswerAsync(MemoryAlerts.Approve());
        var approved = await memory.ReadAsync();
        var published = PublishAlertDraft.Decide(approved, "test", MemoryAlerts.Now).Next;
        var rejected = approved with { Draft = approved.Draft with { Status = AlertDraftStatus.Rejected } };

        Assert.Equal("AlertWithdrawn", WithdrawAlert.Decide(approved, "author").Facts.Single().Type);
        foreach (var over in new[] { published, rejected })
        {
            Assert.Equal("alert-over", Assert.Throws<ProblemException>(() => WithdrawAlert.Decide(over, "author")).Type.Slug);
        }
    }

    [Fact]
    public async Task Withdraw_OtherETag_IsRefused()
    {
        await memory.DraftAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => CallAsync(WithdrawAsync, "author", "{}", with: request => request.Headers.IfMatch = "\"other\""));

        Assert.Equal("precondition-failed", problem.Type.Slug);
    }

    private Task<IResult> CreateRequestAsync(HttpRequest request) => memory.Http.CreateAsync(request, Cancellation);

    private Task<IResult> WithdrawAsync(HttpRequest request) => memory.Http.WithdrawAsync(request, memory.Id, Cancellation);
}
