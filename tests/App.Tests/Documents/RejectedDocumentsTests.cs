using App.Tests.Documents.Checking;
using Azure;
using FunctionsApp.Applications;
using FunctionsApp.Documents;

namespace App.Tests.Documents;

public sealed class RejectedDocumentsTests
{
    private static readonly TimeSpan Days = TimeSpan.FromDays(30);
    private static readonly byte[] Bad = "no workbook"u8.ToArray();
    private readonly DocumentBench bench = new();

    [Fact]
    public async Task Check_Rejected_IsMovedOutOfQuarantine()
    {
        var record = await bench.ReceiveAsync(Bad);

        await bench.CheckAsync(record);

        Assert.Equal([record.Blob], bench.Storage.In("rejected"));
        Assert.Empty(bench.Storage.In("incoming"));
        Assert.Empty(bench.Storage.In("accepted"));
        Assert.Equal(Bad, bench.Storage.Blobs[$"rejected/{record.Blob}"].Content);
        Assert.Equal(record.Application, DocumentTag.Read(bench.Storage.Blobs[$"rejected/{record.Blob}"].Metadata)!.Application);
    }

    [Fact]
    public async Task Check_AcceptedOrSuperseded_IsNotKept()
    {
        var record = await bench.ReceiveAsync(Bad);
        var application = (await bench.StateAsync(record)).Application;
        var newer = await bench.ReceiveAsync(await ContentCheckTests.ReadAsync("workbook22.xlsx"), into: application);

        await bench.CheckAsync(record);
        await bench.CheckAsync(newer);

        Assert.Empty(bench.Storage.In("rejected"));
        Assert.Equal([newer.Blob], bench.Storage.In("accepted"));
    }

    /// <summary>Each run may end after any of its steps.</summary>
    [Fact]
    public async Task Check_CrashBeforeTheCopy_IsMadeUpByTheNextRun()
    {
        var record = await bench.ReceiveAsync(Bad);
        bench.Storage.Copying = () => throw new RequestFailedException(503, "busy");
        await Assert.ThrowsAsync<RequestFailedException>(() => bench.CheckAsync(record));
        Assert.Equal(DocumentState.Rejected, (await bench.SlotAsync(record)).State);
        bench.Storage.Copying = () => { };

        await bench.CheckAsync(record);
        await bench.CheckAsync(record);

        Assert.Equal([record.Blob], bench.Storage.In("rejected"));
        Assert.Empty(bench.Storage.In("incoming"));
        Assert.Single((await bench.FactsAsync(record)).OfType<DocumentRejected>());
    }

    /// <summary>The address of an upload lives on for minutes after its check.</summary>
    [Fact]
    public async Task Check_WrittenAgainAfterItsRejection_KeepsWhatWasRefused()
    {
        var record = await bench.ReceiveAsync(Bad);
        var tag = new DocumentTag(record.Application, record.Type, record.Version, record.FileName);
        await bench.CheckAsync(record);

        bench.Storage.Put("incoming", record.Blob, "harmless"u8.ToArray(), tag);
        await bench.CheckAsync(record);

        Assert.Equal(Bad, bench.Storage.Blobs[$"rejected/{record.Blob}"].Content);
        Assert.Empty(bench.Storage.In("incoming"));
    }

    [Fact]
    public async Task Check_BlobWithSnapshots_IsClearedAway()
    {
        var record = await bench.ReceiveAsync(Bad);
        bench.Storage.Snapshots.Add($"incoming/{record.Blob}");

        await bench.CheckAsync(record);

        Assert.Empty(bench.Storage.In("incoming"));
    }

    [Fact]
    public async Task Check_AnotherRunClearedItAwayMeanwhile_IsDone()
    {
        var record = await bench.ReceiveAsync(Bad);
        bench.Storage.Copying = () => bench.Storage.Blobs.TryRemove($"incoming/{record.Blob}", out _);

        await bench.CheckAsync(record);

        Assert.Equal(DocumentState.Rejected, (await bench.SlotAsync(record)).State);
    }

    [Fact]
    public async Task Clear_ByDays_RemovesWhatIsOver()
    {
        var record = await bench.ReceiveAsync(Bad);
        await bench.CheckAsync(record);
        bench.Storage.Put("rejected", "of-unknown-origin", Bad, at: bench.Under.Time.GetUtcNow() + TimeSpan.FromDays(1));

        bench.Under.Time.Advance(Days - TimeSpan.FromTicks(1));
        await ClearAsync();
        Assert.Equal(2, bench.Storage.In("rejected").Count());

        bench.Under.Time.Advance(TimeSpan.FromTicks(1));
        await Task.WhenAll(ClearAsync(), ClearAsync());
        Assert.Equal(["of-unknown-origin"], bench.Storage.In("rejected"));

        bench.Under.Time.Advance(TimeSpan.FromDays(1));
        await ClearAsync();
        Assert.Empty(bench.Storage.In("rejected"));
    }

    private Task ClearAsync() => bench.Rejected.ClearAsync(TestContext.Current.CancellationToken);
}
