using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Records.Log;

/// <summary>Proves by the newest checkpoint how far an aggregate's chain of facts was recorded.</summary>
public sealed class FindProof(LogStore log)
{
    /// <param name="kind">Table of the aggregate.</param>
    /// <param name="number">Of the last fact that is to be proved.</param>
    /// <returns>Of the longest part of the chain up to that fact which the log has; null when it has none yet.</returns>
    public async Task<InclusionProof?> RunAsync(
        string kind, string subject, int number, CancellationToken cancellation)
    {
        if ((await log.ReadAsync(cancellation)).Day is not { } day) return null;
        var note = await log.FindCheckpointAsync(day, cancellation);
        var size = Checkpoint.Parse(SignedNote.Parse(note!).Text).Size;
        var entries = await log.EntriesAsync(kind, subject, number, cancellation);
        if (entries.LastOrDefault(logged => logged.Index < size) is not { } logged) return null;
        var path = await new InclusionPath(tile => log.ReadTileAsync(tile, cancellation)).OfAsync(logged.Index, size);
        return new InclusionProof(logged.Entry.Text, logged.Index, path, note!);
    }
}
