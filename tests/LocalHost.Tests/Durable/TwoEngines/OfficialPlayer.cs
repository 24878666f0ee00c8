using DurableTask.Core;
using DurableTask.Core.History;
using LocalHost.Durable;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>Plays one story on the hub of all.</summary>
internal sealed class OfficialPlayer(OfficialHub hub, Play play) : IPlayer
{
    public Task StartAsync(string orchestrator, string id, object input)
    {
        var instance = new OrchestrationInstance { InstanceId = id, ExecutionId = Guid.NewGuid().ToString("N") };
        var start = new ExecutionStartedEvent(-1, DurableEngine.WebConverter.Serialize(input))
        {
            Name = orchestrator,
            Version = Play.Version,
            OrchestrationInstance = instance,
        };
        return hub.Client.CreateTaskOrchestrationAsync(new TaskMessage { OrchestrationInstance = instance, Event = start });
    }

    public Task RaiseAsync(string id, string name) => hub.Client.SendTaskOrchestrationMessageAsync(new TaskMessage
    {
        OrchestrationInstance = new OrchestrationInstance { InstanceId = id },
        Event = new EventRaisedEvent(-1, DurableEngine.WebConverter.Serialize("")) { Name = name },
    });

    public async Task RestsAsync(string id)
    {
        var called = play.Records[id].Called;
        while (true)
        {
            // Asked for before the look, so that no turn falls between the two.
            var turn = hub.NextTurn;
            if (hub.Resting(id) >= called) return;
            await turn;
        }
    }

    public Task EndsAsync(string id) => hub.Client.WaitForOrchestrationAsync(id, null, TimeSpan.FromMinutes(5), CancellationToken.None);

    public IReadOnlyList<InstanceHistory> Executions(string id) =>
        OfficialTurns.Of(id, [.. hub.Executions(id).Select(state => state.Events.AsReadOnly())]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
