using System.Text;
using App.Tests.Applications;
using App.Tests.Documents.Checking;
using Azure;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Scanning;

namespace App.Tests.Documents;

/// <summary>A check that runs twice, or late, never writes over what is accepted.</summary>
public sealed class AcceptedOnceTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("name,amount\nlaser,12\n");

    private readonly DocumentBench bench = new();

    [Fact]
    public async Task Check_TwoAtTheSameMoment_CopyOnce()
    {
        var record = await bench.ReceiveAsync(Content, "a.csv");
        bench.Storage.Copying = () =>
        {
            bench.Storage.Copying = () => { };
            bench.CheckAsync(record).GetAwaiter().GetResult();
            bench.Storage.Put("incoming", record.Blob, Content);
        };

        await bench.CheckAsync(record);

        Assert.Equal([$"accepted/{record.Blob}"], bench.Storage.Copies);
        await AssertAcceptedAsync(record);
    }

    /// <summary>The process ended between its copy and its commit.</summary>
    [Fact]
    public async Task Check_CopyOfAnEarlierRun_IsTaken()
    {
        var record = await bench.ReceiveAsync(Content, "a.csv");
        bench.Storage.Put("accepted", record.Blob, Content);

        await bench.CheckAsync(record);

        Assert.Empty(bench.Storage.Copies);
        await AssertAcceptedAsync(record);
    }

    [Fact]
    public async Task Check_OtherContentInItsPlace_IsRefusedAndLeavesIt()
    {
        var record = await bench.ReceiveAsync(Content, "a.csv");
        bench.Storage.Put("accepted", record.Blob, [1, 2, 3]);

        await bench.CheckAsync(record);

        var slot = await bench.SlotAsync(record);
        Assert.Equal((DocumentState.Rejected, "altered"), (slot.State, slot.ReasonCode));
        Assert.Equal([1, 2, 3], bench.Storage.Blobs[$"accepted/{record.Blob}"].Content);
        Assert.Equal([record.Blob], bench.Storage.In("rejected"));
    }

    [Fact]
    public async Task Check_CopyUnderWay_WaitsForIt()
    {
        var record = await bench.ReceiveAsync(Content, "a.csv");
        Place(record, [], CopyStatus.Pending);

        await Assert.ThrowsAsync<RequestFailedException>(() => bench.CheckAsync(record));
        Place(record, Content, CopyStatus.Success);
        await bench.CheckAsync(record);

        await AssertAcceptedAsync(record);
    }

    [Fact]
    public async Task Check_CopyThatFailed_IsMadeAgain()
    {
        var record = await bench.ReceiveAsync(Content, "a.csv");
        Place(record, [], CopyStatus.Failed);

        await Assert.ThrowsAsync<RequestFailedException>(() => bench.CheckAsync(record));
        await bench.CheckAsync(record);

        await AssertAcceptedAsync(record);
    }

    private void Place(DocumentRecord record, byte[] content, CopyStatus status)
    {
        bench.Storage.Put("accepted", record.Blob, content);
        bench.Storage.Blobs[$"accepted/{record.Blob}"] = bench.Storage.Blobs[$"accepted/{record.Blob}"] with { Copy = status };
    }

    private async Task AssertAcceptedAsync(DocumentRecord record)
    {
        var slot = await bench.SlotAsync(record);
        var stored = bench.Storage.Blobs[$"accepted/{record.Blob}"];
        Assert.Equal((DocumentState.Accepted, $"{stored.ETag}"), (slot.State, slot.BlobETag));
        Assert.Equal(Content, stored.Content);
        Assert.Single((await bench.FactsAsync(record)).OfType<DocumentAccepted>());
    }
}
