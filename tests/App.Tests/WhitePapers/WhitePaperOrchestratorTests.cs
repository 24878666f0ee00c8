using System.Security.Cryptography;
using System.Text;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Alerts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.WhitePapers;
using static App.Tests.Fixtures.MemoryApp;
using static App.Tests.WhitePapers.MemoryPapers;

namespace App.Tests.WhitePapers;

/// <summary>A paper from the release to its publication, or not.</summary>
public sealed class WhitePaperOrchestratorTests
{
    private static readonly LocalizedText Foreword = new("本季度平稳。", "A steady <b>quarter</b>.");

    private readonly MemoryPapers memory = new(Member("a", "b"), Member("b", "a"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Approved_IsKeptAndAnnounced()
    {
        await memory.ReleaseAsync(Quarter, 100);

        Assert.Equal(WhitePaperStatus.Published, await RunAsync(memory.Play((1, () => memory.AnswerAsync(Approve(Foreword))))));

        var paper = await memory.ReadAsync();
        var (http, json) = await CallAsync(request => memory.Http.GetAsync(request, Quarter, Cancellation), null);
        Assert.Equal(200, http.Response.StatusCode);
        Assert.Equal(paper.Document, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
        Assert.True(await memory.Alerts.HasWorkAsync("it", Cancellation));
        Assert.Equal(
            ["WhitePaperDrafted", "AssignmentOpened", "WhitePaperApproved", "WhitePaperPublished"], memory.App.Facts);
    }

    [Fact]
    public async Task Run_RevisedMeanwhileAndAfter_KeepsWhatWasApproved()
    {
        await memory.ReleaseAsync(Quarter, 100);
        await RunAsync(memory.Play((1, async () =>
        {
            await memory.ReleaseAsync(Quarter, 900, 1);
            await memory.AnswerAsync(Approve());
        })));

        var document = await memory.Files.ReadAsync<WhitePaperDocument>((await memory.ReadAsync()).Document!, Cancellation);

        Assert.Equal(300, document.Content.Indicators[0].Numbers[^1].Value);
        Assert.Empty(await memory.Plan.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Run_Rejected_IsMadeAgainOnceTheStatisticsChanged()
    {
        await memory.ReleaseAsync(Quarter, 100);
        Assert.Equal(WhitePaperStatus.Rejected, await RunAsync(memory.Play((1, () => memory.AnswerAsync(Reject("no"))))));
        Assert.Empty(await memory.Plan.ReadAsync(Cancellation));
        await Assert.ThrowsAsync<ProblemException>(() => CallAsync(request => memory.Http.GetAsync(request, Quarter, Cancellation), null));

        await memory.ReleaseAsync(Quarter, 110, 1);

        Assert.Equal([new WhitePaperRun(Quarter, 2)], await memory.Plan.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Run_NoOneAnswers_IsRejectedAndAskedAgain()
    {
        await memory.ReleaseAsync(Quarter, 100);

        Assert.Equal(WhitePaperStatus.Rejected, await RunAsync(memory.Play()));

        Assert.Equal(
            ["assignment-opened", "assignment-reminder", "assignment-escalated"], memory.App.Letters.Select(letter => letter.Template));
        Assert.Equal([new WhitePaperRun(Quarter, 2)], await memory.Plan.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Publish_RunTwice_AnnouncesItOnce()
    {
        await memory.ReleaseAsync(Quarter, 100);
        await RunAsync(memory.Play((1, () => memory.AnswerAsync(Approve()))));
        var first = await memory.ReadAsync();
        memory.App.Time.Advance(TimeSpan.FromDays(1));

        await memory.PublishAsync();

        Assert.Equal(first, await memory.ReadAsync());
        await memory.Alerts.GatherAsync("it", new DateOnly(2026, 3, 9), 1, memory.App.Time.GetUtcNow(), Cancellation);
        var item = Assert.Single(Assert.Single((await memory.Alerts.PageAsync("it", null, 10, Cancellation)).Items).Items);
        Assert.Equal((AlertItemKind.WhitePaperPublished, $"white-papers/{Quarter}"), (item.Kind, item.Link));
    }

    [Fact]
    public async Task Plan_OfReleases_IsOfQuartersAndYearsOfTheLastTwelveMonths()
    {
        await memory.ReleaseAsync("2025-12", 1);
        await memory.ReleaseAsync(Quarter, 1);
        await memory.ReleaseAsync("2025", 1);
        Assert.Equal(["2025", Quarter], (await memory.Plan.ReadAsync(Cancellation)).Select(run => run.Period).Order());

        memory.App.Time.Advance(TimeSpan.FromDays(400));

        Assert.Empty(await memory.Plan.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Plan_OfAPaperUnderWay_IsTheSameRun()
    {
        await memory.ReleaseAsync(Quarter, 1);
        await memory.GatherAsync();
        await memory.GatherAsync();

        Assert.Equal([memory.Run], await memory.Plan.ReadAsync(Cancellation));
    }

    [Theory]
    [InlineData(Language.Chinese, "2025年第4季度高技术服务业白皮书", "前言", "编制说明")]
    [InlineData(Language.English, "White paper on high-tech services, Q4 2025", "Foreword", "Method")]
    public async Task Page_InBothLanguages_HasForewordNumbersGrowthAndMethod(
        Language language, string title, string foreword, string method)
    {
        await memory.ReleaseAsync("2025-Q3", 80);
        await memory.ReleaseAsync(Quarter, 100);
        await RunAsync(memory.Play((1, () => memory.AnswerAsync(Approve(Foreword)))));
        var request = RenderedPage.Request($"/white-papers/{Quarter}", language);

        var page = await RenderedPage.OfAsync(await memory.Http.ShowAsync(request, Quarter, Cancellation), request);

        foreach (var text in new[] { title, foreword, method, "300", "+25.0", Foreword.In(language) })
        {
            Assert.Contains(text, page.Text, StringComparison.Ordinal);
        }

        Assert.Contains("<svg class=\"chart\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Html, StringComparison.Ordinal);
        request = RenderedPage.Request("/white-papers", language);
        var list = await RenderedPage.OfAsync(await memory.Http.ShowAllAsync(request, Cancellation), request);
        Assert.Contains(title, list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_BeforeTheApproval_KnowNothing()
    {
        await memory.ReleaseAsync(Quarter, 100);
        await memory.GatherAsync();

        Assert.Empty((await CallAsync(request => memory.Http.ListAsync(request, Cancellation), null)).Body.Trim('[', ']', '\n', ' '));
        foreach (var period in new[] { Quarter, "2031", "nothing" })
        {
            await Assert.ThrowsAsync<ProblemException>(
                () => CallAsync(request => memory.Http.ShowAsync(request, period, Cancellation), null));
        }
    }

    private Task<WhitePaperStatus> RunAsync(PlayedOrchestration context) => WhitePaperOrchestrator.RunAsync(context, memory.Run);
}
