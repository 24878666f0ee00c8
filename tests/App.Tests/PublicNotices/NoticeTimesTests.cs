using FunctionsApp.City;
using FunctionsApp.PublicNotices;
using FunctionsApp.Reviews;

namespace App.Tests.PublicNotices;

public sealed class NoticeTimesTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Official;

    /// <summary>Opened on a day of 2026, five working days; the day on which it ends, and the day of the result.</summary>
    [Theory]
    [InlineData("2026-03-02T09:00:00+08:00", "2026-03-09", "2026-03-16")]
    [InlineData("2026-03-06T23:59:59+08:00", "2026-03-13", "2026-03-20")]
    // Spring Festival: 15 to 23 February free, Saturdays 14 and 28 worked.
    [InlineData("2026-02-11T09:00:00+08:00", "2026-02-25", "2026-03-03")]
    // National Day: 1 to 7 October free, Sunday 20 September and Saturday 10 October worked.
    [InlineData("2026-09-29T09:00:00+08:00", "2026-10-12", "2026-10-19")]
    public void Ends_OpenedOnADay_CountsWorkingDaysWithSwappedOnes(string opened, string ends, string result)
    {
        var span = Span(DateTimeOffset.Parse(opened));

        Assert.Equal(BeijingTime.Deadline(DateOnly.Parse(ends)), NoticeTimes.Ends(span, Calendar));
        Assert.Equal(BeijingTime.Deadline(DateOnly.Parse(result)), NoticeTimes.Result(span, Calendar));
    }

    [Fact]
    public void IsOpen_LastSecond_IsAndAtTheEndIsNot()
    {
        var span = Span(DateTimeOffset.Parse("2026-03-02T09:00:00+08:00"));
        var ends = NoticeTimes.Ends(span, Calendar);

        Assert.True(NoticeTimes.IsOpen(span, null, Calendar, ends.AddSeconds(-1)));
        Assert.False(NoticeTimes.IsOpen(span, null, Calendar, ends));
        Assert.False(NoticeTimes.IsOpen(span, StageOutcome.Withdrawn, Calendar, ends.AddSeconds(-1)));
    }

    [Fact]
    public void Ends_HolidayNoticeMadeItLaterOrEarlier_IsNeverEarlierThanPromised()
    {
        var span = Span(DateTimeOffset.Parse("2026-03-02T09:00:00+08:00"));
        var counted = NoticeTimes.Ends(span, Calendar);

        Assert.Equal(counted, NoticeTimes.Ends(span with { Promised = counted.AddDays(-1) }, Calendar));
        Assert.Equal(counted.AddDays(1), NoticeTimes.Ends(span with { Promised = counted.AddDays(1) }, Calendar));
    }

    private static NoticeSpan Span(DateTimeOffset opened) => new(opened, 5, 5, Calendar.Due(opened, 5));
}
