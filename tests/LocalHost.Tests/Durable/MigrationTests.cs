using LocalHost.Durable;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

/// <summary>Stores of an earlier LocalHost go on; those of a later one are left alone.</summary>
public sealed class MigrationTests
{
    /// <summary>Version 1: activities without their version, timers without their order.</summary>
    private const string Version1 =
        """
        CREATE TABLE instances(
            key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, generation INTEGER NOT NULL, turns INTEGER NOT NULL,
            name TEXT NOT NULL, version TEXT NOT NULL, status INTEGER NOT NULL, input TEXT, output TEXT, failure BLOB, custom TEXT, tags BLOB,
            parent INTEGER, created INTEGER NOT NULL, updated INTEGER NOT NULL);
        CREATE INDEX instances_parent ON instances(parent) WHERE parent IS NOT NULL;
        CREATE TABLE history(instance INTEGER NOT NULL, turn INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(instance, turn)) WITHOUT ROWID;
        CREATE TABLE inbox(row INTEGER PRIMARY KEY, instance INTEGER NOT NULL, generation INTEGER NOT NULL, front INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE INDEX inbox_instance ON inbox(instance);
        CREATE TABLE activities(
            instance INTEGER NOT NULL, task INTEGER NOT NULL, generation INTEGER NOT NULL, name TEXT NOT NULL, input TEXT,
            PRIMARY KEY(instance, task)) WITHOUT ROWID;
        CREATE TABLE timers(
            instance INTEGER NOT NULL, task INTEGER NOT NULL, generation INTEGER NOT NULL, due INTEGER NOT NULL, retry INTEGER NOT NULL,
            calendar INTEGER NOT NULL, PRIMARY KEY(instance, task)) WITHOUT ROWID;
        PRAGMA user_version=1;
        """;

    private const string Migration =
        """
        ALTER TABLE activities ADD COLUMN version TEXT NOT NULL DEFAULT '';
        CREATE INDEX timers_due ON timers(calendar, due);
        """;

    [Fact]
    public async Task Open_Version1_GoesOnWithWhatWaitsRunsAndIsDue()
    {
        await using var host = Review();
        WriteVersion1(host);

        await host.OpenAsync();

        await AssertGoesOnAsync(host);
        Assert.Equal(2L, Scalar(host.Path, "PRAGMA user_version"));
    }

    [Fact]
    public async Task Open_Version1Twice_MigratesOnce()
    {
        await using var host = Review();
        WriteVersion1(host);
        using (new DurableStore(host.Path))
        {
            Assert.Equal(2L, Scalar(host.Path, "PRAGMA user_version"));
        }

        await host.OpenAsync();

        await AssertGoesOnAsync(host);
    }

    [Fact]
    public async Task Open_Version1_NewActivitiesKeepTheirVersionAcrossReopens()
    {
        var release = new TaskCompletionSource();
        await using var host = Review().ActivityAsync<string, string>("Slow", async (_, stop) =>
        {
            await release.Task.WaitAsync(stop);
            return "slow";
        })
        .Orchestrator("Late", context => context.CallActivityAsync<string>(context.GetInput<string>()!));
        WriteVersion1(host);
        await host.OpenAsync();
        await host.ScheduleAsync("Late", new StartOrchestrationOptions("late") { Version = "2.1" }, "Slow");
        await host.Client.WaitForInstanceStartAsync("late", TestContext.Current.CancellationToken);

        await host.ReopenAsync();

        Assert.Equal("2.1", Scalar(host.Path, "SELECT version FROM activities WHERE name='Slow'"));
        release.SetResult();
        Assert.Equal("slow", (await host.OverAsync("late")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_MigrationInterrupted_FileIsUsable(bool afterTheCommit)
    {
        await using var host = Review();
        await using var other = Review();
        WriteVersion1(host);
        await using (var interrupted = new SqliteConnection($"Data Source={host.Path};Pooling=False"))
        {
            interrupted.Open();
            Execute(interrupted, "PRAGMA journal_mode=WAL; PRAGMA cache_size=1");
            Execute(interrupted, $"BEGIN IMMEDIATE; {Migration} PRAGMA user_version=2;");
            if (afterTheCommit) Execute(interrupted, "COMMIT");
            // What is on disk while the step is under way is what a killed process leaves.
            foreach (var end in new[] { "", "-wal" }) File.Copy(host.Path + end, other.Path + end);
        }

        await other.OpenAsync();

        await AssertGoesOnAsync(other);
        Assert.Equal(2L, Scalar(other.Path, "PRAGMA user_version"));
    }

    [Fact]
    public async Task Open_LaterVersion_IsRefusedAndLeftAsItIs()
    {
        await using var host = await new EngineUnderTest().OpenAsync();
        await host.Engine.DisposeAsync();
        Write(host.Path, "PRAGMA user_version=3");

        var refused = await Assert.ThrowsAsync<DurableStoreException>(host.OpenAsync);

        Assert.Equal(
            $"The durable store '{host.Path}' has version 3; this LocalHost writes version 2 and cannot use it. "
            + "Start the LocalHost that made it, or move the file away to begin with an empty store.",
            refused.Message);
        Assert.Equal(3L, Scalar(host.Path, "PRAGMA user_version"));
        Write(host.Path, "PRAGMA user_version=2");
        await host.OpenAsync();
    }

    private static EngineUnderTest Review() => new EngineUnderTest()
        .Activity<string, string>("Think", text => text + " thought")
        .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go", TimeSpan.FromDays(30)))
        .Orchestrator("Call", context => context.CallActivityAsync<string>("Think", context.GetInput<string>()))
        .Orchestrator("Sleep", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return context.CurrentUtcDateTime;
        })
        .Orchestrator("New", _ => Task.FromResult("new"));

    private static async Task AssertGoesOnAsync(EngineUnderTest host)
    {
        await host.RaiseAsync("waiting", "Go", "come");
        Assert.Equal("come", (await host.OverAsync("waiting")).ReadOutputAs<string>());
        Assert.Equal("deep thought", (await host.OverAsync("working")).ReadOutputAs<string>());
        Assert.Equal("fresh thought", (await host.OverAsync("new")).ReadOutputAs<string>());
        Assert.Equal(host.Start.AddDays(1).UtcDateTime, (await host.OverAsync("sleeping")).ReadOutputAs<DateTime>());
        Assert.Equal("new", (await host.RunAsync("New")).ReadOutputAs<string>());
    }

    /// <summary>One that waits for an event with a time-out, one whose activity is scheduled, one with a timer, one not begun.</summary>
    private static void WriteVersion1(EngineUnderTest host)
    {
        var start = host.Start.UtcTicks;
        var (day, month) = (host.Start.AddDays(1).UtcTicks, host.Start.AddDays(30).UtcTicks);
        Write(
            host.Path,
            $$"""
            PRAGMA journal_mode=WAL;
            {{Version1}}
            INSERT INTO instances(key,id,generation,turns,name,version,status,input,created,updated) VALUES
                (1,'waiting',1,1,'Wait','',0,NULL,{{start}},{{start}}),
                (2,'working',1,1,'Call','',0,'"deep"',{{start}},{{start}}),
                (3,'sleeping',1,1,'Sleep','',0,NULL,{{start}},{{start}}),
                (4,'new',1,0,'Call','',6,'"fresh"',{{start}},{{start}});
            INSERT INTO history VALUES
                (1,1,CAST('{"time":"2026-03-02T01:00:00Z","received":[{"kind":"started","name":"Wait","version":""}],
                    "decided":[{"kind":"timerCreated","fireAt":"2026-04-01T01:00:00Z"}]}' AS BLOB)),
                (2,1,CAST('{"time":"2026-03-02T01:00:00Z","received":[{"kind":"started","name":"Call","version":"","input":"deep"}],
                    "decided":[{"kind":"activityScheduled","name":"Think","version":"","input":"deep"}]}' AS BLOB)),
                (3,1,CAST('{"time":"2026-03-02T01:00:00Z","received":[{"kind":"started","name":"Sleep","version":""}],
                    "decided":[{"kind":"timerCreated","fireAt":"2026-03-03T01:00:00Z"}]}' AS BLOB));
            INSERT INTO inbox VALUES (1,4,1,1,CAST('{"kind":"started","name":"Call","version":"","input":"fresh"}' AS BLOB));
            INSERT INTO activities VALUES (2,0,1,'Think','"deep"');
            INSERT INTO timers VALUES (1,0,1,{{month}},0,1), (3,0,1,{{day}},0,0);
            """);
    }

    private static void Write(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, sql);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object Scalar(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }
}
