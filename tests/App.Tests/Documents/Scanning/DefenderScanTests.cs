using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FunctionsApp.Documents.Scanning;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace App.Tests.Documents.Scanning;

public sealed class DefenderScanTests
{
    private readonly FakeTimeProvider time = new();
    private string? verdict;
    private int reads;

    [Theory]
    [InlineData("No threats found", ScanOutcome.Clean)]
    [InlineData("Malicious", ScanOutcome.Malware)]
    [InlineData("Not Scanned", ScanOutcome.NotScannable)]
    [InlineData("Error", ScanOutcome.NotScannable)]
    public async Task Scan_TagIsThere_IsItsOutcome(string tag, ScanOutcome outcome)
    {
        verdict = tag;

        Assert.Equal(outcome, (await ScanAsync()).Outcome);
    }

    [Fact]
    public async Task Scan_UnknownVerdict_IsAnOutage()
    {
        verdict = "Probably fine";

        await Assert.ThrowsAsync<OutageException>(ScanAsync);
    }

    [Fact]
    public async Task Scan_TagComesLater_IsWaitedFor()
    {
        var scan = ScanAsync();
        Assert.False(scan.IsCompleted);
        verdict = "No threats found";
        time.Advance(DefenderScan.Pause);

        Assert.Equal(ScanResult.Clean, await scan);
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task Scan_NoTagInTime_LeavesItToTheSweep()
    {
        var scan = ScanAsync();
        for (var pause = 0; pause < 4; pause++) time.Advance(DefenderScan.Pause);

        Assert.Equal(ScanResult.Pending, await scan);
    }

    private Task<ScanResult> ScanAsync()
    {
        var blob = new Mock<BlobClient>();
        blob.Setup(one => one.GetTagsAsync(It.IsAny<BlobRequestConditions>(), It.IsAny<CancellationToken>())).Returns(() =>
        {
            reads++;
            var tags = new Dictionary<string, string> { ["other"] = "No threats found" };
            if (verdict is not null) tags[DefenderScan.Tag] = verdict;
            return Task.FromResult(Response.FromValue(BlobsModelFactory.GetBlobTagResult(tags), Mock.Of<Response>()));
        });
        return new DefenderScan(TimeSpan.FromSeconds(20), time).ScanAsync(blob.Object, Stream.Null, TestContext.Current.CancellationToken);
    }
}
