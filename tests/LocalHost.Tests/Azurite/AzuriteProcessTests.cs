using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using LocalHost.Azurite;

namespace LocalHost.Tests.Azurite;

public sealed class AzuriteProcessTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("localhost-test-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task Stop_ThenStart_KeepsWhatWasWritten()
    {
        await using var azurite = new AzuriteProcess(TestStorage.Own(data), _ => { });
        await azurite.StartAsync(Cancellation);
        var container = new BlobContainerClient(azurite.Settings.ConnectionString, "kept");
        await container.CreateAsync(cancellationToken: Cancellation);
        await container.UploadBlobAsync("x", BinaryData.FromString("here"), Cancellation);

        await azurite.StopAsync();
        Assert.False(azurite.IsOwned);
        await azurite.StartAsync(Cancellation);

        Assert.Equal("here", (await container.GetBlobClient("x").DownloadContentAsync(Cancellation)).Value.Content.ToString());

        // A second time too: what the first stop waited for is no answer then.
        await container.UploadBlobAsync("y", BinaryData.FromString("again"), Cancellation);
        await azurite.StopAsync();
        await azurite.StartAsync(Cancellation);
        Assert.Equal("again", (await container.GetBlobClient("y").DownloadContentAsync(Cancellation)).Value.Content.ToString());
    }

    [Fact]
    public async Task Interrupt_OfTheTerminal_LeavesItRunningAndStoppable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A terminal's interrupt cannot be sent to one process there.");
        await using var azurite = new AzuriteProcess(TestStorage.Own(data), _ => { });
        await azurite.StartAsync(Cancellation);
        var id = ProcessRecord.Read(Path.Combine(data, "azurite.json"))!.Emulator.Id;
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{id}"])) await kill.WaitForExitAsync(Cancellation);

        // Written and answered after the signal was delivered.
        await new BlobContainerClient(azurite.Settings.ConnectionString, "after").CreateAsync(cancellationToken: Cancellation);
        await azurite.StopAsync();
        await azurite.StartAsync(Cancellation);

        Assert.True((await new BlobContainerClient(azurite.Settings.ConnectionString, "after").ExistsAsync(Cancellation)).Value);
    }

    [Fact]
    public async Task Start_WhereOneListens_UsesItAndLeavesItRunning()
    {
        var settings = TestStorage.Own(data);
        await using var first = new AzuriteProcess(settings, _ => { });
        await first.StartAsync(Cancellation);
        await using (var second = new AzuriteProcess(settings, _ => { }))
        {
            await second.StartAsync(Cancellation);
            Assert.False(second.IsOwned);
        }

        Assert.True(first.IsOwned);
    }

    [Fact]
    public async Task Start_AfterAKilledHost_TakesItsEmulatorOver()
    {
        var settings = TestStorage.Own(data);
        await using var lost = new AzuriteProcess(settings, _ => { });
        await lost.StartAsync(Cancellation);
        var path = Path.Combine(data, "azurite.json");
        // As if the host that wrote the record were gone: a start that no process has.
        var record = ProcessRecord.Read(path)!;
        (record with { Host = record.Host with { Started = "" } }).Write(path);

        await using var next = new AzuriteProcess(settings, _ => { });
        await next.StartAsync(Cancellation);
        Assert.True(next.IsOwned);
        await next.StopAsync();

        Assert.False(lost.IsOwned);
    }

    [Fact]
    public async Task Start_PortTakenBySomethingElse_SaysSo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var answering = AnswerAsync(other);
        await using var azurite = new AzuriteProcess(TestStorage.Own(data) with { BlobPort = port }, _ => { });

        var refused = await Assert.ThrowsAsync<LocalHostException>(() => azurite.StartAsync(Cancellation));
        Assert.Contains($"Port {port} is taken", refused.Message);
        await answering;
    }

    private static async Task AnswerAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        await client.GetStream().ReadAtLeastAsync(new byte[1], 1, cancellationToken: Cancellation);
        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Cancellation);
    }
}
