using System.Text.Json;
using LocalHost.Clock;
using LocalHost.Durable;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>LocalHost's engine on the machine's clock, with a store of its own.</summary>
internal sealed class LocalPlayer : IPlayer
{
    private readonly string folder = Directory.CreateTempSubdirectory("two-engines-").FullName;
    private readonly WorkTracker work = new();
    private readonly DurableEngine engine;

    private LocalPlayer(Play play)
    {
        var converter = DurableEngine.WebConverter;
        var orchestrators = Play.Orchestrators.Keys.ToDictionary(
            name => name, name => new OrchestratorCode(context => play.RunAsync(name, context)));
        var activities = Play.Activities.ToDictionary(name => name, name => new ActivityCode(async (call, _) =>
            converter.Serialize(await play.ActAsync(call.InstanceId, name, converter.Deserialize<JsonElement>(call.Input)))));
        var path = Path.Combine(folder, "durable.db");
        var settings = new DurableSettings(path, ReplayEveryTurn: true) { Versioning = new Versioning(Play.Version) };
        engine = new DurableEngine(settings, orchestrators, activities, new RealClock(), work, NullLoggerFactory.Instance, converter);
    }

    public static async Task<LocalPlayer> OpenAsync(Play play)
    {
        var player = new LocalPlayer(play);
        await player.engine.StartAsync(CancellationToken.None);
        return player;
    }

    public Task StartAsync(string orchestrator, string id, object input) =>
        engine.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));

    public Task RaiseAsync(string id, string name) => engine.Client.RaiseEventAsync(id, name, "");

    public Task RestsAsync(string id) => work.WhenIdleAsync(CancellationToken.None);

    public Task EndsAsync(string id) => engine.Client.WaitForInstanceCompletionAsync(id);

    public IReadOnlyList<InstanceHistory> Executions(string id) => [engine.GetHistory(id)!];

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
