using System.Net;
using System.Text.Json;
using App.Tests.Fixtures;
using App.Tests.Pages;
using App.Tests.Statistics.Releases;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Tables;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Statistics;

/// <summary>Released tables have totals, but not what few organisations reported, and nothing of what is not released.</summary>
public sealed class PublishedTableTests
{
    private static readonly Indicator Revenue = Indicators.All[0];

    private readonly ReleasesUnderTest under = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_ThreeOrganisations_ArePublishedWithTheirTotals()
    {
        var table = PublishedTable.Of(Revenue, [Value("a", 1), Value("b", 2), Value("c", 3.5m)]);

        Assert.Equal(6.5m, table.Find("it", "440305")!.Value);
        Assert.Equal(6.5m, table.Find(null, null)!.Value);
        Assert.Null(table.Find("ip", "440305"));
    }

    [Fact]
    public void Of_OneAmongThem_IsWithheldWithAnotherOfItsLine()
    {
        var table = PublishedTable.Of(Revenue, [Value("a", 1), Value("b", 2), Value("c", 3), Value("d", 9, district: "440304")]);

        Assert.True(table.Find("it", "440304")!.IsWithheld);
        Assert.True(table.Find("it", "440305")!.IsWithheld);
        Assert.False(table.Find("it", null)!.IsWithheld);
    }

    [Fact]
    public void Since_WhatDiffers_IsMarkedAndKeepsItsMark()
    {
        var first = PublishedTable.Of(Revenue, [Value("a", 1), Value("b", 2), Value("c", 3)]);
        var second = PublishedTable.Of(Revenue, [Value("a", 4), Value("b", 5), Value("c", 6)]).Since(first, 1);
        var third = PublishedTable.Of(Revenue, [Value("a", 4), Value("b", 5), Value("c", 6)]).Since(second, 2);

        Assert.All(first.Numbers, number => Assert.Null(number.Revised));
        Assert.All(second.Numbers, number => Assert.Equal(new RevisedNumber(1, 6), number.Revised));
        Assert.Equal(second.Numbers, third.Numbers);
    }

    [Fact]
    public void Since_WhatIsReportedNoMore_IsNothingAndMarked()
    {
        var first = PublishedTable.Of(Revenue, [Value("a", 1), Value("b", 2), Value("c", 3)]);

        Assert.All(PublishedTable.Of(Revenue, []).Since(first, 1).Numbers, number =>
            Assert.Equal((0m, new RevisedNumber(1, 6)), (number.Value!.Value, number.Revised)));
    }

    /// <summary>Before its moment a period with reports answers like one without, and like no period at all.</summary>
    [Theory]
    [InlineData("?period=2026-02")]
    [InlineData("?period=2026-Q1")]
    [InlineData("?period=2026")]
    [InlineData("?period=2031-05")]
    [InlineData("?period=soon")]
    public async Task Get_OfWhatIsNotReleased_IsTheSameWhateverIsReported(string query)
    {
        await ReportAsync("2026-01", 3);
        await under.TickAsync(under.Planned("2026-02").AddTicks(-1));
        var before = await CallsAsync(query);

        await ReportAsync("2026-02", 5);
        await under.TickAsync(under.Planned("2026-02").AddTicks(-1));

        Assert.Equal(before, await CallsAsync(query));
        Assert.All(before.Take(3), answer => Assert.Equal(400, answer.Status));
        var all = await CallsAsync("");
        Assert.DoesNotContain(all, answer => answer.Body.Contains("2026-02\"", StringComparison.Ordinal)
            || answer.Body.Contains("2026-02,", StringComparison.Ordinal));
        await under.TickAsync(under.Planned("2026-02"));
        Assert.All(await CallsAsync("?period=2026-02"), answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task Get_WhileNothingIsReleased_AnswersWhereTheCalendarIs()
    {
        var answers = await CallsAsync("");

        Assert.Equal([404, 404, 200], answers.Select(answer => answer.Status));
    }

    [Theory]
    [InlineData(Language.Chinese, "不予公布", "营业收入（万元）")]
    [InlineData(Language.English, "withheld", "Revenue (CNY 10,000)")]
    public async Task Page_InBothLanguages_ShowsNoNumberOfOneOrganisation(Language language, string withheld, string label)
    {
        await under.ReportAsync(0, 314);
        await under.TickAsync(under.Planned("2026-02"));

        var page = await PageAsync(language);

        Assert.Contains(withheld, page.Text, StringComparison.Ordinal);
        Assert.Contains(label, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("314", page.Text, StringComparison.Ordinal);
        foreach (var (_, body) in await CallsAsync("?period=2026-02&format=csv"))
        {
            Assert.DoesNotContain("314", WebUtility.HtmlDecode(body), StringComparison.Ordinal);
        }

        var (_, json) = await MemoryApp.CallAsync(each => under.Http.GetAsync(each, Cancellation), null, query: "?period=2026-02");
        Assert.Contains("\"isWithheld\":true", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfManyOrganisations_HasTheChart()
    {
        await ReportAsync("2026-02", 3);
        await under.TickAsync(under.Planned("2026-02"));

        var page = await PageAsync(Language.English);

        Assert.Contains("<svg class=\"chart\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("303", page.Text, StringComparison.Ordinal);
        Assert.Contains("3 of 3 organisations reported", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfARevision_MarksWhatChanged()
    {
        await ReportAsync("2026-02", 3);
        await under.TickAsync(under.Planned("2026-02"));
        foreach (var number in Enumerable.Range(0, 3)) await under.ReportAsync(number, 200);
        await under.TickAsync(under.Planned("2026-03"));

        Assert.Contains("600 (r) (before: 303)", (await PageAsync(Language.English)).Text, StringComparison.Ordinal);
        Assert.Contains("600 (r)（修订前：303）", (await PageAsync(Language.Chinese)).Text, StringComparison.Ordinal);
        var answers = await CallsAsync("?period=2026-02&format=csv");
        Assert.Contains("\"revised\":{\"revision\":1,\"earlier\":303}", answers[0].Body, StringComparison.Ordinal);
        Assert.Contains("600,(r) 1,303", answers[1].Body, StringComparison.Ordinal);
    }

    private static ReportedValue Value(string organisation, decimal value, string district = "440305") =>
        new(organisation, "it", district, value);

    private async Task ReportAsync(string month, int organisations)
    {
        foreach (var number in Enumerable.Range(0, organisations)) await under.ReportAsync(number, 100 + number, month);
    }

    private async Task<RenderedPage> PageAsync(Language language)
    {
        var request = RenderedPage.Request("/statistics", language);
        request.QueryString = new QueryString("?period=2026-02");
        return await RenderedPage.OfAsync(await under.Http.ShowAsync(request, Cancellation), request);
    }

    /// <summary>The JSON, the sheet and the page.</summary>
    private async Task<IReadOnlyList<(int Status, string Body)>> CallsAsync(string query) =>
    [
        await CallAsync(under.Http.GetAsync, query), await CallAsync(under.Http.ExportAsync, query),
        await CallAsync(under.Http.ShowAsync, query),
    ];

    private static async Task<(int Status, string Body)> CallAsync(
        Func<HttpRequest, CancellationToken, Task<IResult>> function, string query)
    {
        try
        {
            var (http, body) = await MemoryApp.CallAsync(each => function(each, Cancellation), null, query: query);
            return (http.Response.StatusCode, body);
        }
        catch (ProblemException problem)
        {
            return (problem.Type.Status, $"{problem.Type.Slug} {JsonSerializer.Serialize(problem.Data)} {problem.Message}");
        }
    }
}
