using LocalHost.Durable;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Durable;

public sealed class DurableStoreTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(99)]
    public async Task Open_OtherVersion_IsRefusedWithTheRemedy(int version)
    {
        await using var host = await new EngineUnderTest().OpenAsync();
        await host.Engine.DisposeAsync();
        Execute(host.Path, $"PRAGMA user_version={version}");

        var refused = await Assert.ThrowsAsync<DurableStoreException>(host.OpenAsync);

        Assert.Contains($"has version {version}", refused.Message);
        Assert.Contains("move the file away", refused.Message);
    }

    [Fact]
    public async Task Open_FileThatIsNoStore_IsRefused()
    {
        await using var host = new EngineUnderTest();
        await File.WriteAllTextAsync(host.Path, new string('x', 5000), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<DurableStoreException>(host.OpenAsync);
    }

    [Fact]
    public async Task Open_InUse_IsRefused()
    {
        await using var host = await new EngineUnderTest().OpenAsync();

        Assert.Contains("in use", Assert.Throws<DurableStoreException>(() => new DurableStore(host.Path)).Message);
    }

    [Fact]
    public async Task Commit_DiskFull_StopsTheEngineAndWritesNoHalf()
    {
        await using var host = new EngineUnderTest()
            .Activity<string, string>("Grow", _ => new string('x', 3_000_000))
            .Orchestrator("Fill", context => context.CallActivityAsync<string>("Grow"));
        await host.OpenAsync();
        using (var limit = host.Engine.Store.Connection.CreateCommand())
        {
            limit.CommandText = "PRAGMA max_page_count=200";
            limit.ExecuteNonQuery();
        }

        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync("Fill", id: "fill"));

        Assert.Contains("stopped", stopped.Message);
        Assert.Equal(13, Assert.IsType<SqliteException>(await host.Engine.Faulted).SqliteErrorCode);
        await Assert.ThrowsAnyAsync<Exception>(() => host.RaiseAsync("fill", "Any"));
        await host.ReopenAsync();
        Assert.Equal(3_000_000, (await host.EndAsync("fill")).ReadOutputAs<string>()!.Length);
    }

    [Fact]
    public async Task Commit_FileLockedByAnother_StopsTheEngine()
    {
        await using var host = new EngineUnderTest().Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"));
        await host.OpenAsync();
        await host.StartAsync("Wait", id: "one");
        await host.QuietAsync();
        await using (var other = new SqliteConnection($"Data Source={host.Path};Pooling=False"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();

            await Assert.ThrowsAsync<SqliteException>(() => host.RaiseAsync("one", "Go", "lost"));
        }

        Assert.Equal(5, Assert.IsType<SqliteException>(await host.Engine.Faulted).SqliteErrorCode);
        await host.ReopenAsync();
        await host.RaiseAsync("one", "Go", "kept");
        Assert.Equal("kept", (await host.EndAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Stop_ThenCall_SaysThatItDoesNotRun()
    {
        await using var host = await new EngineUnderTest().OpenAsync();
        await host.Engine.StopAsync(TestContext.Current.CancellationToken);

        Assert.Contains("not running", (await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync("Any"))).Message);
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
