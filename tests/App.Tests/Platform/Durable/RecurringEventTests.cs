using FunctionsApp.Platform.Durable;
using Microsoft.DurableTask;
using Moq;

namespace App.Tests.Platform.Durable;

public sealed class RecurringEventTests
{
    private static readonly DateTime Moment = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    /// <param name="passesOver">An event passes over cancelled waits, as since version 1.27 of the worker, or is lost in them.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ComesBefore_MomentsThatPassBetweenEvents_LosesNoEvent(bool passesOver)
    {
        var events = new Events(passesOver);
        var changed = new RecurringEvent(events.Context, "Changed");
        for (var round = 0; round < 3; round++)
        {
            var passed = changed.ComesBeforeAsync(Moment);
            events.Pass();
            Assert.False(await passed);
            var waited = changed.ComesBeforeAsync(Moment);
            events.Raise();
            Assert.Equal(0, events.Lost);
            Assert.True(await waited);
            events.Raise();
            Assert.Equal((0, 1), (events.Lost, events.Kept));
            Assert.True(await changed.ComesBeforeAsync(Moment));
        }

        Assert.Equal(0, events.Waits);
    }

    /// <summary>An orchestration's waits and timers, as far as the worker's rules for them matter here.</summary>
    private sealed class Events
    {
        private readonly bool passesOver;
        private readonly Mock<TaskOrchestrationContext> context = new(MockBehavior.Strict);
        private readonly Stack<TaskCompletionSource<string?>> waits = new();
        private readonly List<TaskCompletionSource> timers = [];

        public Events(bool passesOver)
        {
            this.passesOver = passesOver;
            context.Setup(to => to.WaitForExternalEvent<string?>("Changed", It.IsAny<CancellationToken>()))
                .Returns((string _, CancellationToken stop) => Wait(stop));
            context.Setup(to => to.CreateTimer(Moment, It.IsAny<CancellationToken>()))
                .Returns((DateTime _, CancellationToken stop) => Time(stop));
        }

        public TaskOrchestrationContext Context => context.Object;

        public int Kept { get; private set; }

        public int Lost { get; private set; }

        public int Waits => waits.Count;

        public void Raise()
        {
            while (waits.TryPop(out var newest))
            {
                if (newest.TrySetResult(null)) return;
                if (passesOver) continue;
                Lost++;
                return;
            }

            Kept++;
        }

        public void Pass() => timers.ForEach(timer => timer.TrySetResult());

        private Task<string?> Wait(CancellationToken stop)
        {
            var wait = new TaskCompletionSource<string?>();
            if (Kept > 0)
            {
                Kept--;
                wait.SetResult(null);
                return wait.Task;
            }

            waits.Push(wait);
            stop.Register(() => wait.TrySetCanceled(stop));
            return wait.Task;
        }

        private Task Time(CancellationToken stop)
        {
            var timer = new TaskCompletionSource();
            timers.Add(timer);
            stop.Register(() => timer.TrySetCanceled(stop));
            return timer.Task;
        }
    }
}
