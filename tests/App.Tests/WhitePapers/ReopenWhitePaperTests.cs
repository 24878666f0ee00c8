using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Statistics;
using FunctionsApp.WhitePapers;
using static App.Tests.Fixtures.MemoryApp;
using static App.Tests.WhitePapers.MemoryPapers;

namespace App.Tests.WhitePapers;

/// <summary>A rejection does not end a paper: its editor has it prepared again.</summary>
public sealed class ReopenWhitePaperTests
{
    private static readonly WhitePaperRun Second = new(Quarter, 2);

    private readonly MemoryPapers memory = new(Member("a", "b"), Member("b", "a"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reopen_ARejectedPaper_HasItPreparedOnceAsItsNextEdition()
    {
        await RejectAsync();
        Assert.Empty(await memory.Plan.ReadAsync(Cancellation));

        var (first, body) = await ReopenAsync();
        var (again, _) = await ReopenAsync();

        Assert.Equal((200, 200), (first.Response.StatusCode, again.Response.StatusCode));
        Assert.Contains("\"edition\":1", body.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, memory.App.Facts.Count(fact => fact == nameof(WhitePaperReopened)));
        Assert.Equal([Second], await memory.Plan.ReadAsync(Cancellation));

        await memory.GatherAsync(Second);
        var (later, _) = await ReopenAsync();

        Assert.Equal(200, later.Response.StatusCode);
        Assert.Equal((WhitePaperStatus.Drafted, 2), ((await memory.ReadAsync(Second)).Status, (await memory.ReadAsync(Second)).Edition));
        Assert.Equal(WhitePaperStatus.Rejected, (await memory.ReadAsync()).Status);
        Assert.Equal("white-paper-2025-Q4-2", Second.InstanceId);
        Assert.Equal(1, memory.App.Facts.Count(fact => fact == nameof(WhitePaperReopened)));
    }

    [Fact]
    public async Task Reopen_APaperThatNoOneAnswered_HasItPreparedBeforeTheNextTick()
    {
        await memory.ReleaseAsync(Quarter, 100);
        Assert.Equal(WhitePaperStatus.Rejected, await WhitePaperOrchestrator.RunAsync(memory.Play(), memory.Run));

        await ReopenAsync();

        Assert.Equal("a", (await memory.ReadAsync()).Reopened!.By);
        Assert.Equal([Second], await memory.Plan.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Reopen_APublishedPaperOrNone_IsNotFound()
    {
        await memory.ReleaseAsync(Quarter, 100);
        Assert.Equal("not-found", (await Assert.ThrowsAsync<ProblemException>(ReopenAsync)).Type.Slug);

        await WhitePaperOrchestrator.RunAsync(memory.Play((1, () => memory.AnswerAsync(Approve()))), memory.Run);

        Assert.Equal("not-found", (await Assert.ThrowsAsync<ProblemException>(ReopenAsync)).Type.Slug);
        Assert.Empty(await memory.Plan.ReadAsync(Cancellation));
    }

    [Theory]
    [InlineData(Language.Chinese, "未获批准", "重新编制", "将重新编制")]
    [InlineData(Language.English, "Not approved", "Prepare it again", "Is prepared again")]
    public async Task Page_OfARejectedPaper_OffersToPrepareItAgain(Language language, string rejected, string button, string reopened)
    {
        await RejectAsync();

        var before = await PageAsync(language);
        var (http, _) = await CallAsync(
            request => memory.Editor.ReopenByPageAsync(request, Quarter, Cancellation), "a", "press=", ShownForm.Media);
        var after = await PageAsync(language);

        Assert.Equal("/publish/white-papers?done=reopened", http.Response.Headers.Location);
        foreach (var text in new[] { rejected, button, "numbers" }) Assert.Contains(text, before.Text, StringComparison.Ordinal);
        Assert.Contains(reopened, after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"/publish/white-papers/{Quarter}/reopen", after.Html, StringComparison.Ordinal);
    }

    private async Task RejectAsync()
    {
        await memory.ReleaseAsync(Quarter, 100);
        await WhitePaperOrchestrator.RunAsync(memory.Play((1, () => memory.AnswerAsync(Reject("numbers")))), memory.Run);
    }

    private Task<(Microsoft.AspNetCore.Http.HttpContext Http, string Body)> ReopenAsync() =>
        CallAsync(request => memory.Editor.ReopenAsync(request, Quarter, Cancellation), "a");

    private async Task<RenderedPage> PageAsync(Language language)
    {
        var request = RenderedPage.Request("/publish/white-papers", language);
        return await RenderedPage.OfAsync(await memory.Editor.ShowAsync(request, Cancellation), request);
    }
}
