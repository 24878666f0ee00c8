using LocalHost.Durable;

namespace LocalHost.Tests.Durable.TwoEngines;

/// <summary>An engine that plays one story: LocalHost's, or Durable Task's own.</summary>
internal interface IPlayer : IAsyncDisposable
{
    Task StartAsync(string orchestrator, string id, object input);

    /// <summary>Sends the event "name" without a payload of meaning.</summary>
    Task RaiseAsync(string id, string name);

    /// <summary>Returns when each activity that the instance has called so far is answered, and the instance waits again.</summary>
    Task RestsAsync(string id);

    /// <summary>Returns when the instance is over.</summary>
    Task EndsAsync(string id);

    /// <summary>The instance's executions as far as the engine keeps them, the last one last.</summary>
    IReadOnlyList<InstanceHistory> Executions(string id);
}
