using App.Tests.Fixtures;
using Azure;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Records.Log;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace App.Tests.Records.Log;

public sealed class SealRecordsTests
{
    private static readonly Aggregate<Counter> Counters = new(Topology.ApplicationsTable, Part.Own<Counter>());
    private static readonly DateOnly Day = new(2026, 3, 3);

    private static readonly LogOptions Options = new()
    {
        LogName = "records.example/log", LogSecret = Convert.ToBase64String(new byte[32]),
    };

    private readonly StoreUnderTest under = new(Counters);
    private readonly MemoryBlobs blobs = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LogStore Log => new(under.Tables, blobs.Client);

    [Fact]
    public async Task Run_OnChangedChains_ProvesEachOfThem()
    {
        var heads = new Dictionary<string, FactHead>();
        foreach (var id in new[] { "a", "b", "c" }) heads[id] = await CountAsync(id, times: 3);

        Assert.Equal(3, await Seal().RunAsync(Day, Cancellation));

        foreach (var (id, head) in heads)
        {
            var text = await ProveAsync(Log, new LogEntry(Counters.Table, id, head.Number, head.Hash));
            Assert.True(text.Length <= 2048);
        }
    }

    [Fact]
    public async Task Run_OnTheNextDay_AppendsWhatChangedAlone()
    {
        await CountAsync("a", times: 1);
        await CountAsync("b", times: 1);
        await Seal().RunAsync(Day, Cancellation);
        var head = await CountAsync("a", times: 2);

        Assert.Equal(1, await Seal().RunAsync(Day.AddDays(1), Cancellation));
        Assert.Equal(0, await Seal().RunAsync(Day.AddDays(2), Cancellation));

        Assert.Equal(3, (await Log.ReadAsync(Cancellation)).Size);
        var earlier = (await new FindProof(Log).RunAsync(Counters.Table, "a", head.Number - 1, Cancellation))!;
        Assert.Equal(1, LogEntry.Parse(earlier.Entry).Number);
        await ProveAsync(Log, new LogEntry(Counters.Table, "a", head.Number, head.Hash));
        Assert.Equal(3, blobs.Written.Keys.Count(name => name.Contains("checkpoint/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_TwiceOnADay_SignsOnce()
    {
        await CountAsync("a", times: 1);
        await Seal().RunAsync(Day, Cancellation);
        var signed = await Log.FindCheckpointAsync(Day, Cancellation);
        await CountAsync("b", times: 1);

        Assert.Null(await Seal().RunAsync(Day, Cancellation));

        Assert.Equal(signed, await Log.FindCheckpointAsync(Day, Cancellation));
    }

    [Fact]
    public async Task Run_WithoutKey_LeavesEverythingForLater()
    {
        await CountAsync("a", times: 1);

        Assert.Null(await Seal(new LogOptions()).RunAsync(Day, Cancellation));

        Assert.Equal(1, await Seal().RunAsync(Day, Cancellation));
    }

    [Theory]
    [InlineData(FaultKind.Dies)]
    [InlineData(FaultKind.DiesAfter)]
    [InlineData(FaultKind.Fails)]
    [InlineData(FaultKind.AnswerLost)]
    [InlineData(FaultKind.RefusedAgain)]
    public async Task Run_AfterOneThatFailedAnywhere_ProvesEachChain(object fault)
    {
        var count = await RunTwiceAsync(new Faults(_ => null));

        Assert.True(count > 5);
        for (var position = 0; position < count; position++) await RunTwiceAsync(Faults.At(position, (FaultKind)fault));
    }

    /// <returns>Operations of the first run.</returns>
    private static async Task<int> RunTwiceAsync(Faults faults)
    {
        var (part, files) = (new StoreUnderTest(Counters), new MemoryBlobs());
        foreach (var id in new[] { "a", "b" }) await CountAsync(part, id, times: 2);
        part.Tables.Faults = faults;
        try
        {
            await Seal(part, files).RunAsync(Day, Cancellation);
        }
        catch (Exception exception) when (exception is RequestFailedException or StaleStateException)
        {
            // The next tick continues.
        }

        var count = faults.Count;
        part.Tables.Faults = null;
        await CountAsync(part, "a", times: 1);
        await Seal(part, files).RunAsync(Day.AddDays(1), Cancellation);
        var log = new LogStore(part.Tables, files.Client);
        foreach (var (id, number) in new[] { ("a", 3), ("b", 2) })
        {
            var head = await part.Store.FindHeadAsync(new LineSubject(Counters.Table, id), Cancellation);
            Assert.Equal(number, head!.Value.Number);
            await ProveAsync(log, new LogEntry(Counters.Table, id, number, head.Value.Hash));
        }

        // A chain is there once for each of its ends.
        var state = await log.ReadAsync(Cancellation);
        Assert.InRange(state.Size, 2, 3);
        Assert.Equal(state.Size, state.Applied);
        return count;
    }

    [Fact]
    public async Task Run_OnAChainChangedMeanwhile_HasItTheNextDay()
    {
        await CountAsync("a", times: 1);
        var changed = Assert.Single(await under.Outbox.ChangedAsync(after: null, most: 10, Cancellation));
        await CountAsync("a", times: 1);

        await under.Outbox.ForgetAsync(changed, Cancellation);

        Assert.Single(await under.Outbox.ChangedAsync(after: null, most: 10, Cancellation));
    }

    [Fact]
    public async Task Changed_ByACommitThatTheSweepFinished_IsNamed()
    {
        under.Bus.Broken = Topology.Facts;
        await CountAsync("a", times: 1);
        Assert.Empty(await under.Outbox.ChangedAsync(after: null, most: 10, Cancellation));

        await under.SweepAsync();

        Assert.Equal("a", Assert.Single(await under.Outbox.ChangedAsync(after: null, most: 10, Cancellation)).Subject.Id);
        Assert.Empty(await under.PendingAsync());
    }

    private static async Task<string> ProveAsync(LogStore log, LogEntry entry)
    {
        var proof = await new FindProof(log).RunAsync(entry.Kind, entry.Subject, entry.Number, Cancellation);
        Assert.Equal(entry.Text, proof!.Entry);
        Assert.Null(proof.Fault(Options.Signer()!.Verifier));
        return proof.Text;
    }

    private SealRecords Seal(LogOptions? options = null) => Seal(under, blobs, options);

    private static SealRecords Seal(StoreUnderTest part, MemoryBlobs files, LogOptions? options = null) => new(
        part.Outbox, part.Store, new LogStore(part.Tables, files.Client), Microsoft.Extensions.Options.Options.Create(options ?? Options),
        NullLogger<SealRecords>.Instance);

    private Task<FactHead> CountAsync(string id, int times) => CountAsync(under, id, times);

    private static async Task<FactHead> CountAsync(StoreUnderTest part, string id, int times)
    {
        var head = FactHead.Start;
        for (var time = 0; time < times; time++)
        {
            head = (await part.Store.PutAsync(
                Counters, id, state => Change.To(new Counter((state?.Value ?? 0) + 1), "test", new Counted()), Cancellation)).Head;
        }

        await part.Afterwork.EndAsync(Cancellation);
        return head;
    }

    private sealed record Counter(int Value);

    private sealed record Counted : Fact;
}
