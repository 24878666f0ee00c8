using System.Net;
using App.Tests.Documents.Checking;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Scanning;

namespace App.Tests.Documents.Scanning;

/// <summary>Against Debian's clamd itself, over both kinds of connection.</summary>
public sealed class RealClamdTests(RealClamd clamd) : IClassFixture<RealClamd>
{
    private EndPoint[] Addresses
    {
        get
        {
            Assert.SkipWhen(clamd.Missing is not null, clamd.Missing ?? "");
            return [clamd.Socket, clamd.Tcp];
        }
    }

    [Fact]
    public async Task Scan_Document_IsClean()
    {
        foreach (var address in Addresses)
        {
            Assert.Equal(ScanResult.Clean, await ScanAsync(address, await ContentCheckTests.ReadAsync("workbook22.xlsx")));
            Assert.Equal(ScanResult.Clean, await ScanAsync(address, new byte[RealClamd.MaxBytes]));
        }
    }

    [Fact]
    public async Task Scan_Eicar_IsFoundWithItsName()
    {
        foreach (var address in Addresses)
        {
            Assert.Equal(ScanResult.Malware(RealClamd.Signature), await ScanAsync(address, RealClamd.Eicar));
            // Behind more than one chunk.
            Assert.Equal(ScanResult.Malware(RealClamd.Signature), await ScanAsync(address, [.. new byte[500_000], .. RealClamd.Eicar]));
        }
    }

    [Fact]
    public async Task Scan_AboveItsSizeLimit_IsNotScannable()
    {
        foreach (var address in Addresses)
        {
            Assert.Equal(ScanOutcome.NotScannable, (await ScanAsync(address, new byte[RealClamd.MaxBytes + 1])).Outcome);
        }
    }

    [Fact]
    public async Task Check_Eicar_IsRefused()
    {
        var address = Addresses[0];
        var bench = new DocumentBench { Scanner = new ClamdScan(address, TimeSpan.FromMinutes(1), TimeProvider.System) };
        var eicar = await bench.ReceiveAsync(RealClamd.Eicar, "eicar.xlsx");
        var sound = await bench.ReceiveAsync(await ContentCheckTests.ReadAsync("workbook22.xlsx"));

        await bench.CheckAsync(eicar);
        await bench.CheckAsync(sound);

        var refused = await bench.SlotAsync(eicar);
        Assert.Equal((DocumentState.Rejected, "malware"), (refused.State, refused.ReasonCode));
        Assert.Equal(RealClamd.Signature, Assert.Single((await bench.FactsAsync(eicar)).OfType<DocumentRejected>()).Signature);
        Assert.Equal(ScanState.Clean, (await bench.SlotAsync(sound)).Scanned);
        Assert.Equal([sound.Blob], bench.Storage.In("accepted"));
    }

    private static Task<ScanResult> ScanAsync(EndPoint address, byte[] content) =>
        new ClamdScan(address, TimeSpan.FromMinutes(1), TimeProvider.System).ScanAsync(
            null!, new MemoryStream(content), TestContext.Current.CancellationToken);
}
