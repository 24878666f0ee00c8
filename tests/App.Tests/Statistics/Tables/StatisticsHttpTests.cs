using System.Text.Encodings.Web;
using System.Text.Json;
using App.Tests.Pages;
using App.Tests.Statistics.Releases;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Tables;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Statistics.Tables;

/// <summary>Released statistics at their addresses: as they are, and as they were at each revision.</summary>
public sealed class StatisticsHttpTests
{
    private const string Month = ReleasesUnderTest.Month;

    private static readonly string Earlier = HtmlEncoder.Default.Encode(ReleaseTexts.EarlierRevision.Chinese);

    private readonly ReleasesUnderTest under = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", 1, 106)]
    [InlineData("&revision=1", 1, 106)]
    [InlineData("&revision=0", 0, 100)]
    public async Task Get_Revision_HasItsNumbers(string asked, int revision, int total)
    {
        await ReviseAsync();

        var view = await GetAsync($"?period={Month}{asked}");

        Assert.Equal((revision, 1), (view.Revision, view.Latest));
        Assert.Equal(total, view.Numbers.Single(number => number is { Sector: null, District: null }).Value);
        Assert.Equal(under.Planned(revision == 0 ? Month : "2026-03"), view.Revised);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("99999999999")]
    [InlineData("r")]
    public async Task Get_RevisionThatIsNone_IsRefused(string revision)
    {
        await ReviseAsync();

        var refused = await Assert.ThrowsAsync<ProblemException>(() => GetAsync($"?period={Month}&revision={revision}"));
        Assert.Equal(PlatformProblems.InvalidField, refused.Type);
    }

    [Fact]
    public async Task Show_EarlierRevision_SaysSoAndLeadsToEach()
    {
        await ReviseAsync();

        var first = await ShowAsync($"?period={Month}&revision=0");
        Assert.Contains(Earlier, first, StringComparison.Ordinal);
        Assert.Contains("revision=1\"", first, StringComparison.Ordinal);
        Assert.Contains("revision=0&amp;format=csv", first, StringComparison.Ordinal);
        var latest = await ShowAsync($"?period={Month}");
        Assert.DoesNotContain(Earlier, latest, StringComparison.Ordinal);
        Assert.Contains("revision=0\"", latest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_NeverRevised_NamesNoRevision()
    {
        await ReleaseAsync();

        Assert.DoesNotContain("revision=1", await ShowAsync($"?period={Month}"), StringComparison.Ordinal);
    }

    private async Task ReleaseAsync()
    {
        foreach (var (organisation, value) in new decimal[] { 10, 20, 30, 40 }.Index()) await under.ReportAsync(organisation, value);
        await under.TickAsync(under.Planned(Month));
    }

    private async Task ReviseAsync()
    {
        await ReleaseAsync();
        foreach (var (organisation, value) in new decimal[] { 11, 22, 33 }.Index()) await under.ReportAsync(organisation, value);
        await under.TickAsync(under.Planned("2026-03"));
    }

    private async Task<StatisticsView> GetAsync(string query)
    {
        var request = Request("/api/statistics", query);
        var answer = await RenderedPage.OfAsync(await under.Http.GetAsync(request, Cancellation), request);
        return JsonSerializer.Deserialize<StatisticsView>(answer.Html, AppJson.Options)!;
    }

    private async Task<string> ShowAsync(string query)
    {
        var request = Request("/statistics", query);
        return (await RenderedPage.OfAsync(await under.Http.ShowAsync(request, Cancellation), request)).Html;
    }

    private static HttpRequest Request(string path, string query)
    {
        var request = RenderedPage.Request(path);
        request.QueryString = new QueryString(query);
        return request;
    }
}
