using System.Net;
using System.Net.Sockets;
using System.Text;
using FunctionsApp.Documents.Scanning;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Documents.Scanning;

/// <summary>Whatever a clamd does, only its sound OK about the complete document passes one.</summary>
public sealed class ClamdScanTests
{
    /// <summary>More than the buffers of a connection hold, so that what is not read is not sent.</summary>
    private const int Large = 64 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("stream: OK\0", ScanOutcome.Clean)]
    [InlineData("stream: Win.Test FOUND\0", ScanOutcome.Malware)]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", ScanOutcome.NotScannable)]
    public async Task Scan_Answered_IsTheOutcomeOfAllBytes(string answer, ScanOutcome outcome)
    {
        var content = new byte[300_000];
        Random.Shared.NextBytes(content);
        var received = Array.Empty<byte>();
        await using var clamd = new FakeClamd(async (stream, cancellation) =>
        {
            received = await FakeClamd.ReadAsync(stream, cancellation);
            // In two parts, as a network may bring it.
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer[..5]), cancellation);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer[5..]), cancellation);
        });

        var result = await ScanAsync(clamd.Address, content);

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(content, received);
    }

    /// <summary>clamd answers above its size limit and ends the connection while the document is still being sent.</summary>
    [Fact]
    public async Task Scan_RefusedWhileItIsSent_ReadsTheAnswer()
    {
        await using var clamd = new FakeClamd(async (stream, cancellation) =>
        {
            await stream.WriteAsync("INSTREAM size limit exceeded. ERROR\0"u8.ToArray(), cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        Assert.Equal(ScanOutcome.NotScannable, (await ScanAsync(clamd.Address, new byte[Large])).Outcome);
    }

    [Fact]
    public async Task Scan_OkBeforeItHasTheDocument_IsALie()
    {
        await using var clamd = new FakeClamd(async (stream, cancellation) =>
        {
            await stream.WriteAsync("stream: OK\0"u8.ToArray(), cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        await FailsAsync(clamd.Address, new byte[Large]);
    }

    [Theory]
    [InlineData("stream: Can't open file or directory ERROR\0")]
    [InlineData("stream: OK")]
    [InlineData("\0")]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    public async Task Scan_RubbishOrACutConnection_Fails(string answer)
    {
        await using var clamd = new FakeClamd(async (stream, cancellation) =>
        {
            await FakeClamd.ReadAsync(stream, cancellation);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellation);
        });

        await FailsAsync(clamd.Address, new byte[1000]);
    }

    [Fact]
    public async Task Scan_ConnectionEndedAtOnce_Fails()
    {
        await using var clamd = new FakeClamd((_, _) => Task.CompletedTask);

        await FailsAsync(clamd.Address, new byte[Large]);
    }

    /// <summary>10 MB without an end are not read into memory.</summary>
    [Fact]
    public async Task Scan_AnswerWithoutEnd_Fails()
    {
        await using var clamd = new FakeClamd(async (stream, cancellation) =>
        {
            await FakeClamd.ReadAsync(stream, cancellation);
            await stream.WriteAsync(Enumerable.Repeat((byte)'x', 10_000_000).ToArray(), cancellation);
        });

        await FailsAsync(clamd.Address, new byte[1000]);
    }

    [Fact]
    public async Task Scan_NoAnswer_FailsAfterItsTime()
    {
        var arrived = new TaskCompletionSource();
        await using var clamd = new FakeClamd(async (stream, cancellation) =>
        {
            await FakeClamd.ReadAsync(stream, cancellation);
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        var scan = ScanAsync(clamd.Address, new byte[1000]);
        await arrived.Task;

        time.Advance(Patience - TimeSpan.FromTicks(1));
        Assert.False(scan.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        await Assert.ThrowsAsync<OutageException>(() => scan);
    }

    [Fact]
    public async Task Scan_NothingListens_Fails()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = listener.LocalEndpoint;
        listener.Stop();

        await FailsAsync(address, [1]);
        await FailsAsync(new UnixDomainSocketEndPoint(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))), [1]);
    }

    [Fact]
    public async Task Scan_Cancelled_IsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await using var clamd = new FakeClamd(async (stream, cancellation) =>
        {
            await FakeClamd.ReadAsync(stream, cancellation);
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ClamdScan(clamd.Address, Patience, time).ScanAsync(
            null!, new MemoryStream(new byte[10]), cancelled.Token));
    }

    private async Task FailsAsync(EndPoint address, byte[] content) =>
        Assert.True(Outage.Is(await Assert.ThrowsAsync<OutageException>(() => ScanAsync(address, content))));

    private Task<ScanResult> ScanAsync(EndPoint address, byte[] content) =>
        new ClamdScan(address, Patience, time).ScanAsync(null!, new MemoryStream(content), Cancellation);
}
