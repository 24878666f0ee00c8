using App.Tests.Fixtures;
using App.Tests.Pages;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Records;
using FunctionsApp.Reviews;

namespace App.Tests.Records;

public sealed class DecisionChartTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private readonly MemoryApp app = new(ReviewSample.Opened, ReviewAggregate.Kind, []);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_DecisionsOfAYear_CountsByMonthAndOutcome()
    {
        await DecideAsync("2025-03", ApplicationStatus.Approved, 7);
        await DecideAsync("2025-04", ApplicationStatus.Approved, 1);
        await DecideAsync("2026-02", ApplicationStatus.Rejected, 2);
        await DecideAsync("2026-03", ApplicationStatus.Approved, 3);
        await DecideAsync("2026-03", ApplicationStatus.Withdrawn, 1);

        var (chart, isCut) = await DecisionChart.ReadAsync(app.Lists, Today, Cancellation);

        Assert.Equal(DecisionChart.Months, chart.Bars.Count);
        Assert.Equal(("April 2025", "2026年3月"), (chart.Bars[0].Name.English, chart.Bars[^1].Name.Chinese));
        Assert.Equal([1, 0, 0], chart.Bars[0].Values);
        Assert.All(chart.Bars.Skip(1).SkipLast(2), bar => Assert.Equal([0, 0, 0], bar.Values));
        Assert.Equal([0, 2, 0], chart.Bars[^2].Values);
        Assert.Equal([3, 0, 1], chart.Bars[^1].Values);
        Assert.False(isCut);
    }

    [Theory]
    [InlineData(4995, false)]
    [InlineData(4996, true)]
    public async Task Read_AMonthWithMany_StopsAtItsBoundAndSaysSo(int count, bool isCut)
    {
        await DecideAsync("2026-03", ApplicationStatus.Approved, count);

        var read = await DecisionChart.ReadAsync(app.Lists, Today, Cancellation);

        Assert.Equal(isCut, read.IsCut);
        Assert.Equal(4995, read.Chart.Bars[^1].Values[0]);
    }

    /// <summary>A decision's commit writes its line: the chart follows without a reading of applications.</summary>
    [Fact]
    public async Task Read_AfterADecision_HasIt()
    {
        var state = ReviewSample.State([]);
        var decided = ConcludeApplication.Reject(state.Application, "test", ReviewSample.Opened).Next;
        await app.Store.PutAsync(
            ReviewAggregate.Kind, ReviewSample.Id, _ => Change.To(state with { Application = decided }, "test", new ReviewPut()),
            Cancellation);

        var (chart, _) = await DecisionChart.ReadAsync(
            app.Lists, BeijingTime.Day(ReviewSample.Opened), Cancellation);

        Assert.Equal([0, 1, 0], chart.Bars[^1].Values);
    }

    [Theory]
    [InlineData(Language.Chinese, "2026年3月", "有的月份申请过多")]
    [InlineData(Language.English, "March 2026", "A month has more applications")]
    public async Task Page_OfDecisions_HasTheChartAndItsTable(Language language, string month, string cut)
    {
        await DecideAsync("2026-03", ApplicationStatus.Approved, 3);
        var read = await DecisionChart.ReadAsync(app.Lists, Today, Cancellation);

        var page = await ShowAsync(read, language);
        var more = await ShowAsync(read with { IsCut = true }, language);

        Assert.Contains("<svg class=\"chart\" role=\"img\"", page.Html, StringComparison.Ordinal);
        Assert.Contains($"<th scope=\"row\">{month}</th>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(cut, page.Text, StringComparison.Ordinal);
        Assert.Contains(cut, more.Text, StringComparison.Ordinal);
    }

    private static Task<RenderedPage> ShowAsync(DecisionChart read, Language language)
    {
        var request = RenderedPage.Request("/audit/decisions", language);
        return RenderedPage.OfAsync(RenderedPage.Site().Show<DecisionsPage, DecisionChart>(request, read), request);
    }

    private Task DecideAsync(string month, ApplicationStatus status, int count) => app.Lists.UpdateAsync(
        new LineSubject("applications", "x"),
        [
            .. Enumerable.Range(0, count).Select(place => $"{status}{place}").Select(id => ApplicationIndex.Decided.Line(
                month, id, new DecidedApplication(id, "special-fund-rd", status, ReviewSample.Opened))),
        ],
        [], Cancellation);
}
