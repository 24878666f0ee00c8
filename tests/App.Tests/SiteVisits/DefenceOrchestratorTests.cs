using App.Tests.Fixtures;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.SiteVisits;

public sealed class DefenceOrchestratorTests
{
    private readonly PlayedContext context = new(Opened);
    private readonly List<StageCheck> checks = [];
    private StageOutcome? outcome;

    public DefenceOrchestratorTests() => context.Answers[nameof(CheckVisitActivity)] = input =>
    {
        var check = (StageCheck)input!;
        checks.Add(check);
        return new StageProgress(outcome, outcome is null ? check.At.AddDays(2) : null);
    };

    [Fact]
    public async Task Run_AnswerComes_LooksAgainAndEndsWithTheOutcome()
    {
        var run = DefenceOrchestrator.RunAsync(context, Request(round: 1));
        outcome = StageOutcome.Passed;
        context.Raise(StageRequest.Changed);

        Assert.Equal(StageOutcome.Passed, await run);
        Assert.Equal([(Opened, Opened), (Opened, Opened)], checks.Select(check => (check.Since, check.At)));
    }

    [Fact]
    public async Task Run_NobodyAnswers_LooksAgainAtTheMomentThatTheCheckNamed()
    {
        var run = DefenceOrchestrator.RunAsync(context, Request());
        context.Jump();
        outcome = StageOutcome.Rejected;
        context.Jump();

        Assert.Equal(StageOutcome.Rejected, await run);
        Assert.Equal([(0, 0), (0, 2), (2, 4)], checks.Select(check => ((check.Since - Opened).Days, (check.At - Opened).Days)));
    }
}
