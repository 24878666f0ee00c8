using App.Tests.Fixtures;
using DurableTask.Core.Exceptions;
using FunctionsApp.Platform.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace App.Tests.Platform.Durable;

public sealed class OrchestrationStartsTests
{
    private const string Instance = "work-1";
    private static readonly string[] Starting = ["WithDedupeStatuses", "ScheduleNewOrchestrationInstanceAsync"];

    private readonly Mock<DurableTaskClient> durable = new("test");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartOnce_NeverStarted_StartsItUnderItsId()
    {
        var options = Starts();

        Assert.True(await durable.Object.StartOnceAsync("Work", Instance, "input", Cancellation));

        Assert.Equal(Instance, Assert.Single(options).InstanceId);
        durable.Verify(client => client.ScheduleNewOrchestrationInstanceAsync(
            "Work", "input", It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task StartOnce_WhateverBecameOfIt_IsNotStartedAgain()
    {
        var options = Starts();

        await durable.Object.StartOnceAsync("Work", Instance, "input", Cancellation);

        Assert.Equal(
            ["Completed", "Failed", "Pending", "Running", "Suspended", "Terminated"], Assert.Single(options).DedupeStatuses!.Order());
    }

    [Fact]
    public async Task StartOnce_StartedBefore_SaysSo()
    {
        durable.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
                It.IsAny<TaskName>(), It.IsAny<object>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new OrchestrationAlreadyExistsException());

        Assert.False(await durable.Object.StartOnceAsync("Work", Instance, "input", Cancellation));
    }

    /// <summary>A second list would let the same work be done twice where the two differ.</summary>
    [Fact]
    public void DedupeStatuses_InTheSources_AreOneList() => Assert.Equal(["OrchestrationStarts.cs"], Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "functions", "App"), "*.cs", SearchOption.AllDirectories)
        .Where(file => Starting.Any(File.ReadAllText(file).Contains))
        .Select(file => Path.GetFileName(file)));

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, true)]
    [InlineData(OrchestrationRuntimeStatus.Running, true)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, true)]
    [InlineData(OrchestrationRuntimeStatus.Completed, false)]
    [InlineData(OrchestrationRuntimeStatus.Failed, false)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, false)]
    public async Task Wake_ByStatus_RaisesTheEventWhereTheInstanceIsNotOver(OrchestrationRuntimeStatus status, bool wakes)
    {
        Exists(new OrchestrationMetadata("Work", Instance) { RuntimeStatus = status });

        await durable.Object.WakeAsync(Instance, "Changed", "s1-000000001", Cancellation);

        durable.Verify(
            client => client.RaiseEventAsync(Instance, "Changed", "s1-000000001", It.IsAny<CancellationToken>()),
            wakes ? Times.Once() : Times.Never());
    }

    [Fact]
    public async Task Wake_NeverStarted_RaisesNothing()
    {
        Exists(null);

        await durable.Object.WakeAsync(Instance, "Changed", "s1-000000001", Cancellation);

        durable.Verify(
            client => client.RaiseEventAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<object>(), It.IsAny<CancellationToken>()),
            Times.Never());
    }

    private List<StartOrchestrationOptions> Starts()
    {
        var given = new List<StartOrchestrationOptions>();
        durable.Setup(client => client.ScheduleNewOrchestrationInstanceAsync(
                It.IsAny<TaskName>(), It.IsAny<object>(), It.IsAny<StartOrchestrationOptions>(), It.IsAny<CancellationToken>()))
            .Callback((TaskName _, object? _, StartOrchestrationOptions? options, CancellationToken _) => given.Add(options!))
            .ReturnsAsync(Instance);
        return given;
    }

    // One of the two overloads calls the other, which a mock leaves alone.
    private void Exists(OrchestrationMetadata? instance)
    {
        durable.Setup(client => client.GetInstanceAsync(Instance, It.IsAny<CancellationToken>())).ReturnsAsync(instance);
        durable.Setup(client => client.GetInstancesAsync(Instance, false, It.IsAny<CancellationToken>())).ReturnsAsync(instance);
    }
}
