using App.Tests.Fixtures;
using FunctionsApp.Panels;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Panels;

public sealed class PanelOrchestratorTests
{
    private readonly PlayedContext context = new(Opened);
    private readonly List<StageCheck> checks = [];
    private StageOutcome? outcome;

    public PanelOrchestratorTests() => context.Answers[nameof(CheckPanelActivity)] = input =>
    {
        var check = (StageCheck)input!;
        checks.Add(check);
        return new StageProgress(outcome, outcome is null ? check.At.AddDays(2) : null);
    };

    [Fact]
    public async Task Run_AnswerComes_LooksAgainAndEndsWithTheOutcome()
    {
        var run = PanelOrchestrator.RunAsync(context, Request(round: 1));
        outcome = StageOutcome.Passed;
        context.Raise(StageRequest.Changed);

        Assert.Equal(StageOutcome.Passed, await run);
        Assert.Equal([(Opened, Opened), (Opened, Opened)], checks.Select(check => (check.Since, check.At)));
    }

    [Fact]
    public async Task Run_NobodyAnswers_LooksAgainAtTheMomentThatTheCheckNamed()
    {
        var run = PanelOrchestrator.RunAsync(context, Request());
        context.Jump();
        outcome = StageOutcome.Rejected;
        context.Jump();

        Assert.Equal(StageOutcome.Rejected, await run);
        Assert.Equal([(0, 0), (0, 2), (2, 4)], checks.Select(check => ((check.Since - Opened).Days, (check.At - Opened).Days)));
    }
}
