using FunctionsApp.Platform.Durable;
using FunctionsApp.Warnings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace App.Tests.Warnings;

public sealed class MissingWarningTimerTests
{
    private readonly MemoryWarnings warnings = new();
    private readonly Mock<DurableTaskClient> durable = new("test");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public async Task Sweep_DraftWithoutAVerification_StartsItOnceSettled(int minutes, int starts)
    {
        await warnings.DraftAsync();
        warnings.App.Time.Advance(TimeSpan.FromMinutes(minutes));

        await SweepAsync();

        VerifyStarts(nameof(WarningOrchestrator), new WarningRun(warnings.Id), $"warning-{warnings.Id}", starts);
    }

    [Fact]
    public async Task Sweep_DraftIsVerified_StartsNothing()
    {
        await warnings.VerifiedAsync();
        warnings.App.Time.Advance(TimeSpan.FromDays(1));

        await SweepAsync();

        Assert.Empty(durable.Invocations);
    }

    [Fact]
    public async Task Sweep_VerificationRuns_LeavesItAlone()
    {
        await warnings.DraftAsync();
        warnings.App.Time.Advance(TimeSpan.FromDays(1));
        var instance = $"warning-{warnings.Id}";
        durable.Setup(client => client.GetInstanceAsync(instance, Cancellation)).ReturnsAsync(
            new OrchestrationMetadata(nameof(WarningOrchestrator), instance));

        await SweepAsync();

        VerifyStarts(nameof(WarningOrchestrator), new WarningRun(warnings.Id), instance, 0);
    }

    [Fact]
    public async Task Sweep_ChangeWithoutAVerification_StartsItsRoundAlone()
    {
        await warnings.VerifiedAsync();
        await warnings.ChangeAsync(state => PublishWarning.Decide(state, warnings.By("p")));
        await warnings.ChangeAsync(state => UpdateWarning.Decide(state, Sample.NewHeadline, warnings.By("p")));
        warnings.App.Time.Advance(TimeSpan.FromMinutes(10));

        await SweepAsync();

        VerifyStarts(nameof(WarningChangeOrchestrator), new WarningChangeRun(warnings.Id, 1), $"warning-change-{warnings.Id}-1", 1);
        durable.Verify(client => client.GetInstanceAsync($"warning-{warnings.Id}", It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Sweep_ChangeLapsed_StartsNothing()
    {
        await warnings.VerifiedAsync();
        await warnings.ChangeAsync(state => PublishWarning.Decide(state, warnings.By("p")));
        await warnings.ChangeAsync(state => UpdateWarning.Decide(state, Sample.NewHeadline, warnings.By("p")));
        await warnings.ChangeAsync(state => LapseChange.Decide(state, 1, "timer"));
        warnings.App.Time.Advance(TimeSpan.FromDays(1));

        await SweepAsync();

        Assert.Empty(durable.Invocations);
    }

    private Task SweepAsync() =>
        new MissingWarningTimer(warnings.App.Lists, new MissingRuns(warnings.App.Time, NullLogger<MissingRuns>.Instance))
            .StartAsync(new TimerInfo(), durable.Object, Cancellation);

    private void VerifyStarts(string orchestrator, object run, string instance, int times) => durable.Verify(
        client => client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator, run, It.Is<StartOrchestrationOptions>(options => options.InstanceId == instance), It.IsAny<CancellationToken>()),
        Times.Exactly(times));
}
