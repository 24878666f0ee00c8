using FunctionsApp.City;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>How long a rejection of now can be appealed.</summary>
public sealed class AppealTimes(IOptions<AppealOptions> options, WorkingCalendar calendar)
{
    public AppealPeriod Period => new(options.Value.AppealWorkingDays, calendar);
}
