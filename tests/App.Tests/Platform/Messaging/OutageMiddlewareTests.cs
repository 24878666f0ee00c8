using System.Collections.Immutable;
using Azure;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using Grpc.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace App.Tests.Platform.Messaging;

public class OutageMiddlewareTests
{
    private readonly JumpingTime time = new();
    private int calls;

    [Fact]
    public async Task Message_StorageSilentForAMinute_IsHandledAfterIt()
    {
        var silentUntil = time.GetUtcNow().AddMinutes(1);
        await RunAsync("serviceBusTrigger",
            () => time.GetUtcNow() < silentUntil ? new AggregateException(new RequestFailedException(0, "refused")) : null);

        Assert.InRange(calls, 4, 10);
    }

    [Theory]
    [InlineData("serviceBusTrigger")]
    [InlineData("blobTrigger")]
    [InlineData("timerTrigger")]
    public async Task Trigger_HostFailsForALongMinute_IsHandledAfterIt(string trigger)
    {
        var silentUntil = time.GetUtcNow().AddSeconds(98);
        await RunAsync(trigger, () => time.GetUtcNow() < silentUntil ? new RpcException(new Status(StatusCode.Unknown, "no")) : null);

        Assert.InRange(calls, 5, 10);
    }

    [Fact]
    public async Task Message_StorageSilentForLong_FailsBeforeItsLockIsLost()
    {
        var begun = time.GetUtcNow();
        await Assert.ThrowsAsync<RequestFailedException>(
            () => RunAsync("serviceBusTrigger", () => new RequestFailedException(503, "busy")));

        Assert.InRange(time.GetUtcNow() - begun, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4));
    }

    [Theory]
    [InlineData("serviceBusTrigger", 412)]
    [InlineData("httpTrigger", 503)]
    [InlineData("activityTrigger", 503)]
    public async Task Failure_ThatIsNoOutageOrHasOtherRetries_PassesAtOnce(string trigger, int status)
    {
        await Assert.ThrowsAsync<RequestFailedException>(() => RunAsync(trigger, () => new RequestFailedException(status, "no")));

        Assert.Equal(1, calls);
    }

    private async Task RunAsync(string trigger, Func<Exception?> outcome)
    {
        var binding = Mock.Of<BindingMetadata>(binding => binding.Type == trigger);
        var definition = Mock.Of<FunctionDefinition>(definition =>
            definition.Name == "F" && definition.InputBindings == ImmutableDictionary<string, BindingMetadata>.Empty.Add(
                "message", binding));
        var context = Mock.Of<FunctionContext>(context => context.FunctionDefinition == definition);
        await new OutageMiddleware(time, NullLogger<OutageMiddleware>.Instance).Invoke(context, _ =>
        {
            calls++;
            return outcome() is { } failure ? Task.FromException(failure) : Task.CompletedTask;
        });
    }

    /// <summary>Time that passes by being waited for.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long ticks = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero).Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

        public override long GetTimestamp() => Interlocked.Read(ref ticks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Add(ref ticks, dueTime.Ticks);
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
