using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>Waits for events that end otherwise: by time, by a token, or abandoned.</summary>
public sealed class EventWaitsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_WithTimeout_ThrowsWhenItPasses(bool replay)
    {
        await using var host = new EngineUnderTest(replay).Orchestrator("Wait", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Never", TimeSpan.FromDays(1));
            }
            catch (TaskCanceledException)
            {
                // A late one is kept for the next wait, not lost in the cancelled one.
                return "late " + await context.WaitForExternalEvent<string>("Never");
            }
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Wait");
        await host.QuietAsync();
        await host.Clock.AdvanceAsync(TimeSpan.FromDays(1), TestContext.Current.CancellationToken);
        await host.QuietAsync();

        await host.RaiseAsync(id, "Never", "but");

        Assert.Equal("late but", (await host.OverAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_WithTimeout_InTimeCancelsTheTimer(bool replay)
    {
        await using var host = new EngineUnderTest(replay).Orchestrator("Wait", async context =>
        {
            var got = await context.WaitForExternalEvent<string>("Soon", TimeSpan.FromDays(1));
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return got;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Wait");
        await host.QuietAsync();

        await host.RaiseAsync(id, "Soon", "here");

        Assert.Equal("here", (await host.OverAsync(id)).ReadOutputAs<string>());
        Assert.Equal(host.Start.AddHours(1), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Event_NewestWaitCancelled_PassesOverIt()
    {
        await using var host = new EngineUnderTest().Orchestrator("Two", async context =>
        {
            using var stop = new CancellationTokenSource();
            var older = context.WaitForExternalEvent<string>("Name");
            var newer = context.WaitForExternalEvent<string>("Name", stop.Token);
            stop.Cancel();
            return $"{await older} {newer.IsCanceled}";
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Two");

        await host.RaiseAsync(id, "Name", "arrived");

        Assert.Equal("arrived True", (await host.OverAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_EveryWaitCancelled_IsKeptForTheNext()
    {
        await using var host = new EngineUnderTest().Orchestrator("Late", async context =>
        {
            using var stop = new CancellationTokenSource();
            _ = context.WaitForExternalEvent<string>("Name", stop.Token);
            _ = context.WaitForExternalEvent<string>("Name", stop.Token);
            stop.Cancel();
            await context.WaitForExternalEvent<string>("Go");
            // Of another type than the waits that are gone.
            return await context.WaitForExternalEvent<int>("Name") + await context.WaitForExternalEvent<int>("Name");
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Late");
        await host.RaiseAsync(id, "Name", "40");
        await host.RaiseAsync(id, "Name", 2);

        await host.RaiseAsync(id, "Go");

        Assert.Equal(42, (await host.OverAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Event_ThatACancelledWaitCannotRead_EndsTheExecution()
    {
        await using var host = new EngineUnderTest().Orchestrator("Wait", async context =>
        {
            using var stop = new CancellationTokenSource();
            _ = context.WaitForExternalEvent<int>("Name", stop.Token);
            stop.Cancel();
            return await context.WaitForExternalEvent<string>("Go");
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Wait");

        await host.RaiseAsync(id, "Name", "no number");

        Assert.Equal("System.Text.Json.JsonException", (await host.OverAsync(id)).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Event_AfterACancelledWait_GoesToTheNewerWaiter()
    {
        await using var host = new EngineUnderTest().Orchestrator("Two", async context =>
        {
            using var stop = new CancellationTokenSource();
            _ = context.WaitForExternalEvent<string>("Name", stop.Token);
            stop.Cancel();
            return await context.WaitForExternalEvent<string>("Name");
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Two");

        await host.RaiseAsync(id, "Name", "arrived");

        Assert.Equal("arrived", (await host.OverAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_TokenAlreadyCancelled_TakesOnlyWhatHasCome(bool early)
    {
        await using var host = new EngineUnderTest().Orchestrator("Late", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            try
            {
                return await context.WaitForExternalEvent<string>("Name", new CancellationToken(canceled: true));
            }
            catch (TaskCanceledException)
            {
                return "cancelled";
            }
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Late");
        if (early) await host.RaiseAsync(id, "Name", "early");

        await host.RaiseAsync(id, "Go");

        Assert.Equal(early ? "early" : "cancelled", (await host.OverAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("event", "here")]
    [InlineData("time", "cancelled after 3 days")]
    [InlineData("token", "cancelled after 0 days")]
    public async Task Event_WithTimeoutAndToken_EndsByWhicheverComesFirst(string first, string expected)
    {
        await using var host = new EngineUnderTest().Orchestrator("Wait", async context =>
        {
            using var stop = new CancellationTokenSource();
            var begun = context.CurrentUtcDateTime;
            var name = context.WaitForExternalEvent<string>("Name", TimeSpan.FromDays(3), stop.Token);
            var cancelled = context.WaitForExternalEvent<string>("Stop");
            if (await Task.WhenAny(name, cancelled) == cancelled) stop.Cancel();
            try
            {
                return await name;
            }
            catch (TaskCanceledException)
            {
                return $"cancelled after {(context.CurrentUtcDateTime - begun).TotalDays} days";
            }
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Wait");
        await host.QuietAsync();

        if (first == "event") await host.RaiseAsync(id, "Name", "here");
        if (first == "token") await host.RaiseAsync(id, "Stop");
        if (first == "time") await host.AdvanceAsync(TimeSpan.FromDays(3));

        Assert.Equal(expected, (await host.OverAsync(id)).ReadOutputAs<string>());
        // The time-out's timer is gone too: it would hold the instance open until its day.
        Assert.Equal(host.Start.AddDays(first == "time" ? 3 : 0), host.Clock.GetUtcNow());
        Assert.Equal(0, host.Engine.LiveTimers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_WaitsAbandonedInALoop_LoseNone(bool replay)
    {
        const int Events = 30;
        await using var host = new EngineUnderTest(replay).Orchestrator("Loop", async context =>
        {
            var seen = new List<int>();
            while (seen.Count < Events)
            {
                using var stop = new CancellationTokenSource();
                var pause = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
                var item = context.WaitForExternalEvent<int>("Item");
                if (await Task.WhenAny(item, pause) != item) continue;
                stop.Cancel();
                seen.Add(await item);
            }

            return seen;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Loop");
        for (var item = 0; item < Events; item++)
        {
            // Every third after the pauses of some hours, each of which leaves a wait behind.
            if (item % 3 == 0) await host.AdvanceAsync(TimeSpan.FromHours(item % 5));
            await host.RaiseAsync(id, "Item", item);
        }

        Assert.Equal(Enumerable.Range(0, Events), (await host.OverAsync(id)).ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task EventTimeout_Uncaught_LeavesNothingOfItsTurn()
    {
        await using var host = new EngineUnderTest()
            .Orchestrator("Other", context => context.WaitForExternalEvent<string>("Letter"))
            .Orchestrator("Wait", async context =>
            {
                try
                {
                    return await context.WaitForExternalEvent<string>("Never", TimeSpan.FromDays(1));
                }
                finally
                {
                    context.SendEvent("other", "Letter", "never sent");
                    context.SetCustomStatus("never shown");
                }
            });
        await host.OpenAsync();
        await host.StartAsync("Other", id: "other");
        var id = await host.StartAsync("Wait");
        await host.QuietAsync();

        await host.AdvanceAsync(TimeSpan.FromDays(1));

        var done = await host.OverAsync(id);
        await host.QuietAsync();
        Assert.Equal("System.AggregateException", done.FailureDetails!.ErrorType);
        Assert.Null(done.SerializedCustomStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.FindAsync("other")).RuntimeStatus);
    }
}
