using FunctionsApp.Warnings.Rules;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class RuleStories
{
    /// <summary>The same for both engines, which are compared by what they call with it.</summary>
    private static readonly Lazy<DateTimeOffset> Soon = new(() => DateTimeOffset.UtcNow.AddSeconds(3));

    private static readonly DateTimeOffset Past = new(2026, 3, 2, 1, 16, 0, TimeSpan.Zero);

    public static IReadOnlyList<Story> All { get; } =
    [
        new("rules-checked-when-due", play => PlayAsync(play, Soon.Value)),
        new("rules-overdue", play => PlayAsync(play, Past)),
    ];

    private static async Task PlayAsync(Play play, DateTimeOffset due)
    {
        var checks = 0;
        play.Answer<RuleRun>(nameof(CheckRulesActivity), _ => ++checks == 0 ? "" : null);
        await play.StartAsync(nameof(RuleOrchestrator), play.Story, new RuleRun(due));
        await play.EndsAsync<object>(play.Story);
        Assert.Equal(1, checks);
    }
}
