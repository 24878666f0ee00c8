using FunctionsApp.City;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.PublicNotices;
using FunctionsApp.Reviews;

namespace App.Tests.PublicNotices;

public sealed class CheckNoticeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_FirstTime_OpensTheNoticeAndTheStage()
    {
        var sample = await new NoticeSample().StartAsync();

        var notice = (await sample.StateAsync()).Notice;
        Assert.Equal(("检测平台", "91440300MA5EXA1291", (decimal?)null),
            (notice.Content.Title, notice.Content.Organisation, notice.Content.Amount));
        var run = (await sample.Bench.Store.ReviewAsync()).Run(NoticeSample.Stage, 0)!;
        Assert.Equal((StageRunState.Open, (DateTimeOffset?)notice.Span.Promised), (run.State, run.Due));
        Assert.Equal(NoticeTimes.Result(notice.Span, WorkingCalendar.Official), sample.Next);
        Assert.Equal([nameof(NoticeOpened)], await sample.Bench.FactsAsync(NoticeAggregate.Kind, NoticeSample.Id));
    }

    [Fact]
    public async Task Check_CrashBetweenNoticeAndStage_OpensTheStageWithTheTimesOfTheNotice()
    {
        var sample = await new NoticeSample().StartAsync();
        var first = (await sample.StateAsync()).Notice;
        // As if the commit of the stage had been lost.
        await sample.Bench.Store.PutAsync(ReviewSample.State());
        sample.Bench.Time.Advance(TimeSpan.FromDays(2));

        Assert.Null(await sample.CheckAsync());
        Assert.Equal(first, (await sample.StateAsync()).Notice with { Examiners = first.Examiners });
        Assert.Equal(first.Span.OpenedAt, (await sample.Bench.Store.ReviewAsync()).Run(NoticeSample.Stage, 0)!.OpenedAt);
    }

    [Fact]
    public async Task Check_AtTheEndOfTheExamination_Passes()
    {
        var sample = await new NoticeSample().StartAsync();

        Assert.Equal(StageOutcome.Passed, await sample.WaitAsync());
        var facts = await sample.ReviewFactsAsync();
        Assert.Equal(["ReviewPut", nameof(StageOpened), nameof(StageClosed)], facts);
        Assert.Equal(StageOutcome.Passed, await sample.CheckAsync());
        Assert.Equal(facts, await sample.ReviewFactsAsync());
    }

    [Fact]
    public async Task Check_Withdrawn_ClosesNoticeAndStage()
    {
        var sample = await new NoticeSample().StartAsync();
        await sample.Bench.Store.PutAsync((await sample.Bench.Store.ReviewAsync()).In(ApplicationStatus.Withdrawn));

        Assert.Equal(StageOutcome.Withdrawn, await sample.CheckAsync());
        Assert.Equal(StageOutcome.Withdrawn, (await sample.StateAsync()).Notice.Outcome);
        Assert.Equal(StageRunState.Closed, (await sample.Bench.Store.ReviewAsync()).Run(NoticeSample.Stage, 0)!.State);
    }

    [Fact]
    public async Task Check_WithdrawnBeforeItWasOpened_OpensNothing()
    {
        var sample = new NoticeSample();
        await sample.Bench.Store.PutAsync(ReviewSample.State().In(ApplicationStatus.Withdrawn));

        Assert.Equal(StageOutcome.Withdrawn, await sample.CheckAsync());
        Assert.Equal(["ReviewPut"], await sample.ReviewFactsAsync());
    }

    [Fact]
    public async Task Lists_WhileItRunsAndAfterwards_HaveIt()
    {
        var sample = await new NoticeSample().StartAsync();
        Assert.Single((await sample.Bench.Lists.ReadPageAsync(NoticeIndex.Running, NoticeIndex.Public, null, 10, Cancellation)).Items);
        await sample.WaitAsync();

        Assert.Empty((await sample.Bench.Lists.ReadPageAsync(NoticeIndex.Running, NoticeIndex.Public, null, 10, Cancellation)).Items);
        Assert.Single((await sample.Bench.Lists.ReadPageAsync(NoticeIndex.Notices, NoticeIndex.Public, null, 10, Cancellation)).Items);
    }
}
