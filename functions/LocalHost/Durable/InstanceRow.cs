using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>An instance as the writer finds it. Its generation counts its executions from 1.</summary>
internal sealed record InstanceRow(long Key, string Id, int Generation, OrchestrationRuntimeStatus Status)
{
    public static readonly IReadOnlyList<OrchestrationRuntimeStatus> Over =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    public bool IsOver => Over.Contains(Status);
}

/// <summary>What a turn makes of an instance's row.</summary>
internal sealed record InstanceAdvance(long Key, int Generation, int NextGeneration, int Turns, OrchestrationRuntimeStatus Status, DateTimeOffset Time)
{
    public string? Output { get; init; }

    public byte[]? Failure { get; init; }

    public string? CustomStatus { get; init; }

    public bool ReplacesInput { get; init; }

    public string? Input { get; init; }

    public string? Version { get; init; }

    /// <summary>The execution neither ends nor begins again: most turns.</summary>
    public bool IsOneStep => !ReplacesInput && Output is null && Failure is null;
}
