using FunctionsApp.Warnings;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace App.Tests.Warnings;

/// <summary>The orchestration's turns; activities answer from a script by time.</summary>
public class WarningOrchestratorTests
{
    private static readonly DateTime Start = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
    private static readonly WarningTimes Times = new(TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(24), TimeSpan.FromHours(6));

    [Fact]
    public async Task Run_NobodyVerifies_RemindsPassesOnAndLapses()
    {
        var context = new Script(_ => WarningStatus.Draft);

        Assert.Equal(WarningStatus.Lapsed, await RunAsync(context));
        Assert.Equal([(0, VerificationStep.Ask), (4, VerificationStep.Remind), (8, VerificationStep.AskDelegate)], context.Asked);
        Assert.Equal(24, context.Hours);
    }

    [Fact]
    public async Task Run_DismissedWithoutAnEvent_IsSeenByTheNextLook()
    {
        var context = new Script(hours => hours >= 9 ? WarningStatus.Dismissed : WarningStatus.Draft);

        Assert.Equal(WarningStatus.Dismissed, await RunAsync(context));
        Assert.Equal(14, context.Hours);
        Assert.Equal(0, context.Announced);
    }

    [Fact]
    public async Task Run_Verified_AnnouncesUntilItsEnd()
    {
        var context = new Script(hours => hours >= 30 ? WarningStatus.Expired : hours >= 4 ? WarningStatus.Published : WarningStatus.Draft) { Expires = 30 };

        Assert.Equal(WarningStatus.Expired, await RunAsync(context));
        Assert.Equal(30, context.Hours);
        Assert.Single(context.Asked);
    }

    [Fact]
    public async Task Run_LongLife_GoesOnAsNewWithoutAskingAgain()
    {
        var context = new Script(hours => hours < 4 ? WarningStatus.Draft : WarningStatus.Published) { Expires = 24 * 90 };

        await RunAsync(context);

        Assert.True(Assert.IsType<WarningRun>(context.Next).Verified);
        var second = new Script(_ => WarningStatus.Cancelled);
        Assert.Equal(WarningStatus.Cancelled, await WarningOrchestrator.RunAsync(second, (WarningRun)context.Next!));
        Assert.Empty(second.Asked);
    }

    private static Task<WarningStatus> RunAsync(Script context) => WarningOrchestrator.RunAsync(context, new WarningRun("x", Times));

    /// <summary>A context whose waits always run into their time.</summary>
    private sealed class Script(Func<int, WarningStatus> status) : TaskOrchestrationContext
    {
        private DateTime now = Start;

        public List<(int, VerificationStep)> Asked { get; } = [];

        public int Announced { get; private set; }

        public int Expires { get; init; }

        public object? Next { get; private set; }

        public int Hours => (int)(now - Start).TotalHours;

        public override TaskName Name => nameof(WarningOrchestrator);

        public override string InstanceId => "warning-x";

        public override ParentOrchestrationInstance? Parent => null;

        public override DateTime CurrentUtcDateTime => now;

        public override bool IsReplaying => false;

        protected override ILoggerFactory LoggerFactory => throw new NotSupportedException();

        public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
        {
            object? answer = name.Name switch
            {
                nameof(AskVerifierActivity) => Ask((VerificationRequest)input!),
                nameof(ReadWarningActivity) => status(Hours),
                nameof(LapseWarningActivity) => WarningStatus.Lapsed,
                nameof(AnnounceWarningActivity) => Announce(),
                _ => throw new NotSupportedException(name.Name),
            };
            return Task.FromResult((TResult)answer!);
        }

        public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
        {
            now = fireAt;
            return Task.CompletedTask;
        }

        public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new NotSupportedException();
        }

        public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => Next = newInput;

        public override T? GetInput<T>()
            where T : default => throw new NotSupportedException();

        public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

        public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

        public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) => throw new NotSupportedException();

        public override Guid NewGuid() => throw new NotSupportedException();

        private object? Ask(VerificationRequest request)
        {
            Assert.Equal(Start + Times.Lapse, request.Expires.UtcDateTime);
            Asked.Add((Hours, request.Step));
            return null;
        }

        private WarningTurn Announce()
        {
            Announced++;
            return new WarningTurn(status(Hours), new DateTimeOffset(Start.AddHours(Expires)));
        }
    }
}
