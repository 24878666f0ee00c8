using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class FailuresTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Details_InputsAndOutputsNotAskedFor_AreLeftOut()
    {
        await using var host = await Breaking().OpenAsync();
        await host.RunAsync("Throw", id: "one");

        var bare = await host.Client.GetInstanceAsync("one", getInputsAndOutputs: false, Cancellation);
        var waited = await host.Client.WaitForInstanceCompletionAsync("one", getInputsAndOutputs: false, Cancellation);
        var listed = await host.Client.GetAllInstancesAsync().ToListAsync(Cancellation);
        var full = await host.FindAsync("one");

        Assert.All([bare!, waited, listed.Single()], found =>
        {
            Assert.Equal(OrchestrationRuntimeStatus.Failed, found.RuntimeStatus);
            Assert.Null(found.FailureDetails);
            Assert.Null(found.SerializedOutput);
        });
        Assert.Equal(("System.FormatException", "root"), (full.FailureDetails!.ErrorType, full.FailureDetails.ErrorMessage));
    }

    [Fact]
    public async Task Output_OfAFailedInstance_IsItsFailureInWords()
    {
        await using var host = await Breaking().OpenAsync();

        Assert.Equal("System.FormatException: root", (await host.RunAsync("Throw")).SerializedOutput);
    }

    [Fact]
    public async Task EventTimeout_Uncaught_FailsAsAnAggregateOfItsCancellation()
    {
        await using var host = new EngineUnderTest().Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Never", TimeSpan.FromDays(1)));
        await host.OpenAsync();
        var id = await host.StartAsync("Wait");
        await host.QuietAsync();

        await host.AdvanceAsync(TimeSpan.FromDays(1));

        var failure = (await host.OverAsync(id)).FailureDetails!;
        Assert.Equal("System.AggregateException", failure.ErrorType);
        Assert.Equal("System.Threading.Tasks.TaskCanceledException", failure.InnerFailure!.ErrorType);
        Assert.Null(failure.InnerFailure.InnerFailure);
    }

    [Fact]
    public async Task TaskFailure_EscapesAsItIs_KeepsTheRoot()
    {
        await using var host = await Breaking().OpenAsync();

        var failure = (await host.RunAsync("Fall")).FailureDetails!;

        Assert.True(failure.IsCausedBy<TaskFailedException>());
        Assert.Equal(("System.FormatException", "root"), (failure.InnerFailure!.ErrorType, failure.InnerFailure.ErrorMessage));
    }

    [Fact]
    public async Task TaskFailure_WrappedInAnotherException_LosesTheRoot()
    {
        await using var host = await Breaking().OpenAsync();

        var failure = (await host.RunAsync("Wrap")).FailureDetails!;

        Assert.Equal(("System.InvalidOperationException", "wrapped"), (failure.ErrorType, failure.ErrorMessage));
        Assert.True(failure.InnerFailure!.IsCausedBy<TaskFailedException>());
        Assert.DoesNotContain(Chain(failure), inner => inner.ErrorType == "System.FormatException");
    }

    [Fact]
    public async Task TaskFailure_OfActivityAndChild_SaysNameNumberAndCause()
    {
        await using var host = Breaking().Orchestrator("Tell", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            var told = new List<string>();
            foreach (var call in new Func<Task>[] { () => context.CallActivityAsync("Break"), () => context.CallSubOrchestratorAsync("Throw") })
            {
                var failed = await Assert.ThrowsAsync<TaskFailedException>(call);
                told.Add($"{failed.TaskName} {failed.TaskId} {failed.Message}");
            }

            return told;
        });
        await host.OpenAsync();

        Assert.Equal(
            [
                "Break 1 Task 'Break' (#1) failed with an unhandled exception: root",
                "Throw 2 Task 'Throw' (#2) failed with an unhandled exception: root",
            ],
            (await host.RunAsync("Tell")).ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task IsCausedBy_BaseTypesAndOthers_FollowsTheInheritance()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Break", _ => throw new OwnException())
            .Orchestrator("Ask", async context =>
            {
                var details = (await Assert.ThrowsAsync<TaskFailedException>(() => context.CallActivityAsync("Break"))).FailureDetails;
                return new[]
                {
                    details.IsCausedBy<OwnException>(),
                    details.IsCausedBy<ArithmeticException>(),
                    details.IsCausedBy<Exception>(),
                    details.IsCausedBy<DivideByZeroException>(),
                    details.IsCausedBy<InvalidOperationException>(),
                };
            });
        await host.OpenAsync();

        Assert.Equal(new[] { true, true, true, false, false }, (await host.RunAsync("Ask")).ReadOutputAs<bool[]>());
    }

    [Fact]
    public async Task IsCausedBy_TypeThatIsNoException_IsRefused()
    {
        await using var host = await Breaking().OpenAsync();
        var failure = (await host.RunAsync("Throw")).FailureDetails!;

        Assert.Throws<ArgumentException>(() => failure.IsCausedBy(typeof(string)));
    }

    [Fact]
    public async Task Throw_TaskStillOpen_FailsOnlyWhenItHasEnded()
    {
        await using var host = new EngineUnderTest().Orchestrator<int>("Hasty", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None);
            throw new FormatException("early");
        });
        await host.OpenAsync();

        var done = await host.RunAsync("Hasty");

        Assert.Equal((OrchestrationRuntimeStatus.Failed, "early"), (done.RuntimeStatus, done.FailureDetails!.ErrorMessage));
        Assert.Equal(host.Start.AddDays(2), done.LastUpdatedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Return_ActivityStillOpen_CompletesWhenItHasEndedHoweverItEnds(bool fails)
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = new EngineUnderTest()
            .ActivityAsync<string, string>("Slow", async (_, stop) =>
            {
                begun.SetResult();
                await release.Task.WaitAsync(stop);
                return fails ? throw new FormatException("unseen") : "unseen";
            })
            .Orchestrator("Early", context =>
            {
                _ = context.CallActivityAsync<string>("Slow");
                return Task.FromResult("returned");
            });
        await host.OpenAsync();
        var id = await host.StartAsync("Early");
        await begun.Task;
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.FindAsync(id)).RuntimeStatus);

        release.SetResult();

        var done = await host.OverAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Completed, "returned"), (done.RuntimeStatus, done.ReadOutputAs<string>()));
    }

    private static EngineUnderTest Breaking() => new EngineUnderTest()
        .Activity<string, string>("Break", _ => throw new FormatException("root"))
        .Orchestrator<int>("Throw", _ => throw new FormatException("root"))
        .Orchestrator("Fall", context => context.CallActivityAsync<string>("Break"))
        .Orchestrator("Wrap", async context =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Break");
            }
            catch (TaskFailedException failed)
            {
                throw new InvalidOperationException("wrapped", failed);
            }
        });

    private static IEnumerable<TaskFailureDetails> Chain(TaskFailureDetails? failure)
    {
        for (; failure is not null; failure = failure.InnerFailure) yield return failure;
    }

    private sealed class OwnException() : ArithmeticException("own");
}
