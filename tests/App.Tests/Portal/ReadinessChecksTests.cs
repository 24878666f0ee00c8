using App.Tests.Fixtures;
using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using FunctionsApp.Portal;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace App.Tests.Portal;

public class ReadinessChecksTests
{
    private readonly Mock<BlobContainerClient> container = new();
    private TableServiceClient tables = new MemoryTables();
    private ServiceBusClient bus = new MemoryBus().Client;

    public ReadinessChecksTests() => Exists(Task.FromResult(Response.FromValue(true, Mock.Of<Response>())));

    [Fact]
    public async Task AllPass_EverythingAnswers_IsReady() => Assert.True(await CheckAsync());

    [Fact]
    public async Task AllPass_ContainerMissing_IsNotReady()
    {
        Exists(Task.FromResult(Response.FromValue(false, Mock.Of<Response>())));
        Assert.False(await CheckAsync());
    }

    [Fact]
    public async Task AllPass_TablesRefuse_IsNotReady()
    {
        var broken = new Mock<TableServiceClient>();
        broken.Setup(service => service.GetTableClient(It.IsAny<string>()))
            .Throws(new RequestFailedException(403, "AuthorizationFailure"));
        tables = broken.Object;
        Assert.False(await CheckAsync());
    }

    [Fact]
    public async Task AllPass_BusClosed_IsNotReady()
    {
        var closed = Mock.Get(bus);
        closed.Setup(client => client.IsClosed).Returns(true);
        bus = closed.Object;
        Assert.False(await CheckAsync());
    }

    [Fact]
    public async Task AllPass_BlobsHang_IsNotReadyInTime()
    {
        container.Setup(blobs => blobs.ExistsAsync(It.IsAny<CancellationToken>())).Returns(async (CancellationToken cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return Response.FromValue(true, Mock.Of<Response>());
        });
        Assert.False(await CheckAsync());
    }

    private void Exists(Task<Response<bool>> answer) =>
        container.Setup(blobs => blobs.ExistsAsync(It.IsAny<CancellationToken>())).Returns(answer);

    /// <summary>Checks that all pass.</summary>
    internal static ReadinessChecks Healthy() => new ReadinessChecksTests().Checks();

    private Task<bool> CheckAsync() => Checks().AllPassAsync(TestContext.Current.CancellationToken);

    private ReadinessChecks Checks()
    {
        var blobs = new Mock<BlobServiceClient>();
        blobs.Setup(service => service.GetBlobContainerClient(It.IsAny<string>())).Returns(container.Object);
        return new ReadinessChecks(tables, blobs.Object, bus, NullLogger<ReadinessChecks>.Instance);
    }
}
