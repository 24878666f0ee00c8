using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>A turn, and all that it was decided from.</summary>
/// <param name="Code">What decided.</param>
/// <param name="History">The turns before it, oldest first; the first one begins with the start.</param>
/// <param name="CustomStatus">JSON after the turn, null if none.</param>
/// <param name="Stopped">The engine ended the execution, whose code broke a rule of orchestrators.</param>
public sealed record DecidedTurn(
    string Instance,
    OrchestratorCode Code,
    DataConverter Converter,
    string DefaultVersion,
    IReadOnlyList<Turn> History,
    Turn Turn,
    string? CustomStatus,
    bool Stopped);
