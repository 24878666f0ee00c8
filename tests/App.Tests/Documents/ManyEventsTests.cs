using App.Tests.Documents.Checking;
using Azure.Storage.Blobs;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Scanning;

namespace App.Tests.Documents;

/// <summary>Events of a blob come late, twice, and all at once.</summary>
public sealed class ManyEventsTests
{
    private const int Events = 10_000;

    /// <summary>Of them, runs that have all found the blob before the first decides.</summary>
    private const int Together = 1_000;

    [Fact]
    public async Task Check_BlobIsGone_ChangesNothing()
    {
        var bench = new DocumentBench();
        var record = await bench.ReceiveAsync("no workbook"u8.ToArray());
        bench.Storage.Blobs.TryRemove($"incoming/{record.Blob}", out _);

        await bench.CheckAsync(record);

        Assert.Equal(DocumentState.Received, (await bench.SlotAsync(record)).State);
        Assert.Equal(0, bench.Scans);
        Assert.Empty(bench.Storage.Blobs);
    }

    [Theory]
    [InlineData("workbook22.xlsx", DocumentState.Accepted)]
    [InlineData("trailing.png", DocumentState.Rejected)]
    public async Task Check_AllEventsAtOnce_IsCheckedOnce(string file, DocumentState state)
    {
        var together = new Gate();
        var bench = new DocumentBench { Scanner = together };
        var content = await ContentCheckTests.ReadAsync(file);
        var record = await bench.ReceiveAsync(content);
        var blob = bench.Storage.Blob("incoming", record.Blob);

        await Task.WhenAll(Enumerable.Range(0, Events).Select(
            _ => bench.Incoming.CheckAsync(blob, record.Blob, TestContext.Current.CancellationToken)));

        Assert.InRange(together.Waited, Together, Events);
        Assert.Equal(state, (await bench.SlotAsync(record)).State);
        Assert.Single(await bench.FactsAsync(record), fact => fact is DocumentAccepted or DocumentRejected);
        Assert.Empty(bench.Storage.In("incoming"));
        var (kept, other) = state == DocumentState.Accepted ? ("accepted", "rejected") : ("rejected", "accepted");
        Assert.Equal(content, bench.Storage.Blobs[$"{kept}/{record.Blob}"].Content);
        Assert.Empty(bench.Storage.In(other));
    }

    private sealed class Gate : IMalwareScan
    {
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int waited;

        public int Waited => waited;

        public async Task<ScanResult> ScanAsync(BlobClient blob, Stream content, CancellationToken cancellation)
        {
            if (Interlocked.Increment(ref waited) == Together) all.SetResult();
            await all.Task;
            return ScanResult.Clean;
        }
    }
}
