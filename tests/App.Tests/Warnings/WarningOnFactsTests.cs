using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Rules;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace App.Tests.Warnings;

public class WarningOnFactsTests
{
    private static readonly string Id = Sample.Signal().WarningId;
    private static readonly string Instance = $"warning-{Id}";
    private readonly Mock<DurableTaskClient> durable = new("test");

    public static TheoryData<Fact> Changes =>
    [
        new WarningVerified("it", null, WarningLevel.Red, new("断供", "Supply"), 0),
        new WarningDismissed("it", null, WarningLevel.Red, new("断供", "Supply"), 0),
        new WarningEscalated("it", null, WarningLevel.Red, new("断供", "Supply"), 2),
        new WarningUpdated("it", null, WarningLevel.Red, new("断供", "Supply"), 2),
        new WarningCancelled("it", null, WarningLevel.Red, new("断供", "Supply"), 2),
    ];

    public static TheoryData<Fact> Others =>
    [
        new WarningPublished("it", null, WarningLevel.Red, new("断供", "Supply"), 1),
        new WarningExpired("it", null, WarningLevel.Red, new("断供", "Supply"), 1),
        new WarningLapsed("it", null, WarningLevel.Red, new("断供", "Supply"), 0),
        new AssignmentsBlocked("Verification", 0, 1, 0),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fact_Drafted_StartsItsOrchestration()
    {
        await SendAsync(new WarningDrafted("it", null, WarningLevel.Red, new("断供", "Supply"), 0));

        durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
            nameof(WarningOrchestrator),
            new WarningRun(Id, false, 0),
            It.Is<StartOrchestrationOptions>(start => start.InstanceId == Instance),
            Cancellation));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Fact_OfAChange_WakesItsOrchestration(Fact fact)
    {
        var running = new OrchestrationMetadata(nameof(WarningOrchestrator), Instance)
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Running,
        };
        durable.Setup(client => client.GetInstanceAsync(Instance, Cancellation)).ReturnsAsync(running);

        await SendAsync(fact);

        durable.Verify(client => client.RaiseEventAsync(Instance, WarningOrchestrator.Changed,
            It.Is<string>(id => id.StartsWith($"{Id}-000000001-")), Cancellation));
    }

    [Fact]
    public async Task Fact_ChangeProposed_StartsItsVerification()
    {
        await SendAsync(new WarningChangeProposed("it", null, WarningLevel.Red, new("断供", "Supply"), 1) { Round = 2 });

        durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
            nameof(WarningChangeOrchestrator),
            new WarningChangeRun(Id, 2),
            It.Is<StartOrchestrationOptions>(start => start.InstanceId == $"warning-change-{Id}-2"),
            Cancellation));
    }

    public static TheoryData<Fact> Looks => [new ReportAccepted(1, "digest"), new RuleActivated("orders-falling", 1, "Why")];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Fact_ThatRulesLookAt_StartsTheLookOfItsMinutes(Fact fact)
    {
        await SendAsync(fact);

        durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
            nameof(RuleOrchestrator),
            new RuleRun(new DateTimeOffset(2026, 3, 2, 1, 6, 0, TimeSpan.Zero)),
            It.Is<StartOrchestrationOptions>(start => start.InstanceId == "rules-202603020106"),
            Cancellation));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Fact_ThatChangesNothingForIt_IsLeft(Fact fact)
    {
        await SendAsync(fact);

        durable.VerifyNoOtherCalls();
    }

    private Task SendAsync(Fact fact)
    {
        var known = FactChain.Append(Id, FactHead.Start, [new NewFact("test", fact)], Sample.Now)[0];
        var body = BinaryData.FromString(JsonSerializer.Serialize(known, AppJson.Options));
        return WarningOnFacts.OnFactAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(body), durable.Object, Cancellation);
    }
}
