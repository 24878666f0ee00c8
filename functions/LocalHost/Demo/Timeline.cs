using System.Text.Json;
using Spectre.Console;

namespace LocalHost.Demo;

/// <summary>Shows on the terminal what people do and what the programme records, in the time of the host's clock.</summary>
public sealed class Timeline(IAnsiConsole console, TimeProvider clock)
{
    private static readonly string[] Telling = ["type", "stage", "step", "assignee", "decision", "outcome"];

    private readonly Dictionary<string, int> shown = [];

    public IAnsiConsole Console => console;

    /// <summary>A person's act.</summary>
    public void Act(string who, string what) => console.MarkupLineInterpolated($"[grey]{Now}[/] [bold]{who,-6}[/] {what}");

    /// <summary>Time that nobody waited for.</summary>
    public void Jump(string what) => console.MarkupLineInterpolated($"[grey]{Now}[/] [blue]{"clock",-6} {what}[/]");

    /// <summary>The facts of a subject that were not shown yet.</summary>
    public void Facts(string subject, IEnumerable<JsonElement> facts)
    {
        foreach (var fact in facts)
        {
            var number = fact.GetProperty("number").GetInt32();
            if (number <= shown.GetValueOrDefault(subject)) continue;
            shown[subject] = number;
            console.MarkupLineInterpolated($"[grey]{Local(fact.GetProperty("at").GetDateTimeOffset())}[/] [green]{"fact",-6}[/] [green]{number,3} {fact.GetProperty("type").GetString()}[/] [grey]{Detail(fact.GetProperty("data"))}[/]");
        }
    }

    /// <summary>What of a fact's data a reader asks first.</summary>
    private static string Detail(JsonElement data) => string.Join(' ', Telling
        .Select(name => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        .OfType<string>());

    private string Now => Local(clock.GetUtcNow());

    private static string Local(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm");
}
