using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace App.Tests.Alerts.Drafts;

public sealed class MissingAlertDraftTimerTests
{
    private readonly MemoryAlerts alerts = new();
    private readonly Mock<DurableTaskClient> durable = new("test");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public async Task Sweep_DraftWithoutAnApproval_StartsItOnceSettled(int minutes, int starts)
    {
        await alerts.DraftAsync();
        alerts.App.Time.Advance(TimeSpan.FromMinutes(minutes));

        await SweepAsync();

        durable.Verify(
            client => client.ScheduleNewOrchestrationInstanceAsync(
                nameof(AlertDraftOrchestrator), new AlertDraftRun(alerts.Id),
                It.Is<StartOrchestrationOptions>(options => options.InstanceId == $"alert-draft-{alerts.Id}"), It.IsAny<CancellationToken>()),
            Times.Exactly(starts));
    }

    [Fact]
    public async Task Sweep_DraftWithdrawn_StartsNothing()
    {
        await alerts.DraftAsync();
        await alerts.WithdrawAsync();
        alerts.App.Time.Advance(TimeSpan.FromDays(1));

        await SweepAsync();

        Assert.Empty(durable.Invocations);
    }

    private Task SweepAsync() =>
        new MissingAlertDraftTimer(alerts.App.Lists, new MissingRuns(alerts.App.Time, NullLogger<MissingRuns>.Instance))
        .StartAsync(new TimerInfo(), durable.Object, Cancellation);
}
