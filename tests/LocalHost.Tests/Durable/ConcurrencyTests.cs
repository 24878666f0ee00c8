using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class ConcurrencyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Activities_AtOnce_ReachTheLimitAndNoMore(int limit)
    {
        var meeting = new Meeting(limit);
        await using var host = new EngineUnderTest(replayEveryTurn: false) { MaxConcurrentActivities = limit }
            .ActivityAsync<int, int>("Busy", async (number, _) =>
            {
                await meeting.ComeAsync();
                meeting.Go();
                return number;
            })
            .Orchestrator("Many", async context =>
                (await Task.WhenAll(Enumerable.Range(0, 12).Select(number => context.CallActivityAsync<int>("Busy", number)))).Length);
        await host.OpenAsync();

        Assert.Equal(12, (await host.RunAsync("Many")).ReadOutputAs<int>());
        Assert.Equal(limit, meeting.Most);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Turns_AtOnce_ReachTheLimitAndNoMore(int limit)
    {
        var meeting = new Meeting(limit);
        await using var host = new EngineUnderTest(replayEveryTurn: false) { MaxConcurrentOrchestrators = limit }
            .Orchestrator("Busy", context =>
            {
                // A turn is synchronous: it holds its place while it waits here for as many others as may run.
                meeting.ComeAsync().GetAwaiter().GetResult();
                meeting.Go();
                return Task.FromResult(context.GetInput<int>());
            });
        await host.OpenAsync();

        var done = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => host.RunAsync("Busy", number)));

        Assert.Equal(Enumerable.Range(0, 12), done.Select(found => found.ReadOutputAs<int>()));
        Assert.Equal(limit, meeting.Most);
    }

    [Fact]
    public async Task Instances_Waiting_TakeNoPlaceOfThoseThatRun()
    {
        await using var host = new EngineUnderTest { MaxConcurrentOrchestrators = 1, MaxConcurrentActivities = 1 }
            .Activity<int, int>("Think", number => number)
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"))
            .Orchestrator("Call", context => context.CallActivityAsync<int>("Think", 7));
        await host.OpenAsync();
        for (var i = 0; i < 20; i++) await host.StartAsync("Wait");

        Assert.Equal(7, (await host.RunAsync("Call")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Hosts_TwoInOneProcess_RunAtOnceAndShareNothing()
    {
        var meeting = new Meeting(2);
        await using var one = Host("one");
        await using var other = Host("other");
        await one.OpenAsync();
        await other.OpenAsync();
        await one.StartAsync("Race", id: "same");
        await other.StartAsync("Race", id: "same");
        await Task.WhenAll(one.QuietAsync(), other.QuietAsync());

        await one.AdvanceAsync(TimeSpan.FromDays(3));
        await other.RaiseAsync("same", "Go", "raised");

        Assert.Equal("one overdue", (await one.OverAsync("same")).ReadOutputAs<string>());
        Assert.Equal("other raised", (await other.OverAsync("same")).ReadOutputAs<string>());
        Assert.Equal((one.Start.AddDays(3), other.Start), (one.Clock.GetUtcNow(), other.Clock.GetUtcNow()));
        Assert.Equal(2, meeting.Most);

        EngineUnderTest Host(string name) => new EngineUnderTest()
            .ActivityAsync<string, string>("Meet", async (_, _) =>
            {
                await meeting.ComeAsync();
                meeting.Go();
                return name;
            })
            .Orchestrator("Race", async context =>
            {
                var who = await context.CallActivityAsync<string>("Meet");
                using var stop = new CancellationTokenSource();
                var due = context.CreateTimer(TimeSpan.FromDays(3), stop.Token);
                var raised = context.WaitForExternalEvent<string>("Go");
                if (await Task.WhenAny(due, raised) == due) return $"{who} overdue";
                stop.Cancel();
                return $"{who} {await raised}";
            });
    }

    /// <summary>Nobody goes on until as many have come as belong together.</summary>
    private sealed class Meeting(int size)
    {
        private readonly Lock gate = new();
        private TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int come, present;

        public int Most { get; private set; }

        public Task ComeAsync()
        {
            lock (gate)
            {
                Most = Math.Max(Most, ++present);
                var mine = full.Task;
                if (++come % size == 0)
                {
                    _ = BeginAsync(full);
                    full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                return mine;
            }
        }

        public void Go()
        {
            lock (gate) present--;
        }

        /// <summary>Not at once, so that one too many would come in.</summary>
        private static Task BeginAsync(TaskCompletionSource meeting) => Task.Run(async () =>
        {
            for (var i = 0; i < 1_000; i++) await Task.Yield();
            meeting.SetResult();
        });
    }
}
