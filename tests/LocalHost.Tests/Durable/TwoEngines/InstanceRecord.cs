using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LocalHost.Durable;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>What one instance did that a run on another engine must do as well. Used by many threads.</summary>
internal sealed partial class InstanceRecord
{
    private readonly Lock gate = new();
    private readonly List<DateTime> times = [];
    private readonly List<(string Name, string Input)> calls = [];
    private readonly List<string?> statuses = [];

    /// <summary>Activities in the order of their calls, each with its input.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (gate) return [.. calls.Select(call => $"{call.Name} {Text(call.Input)}")];
        }
    }

    /// <summary>Custom statuses in the order in which they were set.</summary>
    public IReadOnlyList<string?> Statuses
    {
        get { lock (gate) return [.. statuses.Select(status => Text(status))]; }
    }

    public int Called
    {
        get { lock (gate) return calls.Count; }
    }

    /// <summary>How often that activity was called, with this call.</summary>
    public int Call(string name, JsonElement input)
    {
        lock (gate)
        {
            calls.Add((name, input.GetRawText()));
            return calls.Count(call => call.Name == name);
        }
    }

    public void Status(object? status)
    {
        lock (gate) statuses.Add(DurableEngine.WebConverter.Serialize(status));
    }

    /// <summary>A time that the code was given.</summary>
    public DateTime Saw(DateTime now)
    {
        lock (gate)
        {
            if (!times.Contains(now)) times.Add(now);
        }

        return now;
    }

    /// <summary>JSON in which each time is its distance from a time that the code was given, so that two runs can be compared.</summary>
    public string? Text(string? json) => json is null ? null : Timestamp().Replace(json, match => Place(match.Value));

    private string Place(string text)
    {
        var time = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;
        lock (gate)
        {
            var from = times.FindIndex(seen => (time - seen).Ticks % TimeSpan.TicksPerSecond == 0);
            return from < 0 ? text : $"{(from == 0 ? "start" : "later")}+{(time - times[from]).TotalSeconds}s";
        }
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")]
    private static partial Regex Timestamp();
}
