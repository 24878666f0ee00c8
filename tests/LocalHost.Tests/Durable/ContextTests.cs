using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests.Durable;

public sealed class ContextTests
{
    [Fact]
    public void NewGuid_KnownName_IsTheOfficialVersionFive()
    {
        // Made with RFC 9562's algorithm by another implementation: uuid5(9e952958-…, "a_2026-01-01T00:00:00.0000000Z_0").
        var made = DeterministicGuid.Create("a", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), 0);

        Assert.Equal(Guid.Parse("d709716f-e246-5dda-87be-c303a1f27554"), made);
    }

    [Fact]
    public async Task NewGuid_AndTime_StayTheSameOnReplay()
    {
        var seen = new List<(Guid, Guid, DateTime)>();
        await using var host = new EngineUnderTest().Orchestrator("Same", async context =>
        {
            seen.Add((context.NewGuid(), context.NewGuid(), context.CurrentUtcDateTime));
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return 0;
        });
        await host.OpenAsync();

        await host.RunAsync("Same");

        // Two turns, each run, replayed and judged, the second on a replay of the first.
        Assert.Equal(6, seen.Count);
        Assert.Single(seen.Distinct());
        Assert.NotEqual(seen[0].Item1, seen[0].Item2);
    }

    [Fact]
    public async Task ReplaySafeLogger_ReplayedTurns_WritesOnce()
    {
        var lines = new List<string>();
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(new Lines(lines)));
        await using var host = new EngineUnderTest { Loggers = loggers }.Orchestrator("Talk", async context =>
        {
            var logger = context.CreateReplaySafeLogger("Talk");
            for (var i = 0; i < 3; i++)
            {
                logger.LogInformation("line {Number}", i);
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            }

            return 0;
        });
        await host.OpenAsync();

        await host.RunAsync("Talk");

        Assert.Equal(["line 0", "line 1", "line 2"], lines);
    }

    [Fact]
    public async Task Version_OfTheStart_IsTheContexts()
    {
        await using var host = new EngineUnderTest().Orchestrator("Version", context => Task.FromResult(context.Version));
        await host.OpenAsync();
        var options = new StartOrchestrationOptions("v") { Version = "2.1" };

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Version", options, TestContext.Current.CancellationToken);

        Assert.Equal("2.1", (await host.OverAsync("v")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task IsReplaying_OverARunAndItsReplays_IsFalseOnceAtEachPlace()
    {
        var seen = new List<string>();
        await using var host = new EngineUnderTest { Judged = false }.Orchestrator("Watch", async context =>
        {
            seen.Add($"begin {context.IsReplaying}");
            await context.WaitForExternalEvent<string>("A");
            seen.Add($"A {context.IsReplaying}");
            await context.WaitForExternalEvent<string>("B");
            seen.Add($"B {context.IsReplaying}");
            return 0;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Watch");
        await host.QuietAsync();

        // Suspension and resumption are turns too, so the two events come in the fourth.
        await host.RaiseTogetherAsync(id, ("A", null), ("B", null));
        await host.OverAsync(id);

        Assert.Equal(["begin False", "A False", "B False"], seen.Where(line => line.EndsWith("False", StringComparison.Ordinal)));
        Assert.Equal(["begin True", "A False", "B False", "begin True", "A True", "B True"], seen.TakeLast(6));
    }

    [Fact]
    public async Task IsReplaying_CodeKeptInMemory_IsNeverTrue()
    {
        var seen = new List<bool>();
        await using var host = new EngineUnderTest(replayEveryTurn: false) { Judged = false }.Orchestrator("Watch", async context =>
        {
            for (var i = 0; i < 3; i++)
            {
                seen.Add(context.IsReplaying);
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            }

            return 0;
        });
        await host.OpenAsync();

        await host.RunAsync("Watch");

        Assert.Equal([false, false, false], seen);
    }

    [Fact]
    public async Task CurrentUtcDateTime_SeveralMessagesInATurn_IsTheTurnsAndOne()
    {
        await using var host = new EngineUnderTest().Orchestrator("Watch", async context =>
        {
            var times = new List<DateTime> { context.CurrentUtcDateTime };
            foreach (var name in new[] { "A", "B" })
            {
                await context.WaitForExternalEvent<string>(name);
                times.Add(context.CurrentUtcDateTime);
            }

            return times;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Watch");
        await host.QuietAsync();
        await host.SuspendAsync(id);
        foreach (var name in new[] { "A", "B" })
        {
            await host.AdvanceAsync(TimeSpan.FromDays(1));
            await host.RaiseAsync(id, name);
        }

        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.ResumeAsync(id);

        var start = host.Start.UtcDateTime;
        Assert.Equal([start, start.AddDays(3), start.AddDays(3)], (await host.OverAsync(id)).ReadOutputAs<List<DateTime>>()!);
    }

    private sealed class Lines(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => categoryName == "Talk" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));

        public void Dispose() { }
    }
}
