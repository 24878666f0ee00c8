using System.Text.Json;
using App.Tests.Fixtures;
using Azure.Messaging.ServiceBus;
using DurableTask.Core.Exceptions;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class ReviewOnFactsTests
{
    private readonly Mock<DurableTaskClient> durable = new("test");
    private readonly MemoryApp app = new(Opened, ReviewAggregate.Kind, []);

    public static TheoryData<Fact, string> Waking => new()
    {
        { new ApplicationResubmitted(1, [], []), ReviewOrchestrator.Resubmitted },
        { new ApplicationWithdrawn(), ReviewOrchestrator.Withdrawn },
    };

    public static TheoryData<Fact> Others =>
        [new ApplicationWithdrawn(), new ApplicationResubmitted(1, [], []), new ApplicationReturned(1, [])];

    [Fact]
    public async Task OnFact_Submitted_StartsOnceWhateverBecameOfIt()
    {
        StartOrchestrationOptions? options = null;
        object? input = null;
        durable.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
                nameof(ReviewOrchestrator), It.IsAny<object>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
            .Callback(
                (TaskName _, object? start, StartOrchestrationOptions? given, CancellationToken _) => (input, options) = (start, given))
            .ThrowsAsync(new OrchestrationAlreadyExistsException());

        await OnFactAsync(new ApplicationSubmitted("special-fund-rd", 1, []));

        Assert.Equal(new ReviewRequest(Id), input);
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
        Knows(instance, status);

        await OnFactAsync(new DecisionRecorded(AssignmentId.Of(Panel(1), 1), "Panel", 1, DecisionKind.Approve, [], "d"));

        Verify(instance, StageRequest.Changed, wakes ? Times.Once() : Times.Never());
    }

    [Fact]
    public async Task OnFact_DecidedWhileTheStageMustWait_WakesNothing()
    {
        var instance = $"review-{Id}-1-Panel";
        Knows(instance, OrchestrationRuntimeStatus.Running);

        await OnFactAsync(new DecisionRecorded(AssignmentId.Of(Panel(1), 1), "Panel", 1, DecisionKind.Approve, [], "d")
        {
            StillWaits = true,
        });

        Verify(instance, StageRequest.Changed, Times.Never());
    }

    [Fact]
    public async Task OnFact_PersonTakenOff_WakesTheStageThatWaits()
    {
        Knows($"review-{Id}-1-Panel", OrchestrationRuntimeStatus.Running);

        await OnFactAsync(new FunctionsApp.Assignments.Overseeing.AssigneeTakenOff(AssignmentId.Of(Panel(1), 1), "Panel", 1, "a"));

        Verify($"review-{Id}-1-Panel", StageRequest.Changed, Times.Once());
    }

    [Theory]
    [MemberData(nameof(Waking), DisableDiscoveryEnumeration = true)]
    public async Task OnFact_ResubmittedOrWithdrawn_WakesTheReview(Fact fact, string name)
    {
        Knows($"review-{Id}", OrchestrationRuntimeStatus.Running);

        await OnFactAsync(fact);

        Verify($"review-{Id}", name, Times.Once());
    }

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public async Task OnFact_UnknownReviewOrOtherFact_IsDone(Fact fact)
    {
        await OnFactAsync(fact);

        VerifyNothing();
    }

    [Fact]
    public async Task OnFact_OfAnotherVersionOfTheApp_IsDone()
    {
        Knows($"review-{Id}", OrchestrationRuntimeStatus.Running);

        await OnFactAsync(Sealed(new ApplicationWithdrawn()) with { Type = "ApplicationPostponed" });

        VerifyNothing();
    }

    /// <summary>After an appeal the first review has ended, and the second one waits.</summary>
    [Theory]
    [MemberData(nameof(Waking), DisableDiscoveryEnumeration = true)]
    public async Task OnFact_AfterAnAppeal_WakesTheReviewThatContinues(Fact fact, string name)
    {
        Knows($"review-{Id}", OrchestrationRuntimeStatus.Completed);
        Knows($"review-{Id}-appeal", OrchestrationRuntimeStatus.Running);

        await OnFactAsync(fact);

        Verify($"review-{Id}", name, Times.Never());
        Verify($"review-{Id}-appeal", name, Times.Once());
    }

    [Fact]
    public async Task OnFact_Appealed_StartsTheExamination()
    {
        await OnFactAsync(new AppealSubmitted("Panel", 0));

        VerifyStart(nameof(AppealOrchestrator), $"appeal-{Id}", new AppealRun(Id));
    }

    [Fact]
    public async Task OnFact_Dismissed_WakesTheExaminationAlone()
    {
        Knows($"appeal-{Id}", OrchestrationRuntimeStatus.Running);

        await OnFactAsync(new AppealDismissed("Panel", 0));

        Verify($"appeal-{Id}", AppealOrchestrator.Changed, Times.Once());
        durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
            It.IsAny<TaskName>(), It.IsAny<object>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()), Times.Never());
    }

    [Fact]
    public async Task OnFact_Upheld_WakesTheExaminationAndContinuesTheReview()
    {
        Knows($"appeal-{Id}", OrchestrationRuntimeStatus.Running);

        await OnFactAsync(new AppealUpheld("Panel", 0));

        Verify($"appeal-{Id}", AppealOrchestrator.Changed, Times.Once());
        VerifyStart(nameof(ReviewOrchestrator), $"review-{Id}-appeal", new ReviewRequest(Id) { AfterAppeal = true });
    }

    private void VerifyStart(string orchestrator, string instance, object input) => durable.Verify(
        client => client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator, input, It.Is<StartOrchestrationOptions>(options => options.InstanceId == instance),
            It.IsAny<CancellationToken>()),
        Times.Once());

    private Task OnFactAsync(Fact fact) => OnFactAsync(Sealed(fact));

    private async Task OnFactAsync(SealedFact fact)
    {
        await app.Store.PutAsync(State());
        var partners = new WriteToPartners(
            app.Store, Catalogue(FirstStage()), app.Tools.Staff, new FunctionsApp.Mail.LetterSender(app.Bus.Client));
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString(JsonSerializer.Serialize(fact, AppJson.Options)));
        await new ReviewOnFacts(new Questions([]), partners).OnFactAsync(message, durable.Object, TestContext.Current.CancellationToken);
    }

    private static SealedFact Sealed(Fact fact) => FactChain.Append(Id, FactHead.Start, [new NewFact("x", fact)], Opened)[0];

    private void Verify(string instance, string name, Times times) =>
        durable.Verify(client => client.RaiseEventAsync(instance, name, It.IsAny<object>(), It.IsAny<CancellationToken>()), times);

    private void VerifyNothing() =>
        durable.Verify(
            client => client.RaiseEventAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<object>(), It.IsAny<CancellationToken>()),
            Times.Never());

    private void Knows(string instance, OrchestrationRuntimeStatus status)
    {
        var metadata = new OrchestrationMetadata("name", instance) { RuntimeStatus = status };
        durable.Setup(client => client.GetInstancesAsync(instance, false, It.IsAny<CancellationToken>())).ReturnsAsync(metadata);
        durable.Setup(client => client.GetInstanceAsync(instance, It.IsAny<CancellationToken>())).ReturnsAsync(metadata);
    }
}
