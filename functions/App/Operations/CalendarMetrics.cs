using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Operations;

/// <summary>What operators see of the calendar.</summary>
public sealed class CalendarMetrics(IMeterFactory meters)
{
    private readonly Counter<long> missing = meters.Create(Tracing.Name).CreateCounter<long>(
        "calendar.missing_notices", "{notice}", "Holiday notices that are needed soon and not entered, counted once a day.");

    public void Missing(int year) => missing.Add(1, new KeyValuePair<string, object?>("year", year));
}
