using System.Net;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Statistics.Tables;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Statistics;

/// <summary>Accepted reports become a table with totals, without what few organisations reported.</summary>
public sealed class PublishedTableTests
{
    private static readonly Indicator Revenue = Indicators.All[0];
    private static readonly CreditCode Code = CreditCode.Parse("91440300MA5EXA1291");

    private readonly StoreUnderTest under = new(ReportAggregate.Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StatisticsDesk Desk => new(under.Lists, under.Time);

    private StatisticsHttp Http => new(Desk, RenderedPage.Site());

    [Fact]
    public void Of_ThreeOrganisations_ArePublishedWithTheirTotals()
    {
        var table = PublishedTable.Of(Revenue, [Figures("a", 1), Figures("b", 2), Figures("c", 3.5m)]);

        Assert.Equal(6.5m, table.Find("it", "440305")!.Value);
        Assert.Equal(6.5m, table.Find(null, null)!.Value);
        Assert.Null(table.Find("ip", "440305"));
    }

    [Fact]
    public void Of_OneAmongThem_IsWithheldWithAnotherOfItsLine()
    {
        var table = PublishedTable.Of(
            Revenue, [Figures("a", 1), Figures("b", 2), Figures("c", 3), Figures("d", 9, district: "440304")]);

        Assert.True(table.Find("it", "440304")!.IsWithheld);
        Assert.True(table.Find("it", "440305")!.IsWithheld);
        Assert.False(table.Find("it", null)!.IsWithheld);
    }

    [Fact]
    public async Task Read_AfterACorrection_CountsTheLatestVersionOnce()
    {
        await ReportAsync(100);
        await ReportAsync(250);
        await under.SweepAsync();

        var reported = await Desk.ReadAsync(Period.Find("2025-12")!.Value, Cancellation);

        Assert.Equal(250, Assert.Single(reported).Lines.Single().Figures.Single().Value);
        Assert.Null(reported[0].Lines.Single().Figures.Single().Explanation);
    }

    [Theory]
    [InlineData("", "2026-01")]
    [InlineData("2025-12", "2025-12")]
    [InlineData("2026-02", null)]
    [InlineData("soon", null)]
    public void Asked_APeriod_IsOverForAMonth(string period, string? expected)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString($"?period={period}");

        if (expected is null) Assert.Equal(PlatformProblems.InvalidField, Assert.Throws<ProblemException>(() => Desk.Asked(request)).Type);
        else Assert.Equal(expected, $"{Desk.Asked(request)}");
    }

    [Theory]
    [InlineData(Language.Chinese, "不予公布", "营业收入（万元）")]
    [InlineData(Language.English, "withheld", "Revenue (CNY 10,000)")]
    public async Task Page_InBothLanguages_ShowsNoNumberOfOneOrganisation(Language language, string withheld, string label)
    {
        await ReportAsync(314);
        var request = RenderedPage.Request("/statistics", language);
        request.QueryString = new QueryString("?period=2025-12");
        var page = await RenderedPage.OfAsync(await Http.ShowAsync(request, Cancellation), request);

        Assert.Contains(withheld, page.Text, StringComparison.Ordinal);
        Assert.Contains(label, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("314", page.Text, StringComparison.Ordinal);
        var (_, sheet) = await MemoryApp.CallAsync(each => Http.ExportAsync(each, Cancellation), null, query: "?period=2025-12&format=csv");
        Assert.DoesNotContain("314", sheet, StringComparison.Ordinal);
        var (_, json) = await MemoryApp.CallAsync(each => Http.GetAsync(each, Cancellation), null, query: "?period=2025-12");
        Assert.DoesNotContain("314", WebUtility.HtmlDecode(json), StringComparison.Ordinal);
        Assert.Contains("\"isWithheld\":true", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfManyOrganisations_HasTheChart()
    {
        foreach (var number in Enumerable.Range(0, 3)) await ReportAsync(100 + number, $"report-{number}");
        var request = RenderedPage.Request("/statistics", Language.English);
        request.QueryString = new QueryString("?period=2025-12");

        var page = await RenderedPage.OfAsync(await Http.ShowAsync(request, Cancellation), request);

        Assert.Contains("<svg class=\"chart\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("303", page.Text, StringComparison.Ordinal);
    }

    private static ReportedFigures Figures(string organisation, decimal value, string district = "440305") =>
        new(organisation, [new ReportLine("it", district, [new Figure("revenue", value)])]);

    /// <param name="id">Of another reporter's aggregate.</param>
    private async Task ReportAsync(decimal value, string? id = null)
    {
        var code = id is null ? Code : CodeOf(id);
        var command = new ReportCommand(code, null, Period.Find("2025-12")!.Value, "lin");
        ReportLine[] lines = [new("it", "440305", [new Figure("revenue", value, "Because.")])];
        await under.Store.PutAsync(ReportAggregate.Kind, ReportAggregate.IdOf(code, command.Period),
            current => SubmitReport.Decide(current, command, lines, under.Time.GetUtcNow()), Cancellation);
    }

    private static CreditCode CodeOf(string id) => CreditCode.Parse(
        id switch { "report-0" => "91440300MA5EXA1291", "report-1" => "91440300MA5EXB340R", _ => Third });

    private static string Third
    {
        get
        {
            var organisation = "MA5EXC12";
            var first = $"91440300{organisation}{CreditCode.OrganisationCheck(organisation)}";
            return first + CreditCode.CheckCharacter(first + "0");
        }
    }
}
