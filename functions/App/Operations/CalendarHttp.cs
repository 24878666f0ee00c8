using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Operations;

/// <summary>A year with its holiday notice.</summary>
/// <param name="Notice">The paper's number.</param>
public sealed record NoticeView(int Year, string Notice, DateOnly Date);

/// <summary>A time that was counted without a notice that is still missing.</summary>
/// <param name="Kind">Of the question; <c>supplement</c> for an application that is corrected.</param>
/// <param name="Id">Of the assignment or the application.</param>
/// <param name="Years">The years whose notices are missing.</param>
public sealed record ProvisionalTime(string Kind, string Id, DateTimeOffset Due, IReadOnlyList<int> Years);

/// <summary>The working calendar as operators see it.</summary>
/// <param name="Missing">Years that are needed soon and have no notice.</param>
/// <param name="Provisional">What is scheduled into years without a notice, the most urgent first, at most 200.</param>
/// <param name="ProvisionalCount">Of all that is.</param>
public sealed record CalendarView(
    IReadOnlyList<NoticeView> Years, IReadOnlyList<int> Missing, IReadOnlyList<ProvisionalTime> Provisional, int ProvisionalCount);

public sealed class CalendarHttp(WorkingCalendar calendar, Schedule schedule, IOptions<CityOptions> options, TimeProvider time)
{
    private const int Most = 200;

    /// <summary>GET /api/operations/calendar. 200.</summary>
    [Function("Operations_Calendar")]
    [Access(Role.Operator, Role.Administrator)]
    [Operation("Reads the working calendar: its holiday notices, those that are missing, and what is scheduled without them",
        Response = typeof(CalendarView))]
    public async Task<IResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/operations/calendar")] HttpRequest request,
        CancellationToken cancellation)
    {
        var provisional = new List<ProvisionalTime>();
        await foreach (var each in schedule.ReadAsync(cancellation))
        {
            if (calendar.Provisional(each.Calendar) is { Count: > 0 } years)
            {
                provisional.Add(new ProvisionalTime(each.Ask?.Kind ?? "supplement", each.Id, each.Due, years));
            }
        }

        return Answer.Ok(new CalendarView(
            [.. calendar.Years.Select(year => new NoticeView(year.Year, year.Notice.Number, year.Notice.Date))],
            CheckCalendar.Missing(calendar, BeijingTime.Day(time.GetUtcNow()), options.Value.NoticeDays),
            [.. provisional.OrderBy(each => each.Due).ThenBy(each => each.Id, StringComparer.Ordinal).Take(Most)], provisional.Count));
    }
}
