using System.ComponentModel.DataAnnotations;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Statistics.Releases;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Statistics.Releases;

/// <summary>Each period has its moment, known in advance.</summary>
public sealed class ReleaseCalendarTests
{
    private static readonly ReleaseCalendar Calendar = Of(new ReleaseOptions());

    /// <summary>20 February 2026 lies in the Spring Festival.</summary>
    [Theory]
    [InlineData("2026-01", "2026-02-24 10:00")]
    [InlineData("2026-03", "2026-04-20 10:00")]
    [InlineData("2026-05", "2026-06-22 10:00")]
    [InlineData("2026-Q1", "2026-04-27 10:00")]
    [InlineData("2025", "2026-01-28 10:00")]
    public void Planned_OnADayOff_IsTheNextWorkingDay(string period, string planned) =>
        Assert.Equal(planned, BeijingTime.Text(Calendar.Planned(ReleasePeriod.Find(period)!.Value)));

    [Fact]
    public void Planned_OfAQuarterOrAYear_IsNotBeforeItsLastMonth()
    {
        var calendar = Of(new ReleaseOptions { MonthDay = 28, QuarterDay = 28, YearDay = 28 });
        foreach (var month in Enumerable.Range(0, 36).Select(each => new DateOnly(2025, 1, 1).AddMonths(each)))
        {
            var moment = calendar.Planned(ReleasePeriod.Find($"{month:yyyy-MM}")!.Value);
            foreach (var span in new[] { ReleaseSpan.Quarter, ReleaseSpan.Year })
            {
                Assert.True(calendar.Planned(ReleasePeriod.Of(span, ReleasePeriod.Find($"{month:yyyy-MM}")!.Value.First)) >= moment);
            }
        }
    }

    [Fact]
    public void Due_AtTheMomentAndBefore_DiffersByIt()
    {
        var moment = Calendar.Planned(ReleasePeriod.Find("2026-01")!.Value);

        Assert.DoesNotContain("2026-01", Calendar.Due(moment.AddTicks(-1)).Select(period => $"{period}"));
        Assert.Contains("2026-01", Calendar.Due(moment).Select(period => $"{period}"));
        Assert.Equal(moment, Calendar.Last(moment));
        Assert.True(Calendar.Last(moment.AddTicks(-1)) < moment);
    }

    [Fact]
    public void Due_MonthsAndLongerTimes_ComeInTheOrderInWhichTheyAreMade()
    {
        var due = Calendar.Due(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

        Assert.Equal(due.OrderBy(period => period.Span).ThenBy(period => period.First.First), due);
        Assert.Contains("2025-Q4", due.Select(period => $"{period}"));
        Assert.Contains("2025", due.Select(period => $"{period}"));
        Assert.DoesNotContain("2026-Q1", due.Select(period => $"{period}"));
    }

    [Fact]
    public void Coming_OfAnyDay_IsTwelveMonthsOfReleases()
    {
        var coming = Calendar.Coming(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

        Assert.Equal((12, 4, 1), (Count(ReleaseSpan.Month), Count(ReleaseSpan.Quarter), Count(ReleaseSpan.Year)));
        Assert.Equal("2026-02", $"{coming[0].Period}");
        Assert.True(Calendar.IsProvisional(coming[^1]));
        Assert.False(Calendar.IsProvisional(coming[0]));

        int Count(ReleaseSpan span) => coming.Count(release => release.Period.Span == span);
    }

    [Theory]
    [InlineData(20, 25, 28, true)]
    [InlineData(20, 20, 20, true)]
    [InlineData(21, 20, 28, false)]
    [InlineData(20, 25, 24, false)]
    [InlineData(0, 25, 28, false)]
    [InlineData(20, 25, 29, false)]
    public void Options_OutOfOrderOrRange_AreRefused(int month, int quarter, int year, bool valid)
    {
        var options = new ReleaseOptions { MonthDay = month, QuarterDay = quarter, YearDay = year };

        Assert.Equal(valid, Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true));
    }

    [Theory]
    [InlineData(Language.Chinese, "统计发布日程", "2026年第1季度")]
    [InlineData(Language.English, "Release calendar", "Q1 2026")]
    public async Task Page_InBothLanguages_ShowsTheMoments(Language language, string title, string quarter)
    {
        var http = Http();
        var request = RenderedPage.Request("/statistics/calendar", language);

        var page = await RenderedPage.OfAsync(http.Show(request), request);

        Assert.Contains(title, page.Text, StringComparison.Ordinal);
        Assert.Contains(quarter, page.Text, StringComparison.Ordinal);
        Assert.Contains("2026-04-27T10:00:00", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calendar_ForReaders_HasAnEventForEachAndIsTheSameAgain()
    {
        var (_, first) = await MemoryApp.CallAsync(request => Task.FromResult(Http().Calendar(request)), null);
        var (_, second) = await MemoryApp.CallAsync(request => Task.FromResult(Http().Calendar(request)), null);

        Assert.Equal(first, second);
        Assert.Equal(17, first.Split("BEGIN:VEVENT").Length - 1);
        Assert.Contains("DTSTART:20260427T020000Z", first, StringComparison.Ordinal);
    }

    private static ReleaseCalendarHttp Http() => new(
        Calendar, RenderedPage.Site(), new PublicAddress(new ConfigurationBuilder().Build()),
        new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero)));

    private static ReleaseCalendar Of(ReleaseOptions options) => new(Options.Create(options), WorkingCalendar.Official);
}
