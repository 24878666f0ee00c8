using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
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

    [Theory]
    [InlineData(0, 5, 5)]
    [InlineData(3, 5, 5)]
    [InlineData(0, 201, 200)]
    [InlineData(200, 201, 200)]
    public void Choose_FromAnywhere_TakesEachOnceUpToTheBound(int start, int count, int expected)
    {
        var open = Enumerable.Range(0, count).Select(number => Open($"{number}", ApplicationStatus.Submitted)).ToList();

        var chosen = MissingReviewTimer.Choose(open, Opened.AddDays(1), start).Select(one => one.Id).ToList();

        Assert.Equal(expected, chosen.Distinct().Count());
        Assert.Equal(expected, chosen.Count);
        Assert.Equal($"{start}", chosen[0]);
    }

    [Fact]
    public void Choose_OthersThanSubmitted_AreLeft() =>
        Assert.Empty(MissingReviewTimer.Choose([Open("1", ApplicationStatus.Returned)], Opened.AddDays(1), 0));

    private static OpenApplication Open(string id, ApplicationStatus status) => new(id, "special-fund-rd", status, Opened);

    private async Task<Application> SubmittedAsync()
    {
        var state = State();
        await bench.Store.PutAsync(state);
        return state.Application;
    }

    private Task SweepAsync() => new MissingReviewTimer(
        bench.Lists, Catalogue(FirstStage(), Stage("District")), bench.Time, NullLogger<MissingReviewTimer>.Instance)
        .StartAsync(new TimerInfo(), durable.Object, Cancellation);

    private void VerifyStarts(int times) => durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
        nameof(ReviewOrchestrator), new ReviewRequest(Id), It.Is<StartOrchestrationOptions>(options => options.InstanceId == $"review-{Id}"),
        It.IsAny<CancellationToken>()), Times.Exactly(times));
}
