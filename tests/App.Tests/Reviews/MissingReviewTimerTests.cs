using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Reviews;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class MissingReviewTimerTests
{
    private readonly AskingBench bench = new(Opened, ReviewAggregate.Kind, ApplicationAggregate.Kind);
    private readonly Mock<DurableTaskClient> durable = new("test");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(1_000_000, 1)]
    public async Task Sweep_SubmittedWithoutAReview_StartsItOnceSettled(int minutes, int starts)
    {
        var application = await SubmittedAsync();
        bench.Time.Advance(application.SubmittedAt!.Value + TimeSpan.FromMinutes(minutes) - bench.Time.GetUtcNow());

        await SweepAsync();

        VerifyStarts(starts);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task Sweep_ReviewIsThere_LeavesItAlone(OrchestrationRuntimeStatus status)
    {
        await SubmittedAsync();
        bench.Time.Advance(TimeSpan.FromDays(1));
        durable.Setup(client => client.GetInstanceAsync($"review-{Id}", It.IsAny<CancellationToken>()))
            .ReturnsAsync(new OrchestrationMetadata(nameof(ReviewOrchestrator), $"review-{Id}") { RuntimeStatus = status });

        await SweepAsync();

        VerifyStarts(0);
    }

    [Fact]
    public async Task Sweep_Decided_AsksForNoReview()
    {
        await SubmittedAsync();
        await bench.Store.ChangeApplicationAsync(Id, current => ConcludeApplication.Reject(current, "officer", Opened), Cancellation);
        bench.Time.Advance(TimeSpan.FromDays(1));

        await SweepAsync();

        VerifyStarts(0);
    }

    [Fact]
    public async Task Sweep_Returned_AsksForNoReview()
    {
        var application = await SubmittedAsync();
        await bench.Store.ChangeApplicationAsync(
            Id, current => ReturnApplication.Decide(current, 1, [new ReturnItem(current.Slots[0].Type, "x")], "officer"), Cancellation);
        bench.Time.Advance(application.SubmittedAt!.Value + TimeSpan.FromDays(1) - bench.Time.GetUtcNow());

        await SweepAsync();

        VerifyStarts(0);
    }

    /// <summary>The first review is there and has ended; the one after the appeal is missing, by the time of the ruling.</summary>
    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public async Task Sweep_UnderReviewAfterAnAppeal_StartsItOnceSettled(int minutes, int starts)
    {
        var ruled = Opened.AddDays(30);
        var mark = new AppealMark("Panel", 0, Opened.AddDays(20), new Refusal(new("", ""), []), Opened.AddDays(10))
        {
            Ruling = AppealRuling.Upheld, RuledAt = ruled,
        };
        await bench.Store.PutAsync(State() with { Application = Applied with { Appeal = mark } });
        bench.Time.SetUtcNow(ruled.AddMinutes(minutes));

        await SweepAsync();

        VerifyStarts(0);
        durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ReviewOrchestrator), new ReviewRequest(Id) { AfterAppeal = true },
            It.Is<StartOrchestrationOptions>(options => options.InstanceId == $"review-{Id}-appeal"), It.IsAny<CancellationToken>()),
            Times.Exactly(starts));
    }

    private async Task<Application> SubmittedAsync()
    {
        var state = State();
        await bench.Store.PutAsync(state);
        return state.Application;
    }

    private Task SweepAsync() => new MissingReviewTimer(
        bench.Lists, Catalogue(FirstStage(), Stage("District")), new MissingRuns(bench.Time, NullLogger<MissingRuns>.Instance))
        .StartAsync(new TimerInfo(), durable.Object, Cancellation);

    private void VerifyStarts(int times) => durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
        nameof(ReviewOrchestrator), new ReviewRequest(Id), It.Is<StartOrchestrationOptions>(options => options.InstanceId == $"review-{Id}"),
        It.IsAny<CancellationToken>()), Times.Exactly(times));
}
