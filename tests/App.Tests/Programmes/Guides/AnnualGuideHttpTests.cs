using System.Text.Json;
using App.Tests.Fixtures;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Guides;
using Microsoft.AspNetCore.Http;
using static App.Tests.Fixtures.MemoryApp;
using static App.Tests.Programmes.Guides.GuideSample;

namespace App.Tests.Programmes.Guides;

public sealed class AnnualGuideHttpTests
{
    private readonly GuideSample sample = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AnnualGuideHttp Http => new(sample.Desk, sample.Under.Lists, sample.Under.Store);

    [Fact]
    public async Task Create_ThenPublish_ShowsItToEveryone()
    {
        var (created, body) = await SendAsync(
            request => Http.CreateAsync(request, Cancellation), JsonSerializer.Serialize(Body(), AppJson.Options));
        Assert.Equal((201, $"/api/guides/{First}"), (created.Response.StatusCode, created.Response.Headers.Location.ToString()));
        Assert.Equal(GuideStatus.Draft, View(body).Status);
        Assert.Equal("not-found", await SlugAsync(request => Http.GetAsync(request, First, Cancellation), null));
        Assert.Empty((await ListAsync(null)).Items);
        Assert.Single((await ListAsync("admin")).Items);

        for (var time = 0; time < 2; time++)
        {
            (_, body) = await SendAsync(request => Http.PublishAsync(request, First, Cancellation), "{}");
            Assert.Equal(GuideStatus.Published, View(body).Status);
        }

        (_, body) = await CallAsync(request => Http.GetAsync(request, First, Cancellation), null);
        Assert.Equal(Body().Budget, View(body).Content.Budget);
        Assert.Equal(First, Assert.Single((await ListAsync(null)).Items).Id);
    }

    [Fact]
    public async Task Update_OfAnOldVersion_IsRefused()
    {
        var (guide, version, _) = await sample.Desk.DraftAsync(Body(), "admin", null, Cancellation);
        var content = JsonSerializer.Serialize(Body() with { Year = 2028 }, AppJson.Options);
        Task<string> RefusedAsync() => SlugOfAsync(request => Http.UpdateAsync(request, guide.Id, Cancellation), content, version);

        var (_, body) = await SendAsync(request => Http.UpdateAsync(request, guide.Id, Cancellation), content, version);

        Assert.Equal(2028, View(body).Content.Year);
        Assert.Equal("precondition-failed", await RefusedAsync());
    }

    [Fact]
    public async Task Create_WithFaults_NamesThemAll()
    {
        var body = Body() with { Stages = [new("Panel", Quorum: 1)], Closes = Day("2027-01-01") };
        var problem = await Assert.ThrowsAsync<ProblemException>(() => SendAsync(
            request => Http.CreateAsync(request, Cancellation), JsonSerializer.Serialize(body, AppJson.Options)));

        Assert.Equal("invalid-field", problem.Type.Slug);
        Assert.Equal(["#/closes", "#/stages/0/quorum"], problem.Errors.Select(fault => fault.Pointer));
    }

    [Fact]
    public async Task Record_OfAProgrammesGuides_IsComplete()
    {
        var id = await sample.PublishAsync();
        await SendAsync(
            request => Http.ExtendAsync(request, id, Cancellation),
            """{"closes":"2027-04-10","reason":{"zh-CN":"延","en":"More time"}}""");

        var (_, body) = await CallAsync(request => Http.RecordAsync(request, id, Cancellation), "admin", role: Role.Auditor);
        var record = JsonSerializer.Deserialize<FactRecord>(body, AppJson.Options)!;

        Assert.True(record.Whole);
        Assert.Equal(["GuideDrafted", "GuidePublished", "GuideExtended"], record.Facts.Select(fact => fact.Type));
        Assert.Equal("not-found", await SlugAsync(request => Http.RecordAsync(request, Second, Cancellation), "admin"));
        Assert.Equal("not-found", await SlugAsync(request => Http.RecordAsync(request, "x", Cancellation), "admin"));
    }

    private static Task<(HttpContext Http, string Body)> SendAsync(
        Func<HttpRequest, Task<IResult>> function, string body, string? version = null) => CallAsync(
            function, "admin", body, role: Role.Administrator,
            with: request => request.Headers.IfMatch = version is null ? default : $"{EntityTags.Of(version, [])}");

    private static async Task<string> SlugOfAsync(Func<HttpRequest, Task<IResult>> function, string body, string version) =>
        (await Assert.ThrowsAsync<ProblemException>(() => SendAsync(function, body, version))).Type.Slug;

    private async Task<Page<GuideView>> ListAsync(string? caller)
    {
        var (_, body) = await CallAsync(request => Http.ListAsync(request, Cancellation), caller, role: Role.Administrator);
        return JsonSerializer.Deserialize<Page<GuideView>>(body, AppJson.Options)!;
    }

    private static GuideView View(string body) => JsonSerializer.Deserialize<GuideView>(body, AppJson.Options)!;
}
