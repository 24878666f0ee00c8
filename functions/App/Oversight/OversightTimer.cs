using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Oversight;

/// <summary>Sees to reviews that are over their promised time.</summary>
public sealed class OversightTimer(
    ReviewsUnderWay reviews, AggregateStore store, StaffDirectory staff, WorkingCalendar calendar, LetterSender letters,
    PublicAddress address, TimeProvider time)
{
    /// <summary>
    /// Working days 09:05 Asia/Shanghai, written in UTC: records what has become overdue, and writes to each administrator. Safe to run
    /// twice: a stage is recorded once, a letter has one id for each day and person.
    /// </summary>
    [Function("Oversight_Overdue")]
    public async Task EscalateAsync([TimerTrigger("0 5 1 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var day = BeijingTime.Day(now);
        if (!calendar.IsWorkingDay(day)) return;
        var overdue = await reviews.OverdueAsync(cancellation);
        if (overdue.Count == 0) return;
        foreach (var administrator in staff.With([Role.Administrator], null))
        {
            if (OversightLetters.Overdue(overdue, administrator, day, address) is not { } letter) continue;
            await letters.SendAsync(letter, cancellation);
        }

        var each = new EachInTurn();
        foreach (var review in overdue)
        {
            await each.TryAsync(() => store.ChangeAsync(
                ReviewAggregate.Kind, review.Application,
                state => MarkOverdue.Decide(state, review.Stage!, review.Round, review.Until!.Value, now), cancellation), cancellation);
        }

        each.ThrowFirst();
    }
}
