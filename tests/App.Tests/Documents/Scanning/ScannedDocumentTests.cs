using App.Tests.Documents.Checking;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Scanning;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;

namespace App.Tests.Documents.Scanning;

/// <summary>The check of an upload with each answer of its scanner.</summary>
public sealed class ScannedDocumentTests
{
    [Fact]
    public async Task Check_Clean_IsAcceptedAsClean()
    {
        var bench = new DocumentBench();
        var record = await ReceiveAsync(bench);

        await bench.CheckAsync(record);

        var slot = await bench.SlotAsync(record);
        Assert.Equal((DocumentState.Accepted, ScanState.Clean), (slot.State, slot.Scanned));
        Assert.Equal(ScanState.Clean, Assert.Single((await bench.FactsAsync(record)).OfType<DocumentAccepted>()).Scan);
        Assert.Empty(bench.Storage.In("incoming"));
        Assert.Equal([record.Blob], bench.Storage.In("accepted"));
    }

    /// <summary>The name of what was found is for operators; the applicant reads that it is malware.</summary>
    [Fact]
    public async Task Check_Malware_IsRejectedAndNamedInTheRecordAlone()
    {
        var bench = new DocumentBench { Answer = () => ScanResult.Malware("Win.Test-1") };
        var record = await ReceiveAsync(bench);

        await bench.CheckAsync(record);

        var slot = await bench.SlotAsync(record);
        Assert.Equal((DocumentState.Rejected, "malware"), (slot.State, slot.ReasonCode));
        Assert.Equal("Win.Test-1", Assert.Single((await bench.FactsAsync(record)).OfType<DocumentRejected>()).Signature);
        Assert.Contains(bench.Log.Lines, line => line.Text.Contains("Win.Test-1", StringComparison.Ordinal));
        Assert.DoesNotContain("Win.Test", slot.Reason!.English, StringComparison.Ordinal);
        Assert.All(bench.Under.Bus.To(Topology.Letters), letter => Assert.DoesNotContain(
            "Win.Test", letter.Body.ToString(), StringComparison.Ordinal));
        Assert.Empty(bench.Storage.In("accepted"));
    }

    /// <summary>A document that is not what arrived, or no document at all, is what it is before and after its scan.</summary>
    [Fact]
    public async Task Check_MalwareInAFileThatIsNoDocument_IsMalware()
    {
        var bench = new DocumentBench { Answer = () => ScanResult.Malware("Eicar") };
        var record = await bench.ReceiveAsync("no workbook"u8.ToArray());

        await bench.CheckAsync(record);

        Assert.Equal("malware", (await bench.SlotAsync(record)).ReasonCode);
    }

    [Fact]
    public async Task Check_NotWhatArrived_IsNotScanned()
    {
        var bench = new DocumentBench();
        var record = await ReceiveAsync(bench);
        bench.Storage.Put("incoming", record.Blob, "other"u8.ToArray(), new DocumentTag(record.Application, record.Type, 1, "a.xlsx"));

        await bench.CheckAsync(record);

        Assert.Equal(("altered", 0), ((await bench.SlotAsync(record)).ReasonCode, bench.Scans));
    }

    /// <summary>Down, slow and lying are one to a document: it waits, and the next try decides.</summary>
    [Fact]
    public async Task Check_ScannerFails_WaitsAndIsCheckedAgain()
    {
        var bench = new DocumentBench { Answer = () => throw new OutageException("away") };
        var record = await ReceiveAsync(bench);

        await Assert.ThrowsAsync<OutageException>(() => bench.CheckAsync(record));
        await Assert.ThrowsAsync<OutageException>(() => bench.CheckAsync(record));

        Assert.Equal(DocumentState.Received, (await bench.SlotAsync(record)).State);
        Assert.Equal([record.Blob], bench.Storage.In("incoming"));
        bench.Answer = () => ScanResult.Clean;
        await bench.CheckAsync(record);
        Assert.Equal(ScanState.Clean, (await bench.SlotAsync(record)).Scanned);
    }

    /// <summary>One that the scanner fails at does not keep the others in the sweep.</summary>
    [Fact]
    public async Task Recheck_ScannerFailsAtOne_ChecksTheOthers()
    {
        var bench = new DocumentBench();
        DocumentRecord[] records = [await ReceiveAsync(bench), await ReceiveAsync(bench), await ReceiveAsync(bench)];
        bench.Under.Time.Advance(TimeSpan.FromHours(1));
        bench.Answer = () => bench.Scans == 1 ? throw new OutageException("crashed") : ScanResult.Clean;

        await Assert.ThrowsAsync<AggregateException>(() => bench.Incoming.RecheckAsync(
            TimeSpan.FromMinutes(15), TestContext.Current.CancellationToken));

        Assert.Equal((3, 1), (bench.Scans, bench.Storage.In("incoming").Count()));
        Assert.Equal(2, bench.Storage.In("accepted").Intersect(records.Select(record => record.Blob)).Count());
    }

    [Fact]
    public async Task Check_VerdictNotThereYet_WaitsForTheSweep()
    {
        var bench = new DocumentBench { Answer = () => ScanResult.Pending };
        var record = await ReceiveAsync(bench);

        await bench.CheckAsync(record);

        Assert.Equal(DocumentState.Received, (await bench.SlotAsync(record)).State);
        Assert.Equal([record.Blob], bench.Storage.In("incoming"));
        bench.Under.Time.Advance(TimeSpan.FromMinutes(15));
        bench.Answer = () => ScanResult.Clean;
        await bench.Incoming.RecheckAsync(TimeSpan.FromMinutes(15), TestContext.Current.CancellationToken);
        Assert.Equal(ScanState.Clean, (await bench.SlotAsync(record)).Scanned);
    }

    [Theory]
    [InlineData(ScanOutcome.None, false, DocumentState.Accepted, ScanState.Unscanned)]
    [InlineData(ScanOutcome.None, true, DocumentState.Received, null)]
    [InlineData(ScanOutcome.NotScannable, false, DocumentState.Accepted, ScanState.Unscanned)]
    [InlineData(ScanOutcome.NotScannable, true, DocumentState.Rejected, null)]
    public async Task Check_NotScanned_PassesOnlyWhereNoScanIsRequired(
        ScanOutcome outcome, bool required, DocumentState state, ScanState? scanned)
    {
        var bench = new DocumentBench(new DocumentOptions { ScanRequired = required }) { Answer = () => new ScanResult(outcome) };
        var record = await ReceiveAsync(bench);

        await bench.CheckAsync(record);

        var slot = await bench.SlotAsync(record);
        Assert.Equal((state, scanned), (slot.State, slot.Scanned));
    }

    [Theory]
    [InlineData(Scanner.None, null, false)]
    [InlineData(Scanner.None, true, true)]
    [InlineData(Scanner.Clamd, null, true)]
    [InlineData(Scanner.Clamd, false, false)]
    [InlineData(Scanner.Defender, null, true)]
    public void RequiresScan_NotSet_IsWhetherThereIsAScanner(Scanner scan, bool? set, bool required) =>
        Assert.Equal(required, new DocumentOptions { Scan = scan, ScanRequired = set }.RequiresScan);

    private static async Task<DocumentRecord> ReceiveAsync(DocumentBench bench) =>
        await bench.ReceiveAsync(await ContentCheckTests.ReadAsync("workbook22.xlsx"));
}
