using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Operations;

/// <summary>Reports holiday notices that are missing, and counts open times again by those that have come.</summary>
public sealed class CalendarTimer(
    WorkingCalendar calendar, Schedule schedule, Questions questions, PostponeReview reviews, CalendarMetrics metrics,
    IOptions<CityOptions> options, TimeProvider time, ILogger<CalendarTimer> logger)
{
    private static readonly EventId Missing = new(18_001, "HolidayNoticeMissing");
    private static readonly EventId Late = new(18_002, "TimesCountedAgain");

    /// <summary>Daily 06:00 Asia/Shanghai, written in UTC: people read their new times in the morning. Safe to run twice.</summary>
    [Function("Calendar_Check")]
    public async Task CheckAsync([TimerTrigger("0 0 22 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        foreach (var year in CheckCalendar.Missing(calendar, BeijingTime.Day(time.GetUtcNow()), options.Value.NoticeDays))
        {
            logger.LogWarning(Missing, "The holiday notice of {Year} is not entered: its statutory days alone are free until it is", year);
            metrics.Missing(year);
        }

        await PostponeAsync(cancellation);
    }

    private async Task PostponeAsync(CancellationToken cancellation)
    {
        var outdated = new List<ScheduledTime>();
        await foreach (var each in schedule.ReadAsync(cancellation)) if (!calendar.IsCurrent(each.Calendar)) outdated.Add(each);
        if (outdated.Count == 0) return;
        logger.LogInformation(Late, "{Count} open times were counted by other holiday notices and are counted again", outdated.Count);
        var inTurn = new EachInTurn();
        // One question has a line for each person.
        foreach (var each in outdated.DistinctBy(each => (object?)each.Ask ?? each.Id))
        {
            await inTurn.TryAsync(
                () => each.Ask is { } ask ? questions.Of(ask).PostponeAsync(ask, cancellation) : reviews.RunAsync(each.Id, cancellation),
                cancellation);
        }

        inTurn.ThrowFirst();
    }
}
