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

        // Two turns, each run and then replayed, the second on a replay of the first.
        Assert.Equal(4, seen.Count);
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
    public async Task CustomStatus_SetInATurn_IsSeenAfterIt()
    {
        await using var host = new EngineUnderTest().Orchestrator("Report", async context =>
        {
            context.SetCustomStatus(new { stage = "open" });
            await context.WaitForExternalEvent<string>("Go");
            context.SetCustomStatus("closed");
            return 0;
        });
        await host.OpenAsync();
        var id = await host.StartAsync("Report");
        await host.QuietAsync();

        Assert.Equal("""{"stage":"open"}""", (await host.FindAsync(id)).SerializedCustomStatus);
        await host.RaiseAsync(id, "Go");
        Assert.Equal("closed", (await host.EndAsync(id)).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task Version_OfTheStart_IsTheContexts()
    {
        await using var host = new EngineUnderTest().Orchestrator("Version", context => Task.FromResult(context.Version));
        await host.OpenAsync();
        var options = new StartOrchestrationOptions("v") { Version = "2.1" };

        await host.Client.ScheduleNewOrchestrationInstanceAsync("Version", options, TestContext.Current.CancellationToken);

        Assert.Equal("2.1", (await host.EndAsync("v")).ReadOutputAs<string>());
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
