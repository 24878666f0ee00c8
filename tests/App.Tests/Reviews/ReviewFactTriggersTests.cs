using System.Text.Json;
using Azure.Messaging.ServiceBus;
using DurableTask.Core.Exceptions;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class ReviewFactTriggersTests
{
    private readonly Mock<DurableTaskClient> durable = new("test");
    private readonly ReviewFactTriggers triggers = new(new ProgrammeCatalogue(ProgrammeLoader.LoadEmbedded()));

    [Fact]
    public async Task OnFact_Submitted_StartsOnceWhateverBecameOfIt()
    {
        StartOrchestrationOptions? options = null;
        durable.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
                nameof(ReviewOrchestrator), It.IsAny<object>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
            .Callback((TaskName _, object? _, StartOrchestrationOptions? given, CancellationToken _) => options = given)
            .ThrowsAsync(new OrchestrationAlreadyExistsException());

        await OnFactAsync(ApplicationFacts.Submitted, new ApplicationSubmission(
            Id, "special-fund-rd", 1, new LocalizedText("x", "x"), "o", "440305", "it", "t", 1, 0, "applicant-1", [], []));

        Assert.Equal($"review-{Id}", options!.InstanceId);
        Assert.Equal(["Completed", "Failed", "Pending", "Running", "Suspended", "Terminated"], options.DedupeStatuses!.Order());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, true)]
    [InlineData(OrchestrationRuntimeStatus.Pending, true)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, true)]
    [InlineData(OrchestrationRuntimeStatus.Completed, false)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, false)]
    public async Task OnFact_Decided_WakesTheStageThatWaits(OrchestrationRuntimeStatus status, bool wakes)
    {
        var instance = $"review-{Id}-1-Panel";
        durable.Setup(client => client.GetInstancesAsync(instance, false, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new OrchestrationMetadata(nameof(StageOrchestrator), instance) { RuntimeStatus = status });
        durable.Setup(client => client.GetInstanceAsync(instance, It.IsAny<CancellationToken>()))
            .ReturnsAsync(new OrchestrationMetadata(nameof(StageOrchestrator), instance) { RuntimeStatus = status });

        await OnFactAsync(nameof(DecisionRecorded), new DecisionRecorded(AssignmentId.Of(Id, "Panel", 1, 1), "Panel", 1, DecisionKind.Approve, [], "d"));

        durable.Verify(
            client => client.RaiseEventAsync(instance, StageOrchestrator.Changed, It.IsAny<object>(), It.IsAny<CancellationToken>()), wakes ? Times.Once() : Times.Never());
    }

    [Theory]
    [InlineData(ApplicationFacts.Withdrawn)]
    [InlineData(ApplicationFacts.Resubmitted)]
    [InlineData("GuideOpened")]
    public async Task OnFact_UnknownReviewOrOtherFact_IsDone(string type)
    {
        await OnFactAsync(type, new { });

        durable.Verify(client => client.RaiseEventAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<object>(), It.IsAny<CancellationToken>()), Times.Never());
    }

    private Task OnFactAsync(string type, object data)
    {
        var fact = FactChain.Append(Id, FactHead.Start, [new NewFact(type, "x", data)], Opened)[0];
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(JsonSerializer.Serialize(fact, AppJson.Options)));
        return triggers.OnFactAsync(message, durable.Object, TestContext.Current.CancellationToken);
    }
}
