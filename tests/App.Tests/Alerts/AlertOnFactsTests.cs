using System.Text.Json;
using App.Tests.Fixtures;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Alerts;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Warnings;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace App.Tests.Alerts;

public class AlertOnFactsTests
{
    private const string Id = "draft000000000000000";
    private const string Instance = $"alert-draft-{Id}";
    private readonly AlertStore store = new(new MemoryTables());
    private readonly Mock<DurableTaskClient> durable = new("test");

    public static TheoryData<Fact> Answers =>
        [new AlertApproved(["it"], DateTimeOffset.UnixEpoch), new AlertRejected(["it"]), new AlertWithdrawn(["it"])];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fact_Drafted_StartsItsOrchestration()
    {
        await SendAsync(new AlertDrafted(["it"], DateTimeOffset.UnixEpoch));

        durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
            nameof(AlertDraftOrchestrator),
            new AlertDraftRun(Id),
            It.Is<StartOrchestrationOptions>(start => start.InstanceId == Instance),
            Cancellation));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Fact_OfAnAnswer_WakesItsOrchestration(Fact fact)
    {
        var running = new OrchestrationMetadata(nameof(AlertDraftOrchestrator), Instance)
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Running,
        };
        durable.Setup(client => client.GetInstanceAsync(Instance, Cancellation)).ReturnsAsync(running);

        await SendAsync(fact);

        durable.Verify(client => client.RaiseEventAsync(
            Instance, AlertDraftOrchestrator.Changed, It.Is<string>(id => id.StartsWith($"{Id}-000000001-")), Cancellation));
    }

    [Fact]
    public async Task Fact_ThatIsNews_WaitsForTheMorning()
    {
        await SendAsync(new WarningPublished("it", null, WarningLevel.Red, new("断供", "Supply"), 1));
        await SendAsync(new AlertPublished(["biotech"]));

        Assert.True(await store.HasWorkAsync("it", Cancellation));
        Assert.False(await store.HasWorkAsync("biotech", Cancellation));
        durable.VerifyNoOtherCalls();
    }

    private Task SendAsync(Fact fact)
    {
        var body = BinaryData.FromString(JsonSerializer.Serialize(AlertRulesTests.Fact(fact, Id), AppJson.Options));
        return new AlertOnFacts(store).OnFactAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(body), durable.Object, Cancellation);
    }
}
