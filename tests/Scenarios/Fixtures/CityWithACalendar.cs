using App.Tests.City;
using FunctionsApp;
using FunctionsApp.City;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>A city whose calendar has no notice about 2027 until one is entered.</summary>
public sealed class CityWithACalendar(DateTimeOffset start) : CityUnderTest(start)
{
    /// <summary>The app is deployed with the notice: it ends, and starts on the same data with the calendar that has it.</summary>
    public async Task EnterNoticeAsync()
    {
        var now = Clock.GetUtcNow();
        await CloseAsync();
        var calendar = new WorkingCalendar(
            [.. WorkingCalendar.Official.Years, .. CalendarLoader.Load([("2027.json", MadeUpNotice.Of2027)])]);
        Options = Options with
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(calendar);
                builder.AddApp();
            },
        };
        await ReopenAsync(now);
        await SettleAsync();
    }

    /// <summary>The application as the people of the new host see it.</summary>
    public ApplicationUnderTest Again(ApplicationUnderTest application) =>
        new(this, Person("lin"), application.Id, ApplicationUnderTest.SpecialFund);
}
