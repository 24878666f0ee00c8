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

    /// <summary>Another run took its copy away again, before this one had looked at it.</summary>
    [Fact]
    public async Task Check_CopyThatVanishes_IsMadeAgain()
    {
        var record = await bench.ReceiveAsync(Content, "a.csv");
        bench.Storage.Put("accepted", record.Blob, Content);
        bench.Storage.Looking = path =>
        {
            if (path.StartsWith("accepted/", StringComparison.Ordinal)) bench.Storage.Blobs.TryRemove(path, out _);
        };

        Assert.Equal(409, (await Assert.ThrowsAsync<RequestFailedException>(() => bench.CheckAsync(record))).Status);
        bench.Storage.Looking = _ => { };
        await bench.CheckAsync(record);

        await AssertAcceptedAsync(record);
    }

    /// <summary>Three runs read the same; the last one accepts it, and its place is changed before the others look.</summary>
    [Fact]
    public async Task Check_LateAndOtherContentInItsPlace_IsAFactOnceAndLeavesTheRecord()
    {
        var record = await bench.ReceiveAsync(Content, "a.csv");
        var run = 0;
        bench.Storage.Copying = () =>
        {
            if (++run == 3) return;
            bench.CheckAsync(record).GetAwaiter().GetResult();
            bench.Storage.Put("accepted", record.Blob, [1, 2, 3]);
            throw new RequestFailedException(409, "BlobAlreadyExists");
        };

        await bench.CheckAsync(record);

        Assert.Equal(DocumentState.Accepted, (await bench.SlotAsync(record)).State);
        var facts = await bench.FactsAsync(record);
        Assert.Equal([new DocumentAltered("budget", 1, Alteration.Changed)], facts.OfType<DocumentAltered>());
        Assert.Empty(facts.OfType<DocumentRejected>());
        Assert.Equal([1, 2, 3], bench.Storage.Blobs[$"accepted/{record.Blob}"].Content);
        Assert.Empty(bench.Storage.In("incoming"));
    }

    /// <summary>The upload was written again after it was accepted: what is accepted is as it was.</summary>
    [Fact]
    public async Task Check_LateWithOtherContentThanTheAcceptedOne_LeavesTheRecord()
    {
        var record = await bench.ReceiveAsync(Content, "a.csv", isHashed: false);
        var tag = new DocumentTag(record.Application, record.Type, record.Version, record.FileName);
        var other = Encoding.UTF8.GetBytes("name,amount\nlaser,99\n");
        bench.Storage.Copying = () =>
        {
            bench.Storage.Copying = () => { };
            bench.Storage.Put("incoming", record.Blob, Content, tag);
            bench.CheckAsync(record).GetAwaiter().GetResult();
            throw new RequestFailedException(409, "BlobAlreadyExists");
        };
        bench.Storage.Put("incoming", record.Blob, other, tag);

        await bench.CheckAsync(record);

        await AssertAcceptedAsync(record);
        Assert.Empty((await bench.FactsAsync(record)).OfType<DocumentAltered>());
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
