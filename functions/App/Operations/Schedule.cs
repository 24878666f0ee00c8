using System.Runtime.CompilerServices;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;

namespace FunctionsApp.Operations;

/// <summary>A time in working days that waits to pass.</summary>
/// <param name="Id">Of the assignment, or of the application that is corrected.</param>
/// <param name="Ask">Null for an application that is corrected.</param>
/// <param name="Calendar">By which notices it was counted, see <see cref="WorkingCalendar.Edition"/>.</param>
public sealed record ScheduledTime(string Id, Ask? Ask, DateTimeOffset Due, string Calendar);

/// <summary>All times in working days that wait to pass.</summary>
/// <remarks>From the lists that exist for people, a partition for each person of the directory and each programme.</remarks>
public sealed class Schedule(Lists lists, ProgrammeCatalogue catalogue, StaffDirectory staff)
{
    public async IAsyncEnumerable<ScheduledTime> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var member in staff.All)
        {
            await foreach (var line in lists.ReadAllAsync(AssignmentIndex.OfPerson, member.Id, cancellation))
            {
                if (line.Calendar is { } calendar) yield return new ScheduledTime(line.Id, line.Ask, line.Due, calendar);
            }
        }

        await foreach (var line in lists.ReadOpenAsync(catalogue, cancellation))
        {
            if (line is { Calendar: { } calendar, Due: { } due }) yield return new ScheduledTime(line.Id, null, due, calendar);
        }
    }
}
