using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>How a review keeps to the promised time of the stage that it is at.</summary>
public enum TrafficLight
{
    /// <summary>The time is over.</summary>
    Red,

    /// <summary>In the last fifth of the time, and at least on its last working day.</summary>
    Amber,

    Green,

    /// <summary>The time does not count: corrections, or the public, are waited for.</summary>
    Paused,
}

/// <summary>The promised time of the stage that a review is at.</summary>
/// <param name="Until">Close of business of the last promised day, UTC; null while paused, and where nothing is promised.</param>
public sealed record StageTime(TrafficLight Light, DateTimeOffset? Until)
{
    /// <summary>Of one application under review, by working days.</summary>
    /// <param name="definition">That it was drafted under.</param>
    public static StageTime Of(OpenApplication application, ProgrammeDefinition definition, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (application.Status == ApplicationStatus.Returned) return new StageTime(TrafficLight.Paused, null);
        var reached = application.Reached;
        var stage = definition.Stages.FirstOrDefault(each => each.Name == reached?.Stage);
        if (stage is { IsPause: true }) return new StageTime(TrafficLight.Paused, null);
        if (reached is null || stage?.Promised is not { } days) return new StageTime(TrafficLight.Green, null);
        var until = calendar.Due(reached.At, days).ToUniversalTime();
        var light = now > until ? TrafficLight.Red
            : now > calendar.Due(reached.At, days - Math.Max(1, days / 5)) ? TrafficLight.Amber
            : TrafficLight.Green;
        return new StageTime(light, until);
    }
}
