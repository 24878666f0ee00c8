using App.Tests.Fixtures;
using FunctionsApp.Warnings.Rules;

namespace App.Tests.Warnings.Rules;

/// <summary>A burst of reports makes one look, which comes after the last of them.</summary>
public sealed class RuleRunTests
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 2, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 6)]
    [InlineData(299, 6)]
    [InlineData(300, 11)]
    public void Of_TheMinutesTogether_IsOneRunAfterTheirEnd(int seconds, int due) =>
        Assert.Equal(new RuleRun(Ten.AddMinutes(due)), RuleRun.Of(Ten.AddSeconds(seconds)));

    [Fact]
    public void Of_SixtyReports_AreTwoRunsAtMost() =>
        Assert.True(Enumerable.Range(0, 60).Select(second => RuleRun.Of(Ten.AddSeconds(270 + second)).InstanceId).Distinct().Count() <= 2);

    [Theory]
    [InlineData("2026-11-02T00:28:59Z", "rules-202611010036")]
    [InlineData("2026-11-02T00:29:30Z", "rules-202611020036")]
    [InlineData("2026-11-02T23:59:59Z", "rules-202611020036")]
    public void Timer_TickOfAMorning_IsOneRun(string at, string run) =>
        Assert.Equal(run, RuleTimer.RunOf(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).InstanceId);

    [Theory]
    [InlineData(10, true)]
    [InlineData(-10, false)]
    public async Task Orchestrator_WaitsUntilItIsDue(int minutes, bool waits)
    {
        var (context, checks) = (new PlayedContext(Ten), 0);
        context.Plays<RuleRun>(nameof(CheckRulesActivity), _ => { checks++; return Task.CompletedTask; });

        var running = RuleOrchestrator.RunAsync(context, new RuleRun(Ten.AddMinutes(minutes)));

        Assert.Equal(waits ? Ten.AddMinutes(minutes) : null, context.NextTimer);
        if (waits) context.Jump();
        await running;
        Assert.Equal(1, checks);
    }
}
