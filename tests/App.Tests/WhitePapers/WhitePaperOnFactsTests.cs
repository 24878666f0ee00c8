using System.Text.Json;
using App.Tests.Alerts;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.WhitePapers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace App.Tests.WhitePapers;

/// <summary>Papers are started by the timer, and woken by answers.</summary>
public sealed class WhitePaperOnFactsTests
{
    private const string Instance = "white-paper-2025-Q4-2";
    private readonly Mock<DurableTaskClient> durable = new("test");

    public static TheoryData<Fact> Answers => [new WhitePaperApproved("2025-Q4", 2), new WhitePaperRejected("2025-Q4", 2)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Make_OfAReleasedQuarter_StartsItsPaper()
    {
        var memory = new MemoryPapers();
        await memory.ReleaseAsync(MemoryPapers.Quarter, 10);

        await new WhitePaperTimer(memory.Plan).MakeAsync(new TimerInfo(), durable.Object, Cancellation);

        durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
            nameof(WhitePaperOrchestrator),
            memory.Run,
            It.Is<StartOrchestrationOptions>(start => start.InstanceId == "white-paper-2025-Q4-1"),
            Cancellation));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Fact_OfAnAnswer_WakesItsOrchestration(Fact fact)
    {
        var running = new OrchestrationMetadata(nameof(WhitePaperOrchestrator), Instance)
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Running,
        };
        durable.Setup(client => client.GetInstanceAsync(Instance, Cancellation)).ReturnsAsync(running);

        await SendAsync(fact);

        durable.Verify(client => client.RaiseEventAsync(
            Instance, WhitePaperOrchestrator.Changed, It.IsAny<string>(), Cancellation));
    }

    [Fact]
    public async Task Fact_OfAPaperThatIsPreparedAgain_StartsItsNextEdition()
    {
        await SendAsync(new WhitePaperReopened("2025-Q4", 1));

        durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
            nameof(WhitePaperOrchestrator), new WhitePaperRun("2025-Q4", 2),
            It.Is<StartOrchestrationOptions>(start => start.InstanceId == Instance), Cancellation));
    }

    [Fact]
    public async Task Fact_Otherwise_WakesNothing()
    {
        await SendAsync(new WhitePaperDrafted("2025-Q4", 2, "digest"));

        durable.VerifyNoOtherCalls();
    }

    private Task SendAsync(Fact fact)
    {
        var body = BinaryData.FromString(JsonSerializer.Serialize(AlertRulesTests.Fact(fact), AppJson.Options));
        return new WhitePaperOnFacts().OnFactAsync(
            ServiceBusModelFactory.ServiceBusReceivedMessage(body), durable.Object, Cancellation);
    }
}
