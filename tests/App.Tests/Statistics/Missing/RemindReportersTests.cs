using System.Text.Json;
using App.Tests.Pages;
using App.Tests.Statistics.Releases;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Missing;
using FunctionsApp.Statistics.Reports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Statistics.Missing;

/// <summary>Reporters whose report is missing are written to once, before the month is released.</summary>
public sealed class RemindReportersTests
{
    /// <summary>Five working days before 20 March 2026.</summary>
    private static readonly DateTimeOffset Due = new(2026, 3, 13, 1, 30, 0, TimeSpan.Zero);

    private readonly ReleasesUnderTest under = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IReadOnlyList<Letter> Letters =>
        [.. under.Under.Bus.To(Topology.Letters).Select(message => JsonSerializer.Deserialize<Letter>(message.Body, AppJson.Options)!)];

    private MissingReports Missing => new(under.Under.Lists);

    [Fact]
    public async Task Run_FiveWorkingDaysBefore_WritesToThoseMissing()
    {
        await under.ReportAsync(1, 10, "2026-01");
        await under.ReportAsync(2, 10, "2025-11");
        await under.ReportAsync(3, 10, "2026-01");
        await under.ReportAsync(3, 10, "2026-02");
        await under.ReportAsync(4, 10, "2025-10");

        await TickAsync(Due);

        Assert.Equal(["o1@x.cn", "o2@x.cn"], Letters.Select(letter => letter.Email).Order());
        Assert.All(Letters, letter => Assert.Equal(
            ("report-missing", "2026-03-20 10:00", "http://localhost:7071/statistics/reports/2026-02"),
            (letter.Template, letter.Values["due"], letter.Values["page"])));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(5, 1)]
    [InlineData(7, 0)]
    public async Task Run_ByTheDay_WritesUntilTheRelease(int days, int letters)
    {
        await under.ReportAsync(1, 10, "2026-01");

        await TickAsync(Due.AddDays(days).AddHours(days == 7 ? 1 : 0));

        Assert.Equal(letters, Letters.Count);
    }

    [Fact]
    public async Task Run_Again_WritesNothingMore()
    {
        await under.ReportAsync(1, 10, "2026-01");

        await TickAsync(Due);
        await TickAsync(Due);
        await TickAsync(Due.AddDays(3));
        await under.TickAsync(under.Planned("2026-02"));

        Assert.Single(Letters);
        Assert.Single(under.Under.Bus.To(Topology.Facts), message => message.Subject == nameof(ReportersReminded));
    }

    [Fact]
    public void Decide_WithoutOrWithARound_KeepsWhatIsReleased()
    {
        var month = Period.Find("2026-02")!.Value;
        var first = RemindReporters.Decide(null, month, 2, 1);

        Assert.Equal(new ReportersReminded("2026-02", 2, 1), Assert.Single(first.Facts).Fact);
        Assert.Empty(RemindReporters.Decide(first.Next, month, 2, 1).Facts);
        Assert.Equal(first.Next.Through, RemindReporters.Decide(first.Next, new Period(month.First.AddMonths(1)), 0, 0).Next.Through);
    }

    [Theory]
    [InlineData(Language.Chinese, "1 家已填报，1 家未填报", "2026-01")]
    [InlineData(Language.English, "1 reported, 1 missing", "2026-01")]
    public async Task Page_InBothLanguages_ListsWhoIsMissing(Language language, string counts, string last)
    {
        await under.ReportAsync(1, 10, "2026-01");
        await under.ReportAsync(2, 314, "2026-02");
        var request = RenderedPage.Request("/statistics/coverage", language);
        request.QueryString = new QueryString("?period=2026-02");

        var page = await RenderedPage.OfAsync(await Http.ShowAsync(request, Cancellation), request);

        Assert.Contains(counts, page.Text, StringComparison.Ordinal);
        Assert.Contains(last, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("314", page.Text, StringComparison.Ordinal);
    }

    private CoverageHttp Http => new(
        new ReportDesk(under.Under.Store, under.Under.Lists, under.Under.Time), Missing, under.Calendar, RenderedPage.Site());

    private async Task TickAsync(DateTimeOffset at)
    {
        under.Under.Time.SetUtcNow(at);
        var reminders = new RemindReporters(
            under.Under.Store, Missing, under.Calendar, new LetterSender(under.Under.Bus.Client),
            new PublicAddress(new ConfigurationBuilder().Build()), under.Under.Time);
        await new ReminderTimer(reminders).RemindAsync(new TimerInfo(), Cancellation);
    }
}
