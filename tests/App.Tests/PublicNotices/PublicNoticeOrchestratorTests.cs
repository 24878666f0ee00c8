using App.Tests.Fixtures;
using FunctionsApp.PublicNotices;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.PublicNotices;

public sealed class PublicNoticeOrchestratorTests
{
    private readonly PlayedContext context = new(Opened);
    private readonly List<StageCheck> checks = [];
    private StageOutcome? outcome;

    public PublicNoticeOrchestratorTests() => context.Answers[nameof(CheckNoticeActivity)] = input =>
    {
        var check = (StageCheck)input!;
        checks.Add(check);
        return new StageProgress(outcome, outcome is null ? check.At.AddDays(2) : null);
    };

    [Fact]
    public async Task Run_EventComes_LooksAgainAndEndsWithTheOutcome()
    {
        var run = PublicNoticeOrchestrator.RunAsync(context, Request());
        outcome = StageOutcome.Withdrawn;
        context.Raise(StageRequest.Changed);

        Assert.Equal(StageOutcome.Withdrawn, await run);
        Assert.Equal([(Opened, Opened), (Opened, Opened)], checks.Select(check => (check.Since, check.At)));
    }

    [Fact]
    public async Task Run_NothingHappens_LooksAgainAtTheMomentThatTheCheckNamed()
    {
        var run = PublicNoticeOrchestrator.RunAsync(context, Request());
        context.Jump();
        outcome = StageOutcome.Passed;
        context.Jump();

        Assert.Equal(StageOutcome.Passed, await run);
        Assert.Equal([(0, 0), (0, 2), (2, 4)], checks.Select(check => ((check.Since - Opened).Days, (check.At - Opened).Days)));
    }
}
