using System.Text;
using LocalHost.Durable;
using LocalHost.Tests.Durable;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests;

public sealed class HistoryCommandTests
{
    [Fact]
    public async Task Export_OfAHostThatRuns_IsTheInstancesHistory()
    {
        await using var host = await WaitingAsync();

        var (code, output) = Run("history", "export", "one", "--data", Folder(host));

        var history = HistoryJson.ReadHistory(Encoding.UTF8.GetBytes(output));
        Assert.Equal((0, "one", "Wait", OrchestrationRuntimeStatus.Running), (code, history.Instance, history.Orchestrator, history.Status));
        Assert.Equal("\"input\"", Assert.Single(history.Turns.SelectMany(turn => turn.Received).OfType<ExecutionStarted>()).Input);
    }

    [Fact]
    public async Task List_OfAStore_HasEveryInstanceWithItsStatus()
    {
        await using var host = await WaitingAsync();
        await host.RunAsync("Done", id: "another");

        var (code, output) = Run("history", "list", "--data", Folder(host));

        Assert.Equal(0, code);
        Assert.Equal(
            [["another", "Done", "Completed"], ["one", "Wait", "Running"]],
            output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[..3]));
    }

    [Fact]
    public async Task Replay_OfAFolder_EndsWithOneWhenCodeDiffers()
    {
        await using var host = await WaitingAsync();
        var folder = Directory.CreateDirectory(Path.Combine(Folder(host), "histories")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "wait.json"), Run("history", "export", "one", "--data", Folder(host)).Output, TestContext.Current.CancellationToken);

        var (code, output) = Run("history", "replay", folder);

        // App has no orchestration of this name.
        Assert.Equal(1, code);
        Assert.StartsWith("wait.json: DIFFERS. History row 1 of instance 'one', decision 1: the history holds nothing there", output);
        Assert.Contains("OrchestratorTaskNotFound", output);
    }

    [Fact]
    public async Task Export_NoSuchInstanceOrStore_SaysSo()
    {
        await using var host = await WaitingAsync();

        Assert.Contains("has no instance 'two'", Assert.Throws<LocalHostException>(() => Run("history", "export", "two", "--data", Folder(host))).Message);
        Assert.Contains("There is no durable store", Assert.Throws<LocalHostException>(() => Run("history", "list", "--data", Path.Combine(Folder(host), "none"))).Message);
    }

    [Fact]
    public async Task List_OfAnotherVersionsStore_SaysWhatToDo()
    {
        await using var host = await WaitingAsync();
        await host.Engine.DisposeAsync();
        await using (var store = new SqliteConnection($"Data Source={host.Path};Pooling=False"))
        {
            store.Open();
            using var age = store.CreateCommand();
            age.CommandText = "PRAGMA user_version=1";
            age.ExecuteNonQuery();
        }

        var refused = Assert.Throws<LocalHostException>(() => Run("history", "list", "--data", Folder(host)));

        Assert.Contains($"has version 1; this LocalHost writes version {DurableSchema.Version}", refused.Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("""{"instance":"x","orchestrator":"X","version":"","status":"Running","turns":[{"time":"2026-03-02T01:00:00Z"}]}""")]
    public async Task Replay_FileThatIsNoHistory_IsNamed(string content)
    {
        var folder = Directory.CreateTempSubdirectory("histories-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "odd.json"), content, TestContext.Current.CancellationToken);

        var wrong = Assert.Throws<LocalHostException>(() => Run("history", "replay", folder));

        Assert.Contains("odd.json is not an exported history", wrong.Message);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("history")]
    [InlineData("history", "show")]
    [InlineData("history", "export")]
    [InlineData("history", "replay")]
    [InlineData("history", "list", "--exit")]
    [InlineData("history", "export", "one", "two")]
    public void Words_ThatAreIncomplete_AreRefused(params string[] words) => Assert.Throws<FormatException>(() => CommandLine.Parse(words));

    private static async Task<EngineUnderTest> WaitingAsync()
    {
        var host = new EngineUnderTest()
            .Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Go"))
            .Orchestrator("Done", _ => Task.FromResult(1));
        await host.OpenAsync();
        await host.StartAsync("Wait", "input", "one");
        await host.QuietAsync();
        return host;
    }

    private static string Folder(EngineUnderTest host) => Path.GetDirectoryName(host.Path)!;

    private static (int Code, string Output) Run(params string[] words)
    {
        using var output = new StringWriter();
        return (HistoryCommand.Run(CommandLine.Parse(words), output), output.ToString());
    }
}
