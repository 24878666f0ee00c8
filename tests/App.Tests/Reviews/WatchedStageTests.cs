using App.Tests.Fixtures;
using FunctionsApp.Reviews;
using Microsoft.DurableTask;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

/// <summary>What holds for each kind of stage that one activity looks after, see <see cref="StageWatch"/>.</summary>
/// <param name="activity">Its name.</param>
/// <param name="start">The kind's orchestrator.</param>
public abstract class WatchedStageTests(string activity, Func<TaskOrchestrationContext, StageRequest, Task<StageOutcome>> start)
{
    private readonly PlayedContext context = new(Opened);
    private readonly List<StageCheck> checks = [];
    private StageOutcome? outcome;

    [Fact]
    public async Task Run_AnswerComes_LooksAgainAndEndsWithTheOutcome()
    {
        var run = Start(round: 1);
        outcome = StageOutcome.Passed;
        context.Raise(StageRequest.Changed);

        Assert.Equal(StageOutcome.Passed, await run);
        Assert.Equal([(Opened, Opened), (Opened, Opened)], checks.Select(check => (check.Since, check.At)));
    }

    [Fact]
    public async Task Run_NobodyAnswers_LooksAgainAtTheMomentThatTheCheckNamed()
    {
        var run = Start();
        context.Jump();
        outcome = StageOutcome.Rejected;
        context.Jump();

        Assert.Equal(StageOutcome.Rejected, await run);
        Assert.Equal([(0, 0), (0, 2), (2, 4)], checks.Select(check => ((check.Since - Opened).Days, (check.At - Opened).Days)));
    }

    private Task<StageOutcome> Start(int round = 0)
    {
        context.Answers[activity] = input =>
        {
            var check = (StageCheck)input!;
            checks.Add(check);
            return new StageProgress(outcome, outcome is null ? check.At.AddDays(2) : null);
        };
        return start(context, Request(round: round));
    }
}
