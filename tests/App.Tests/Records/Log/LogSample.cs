using FunctionsApp.Records.Log;

namespace App.Tests.Records.Log;

/// <summary>A log that has one entry and one checkpoint.</summary>
internal static class LogSample
{
    public static readonly DateOnly Day = new(2026, 3, 3);

    public static readonly NoteSigner Signer = new("records.example/log", [.. Enumerable.Repeat((byte)3, 32)]);

    /// <summary>Safe to call twice.</summary>
    public static async Task SealAsync(this LogStore log, LogEntry entry, CancellationToken cancellation)
    {
        if ((await log.ReadAsync(cancellation)).Size > 0) return;
        var tree = LogTree.Empty;
        foreach (var tile in tree.Append([entry.Leaf()])) await log.WriteTileAsync(tile, cancellation);
        await log.WriteEntryAsync(new LoggedEntry(entry, 0), cancellation);
        var checkpoint = new Checkpoint(Signer.Verifier.Name, tree.Size, tree.Root());
        await log.WriteCheckpointAsync(Day, Signer.Sign(checkpoint.Text), cancellation);
        await log.WriteAsync(LogState.None with { Size = 1, Applied = 1, Day = Day }, cancellation);
    }
}
