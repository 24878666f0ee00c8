using System.Text;
using System.Text.Json;
using App.Tests.Fixtures;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FunctionsApp.Documents;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Moq;

namespace App.Tests.Documents;

[Collection(Traced.Tests)]
public sealed class DocumentTimerTests : IDisposable
{
    private readonly Measured measured = new();
    private readonly Mock<QueueClient> queue = new();
    private readonly DocumentTimer timer;

    public DocumentTimerTests()
    {
        var queues = new Mock<QueueServiceClient>();
        queues.Setup(service => service.GetQueueClient("webjobs-blobtrigger-poison")).Returns(queue.Object);
        var container = new Mock<BlobContainerClient>();
        foreach (var (name, exists) in new[] { ("gone", false), ("waits", true) })
        {
            var blob = Mock.Of<BlobClient>(client => client.ExistsAsync(It.IsAny<CancellationToken>()) == Task.FromResult(
                Response.FromValue(exists, Mock.Of<Response>())));
            container.Setup(client => client.GetBlobClient(name)).Returns(blob);
        }

        var blobs = Mock.Of<BlobServiceClient>(service => service.GetBlobContainerClient("incoming") == container.Object);
        timer = new DocumentTimer(
            queues.Object, blobs, null!, null!, Options.Create(new DocumentOptions()), new DocumentMetrics(measured.Meters));
    }

    public void Dispose() => measured.Dispose();

    [Fact]
    public async Task Count_NewAndKnownMessages_CountsTheNewOnes()
    {
        Holds([1, 1, 2, 7]);

        await CountAsync();

        Assert.Equal(2, measured.Now("blobs.poisoned").Values.Single());
        queue.Verify(one => one.DeleteMessageAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Count_FullBatches_ContinuesUntilOneIsNotFull()
    {
        Holds([.. Enumerable.Repeat(1L, 32)], [.. Enumerable.Repeat(1L, 32)], [1, 2]);

        await CountAsync();

        Assert.Equal(65, measured.Now("blobs.poisoned").Values.Single());
    }

    [Fact]
    public async Task Count_MessageOfADocumentThatWasCheckedAfterAll_GoesAway()
    {
        var bodies = new[] { Named("incoming", "gone"), Named("incoming", "waits"), Named("accepted", "gone"), "no JSON", Convert.ToBase64String(Encoding.UTF8.GetBytes(Named("incoming", "gone"))) };
        QueueMessage[] messages = [.. bodies.Select((body, index) => QueuesModelFactory.QueueMessage($"m{index}", "receipt", body, 1))];
        queue.Setup(one => one.ReceiveMessagesAsync(32, It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync(
            Response.FromValue(messages, Mock.Of<Response>()));

        await CountAsync();

        Assert.Equal(5, measured.Now("blobs.poisoned").Values.Single());
        var deleted = queue.Invocations.Where(call => call.Method.Name == nameof(QueueClient.DeleteMessageAsync)).Select(
            call => call.Arguments[0]);
        Assert.Equal(["m0", "m4"], deleted);
    }

    [Fact]
    public async Task Count_NoQueueYet_CountsNothing()
    {
        queue.Setup(one => one.ReceiveMessagesAsync(32, It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(404, "QueueNotFound"));

        await CountAsync();

        Assert.Equal(0, measured.Now("blobs.poisoned").Values.Sum());
    }

    [Fact]
    public async Task Count_NoExporterReads_LeavesTheQueueAlone()
    {
        measured.Dispose();

        await CountAsync();

        Assert.Empty(queue.Invocations);
    }

    private static string Named(string container, string blob) =>
        JsonSerializer.Serialize(new { Type = "BlobTrigger", ContainerName = container, BlobName = blob });

    private Task CountAsync() => timer.CountAsync(new TimerInfo(), TestContext.Current.CancellationToken);

    private void Holds(params long[][] batches)
    {
        var answers = queue.SetupSequence(one => one.ReceiveMessagesAsync(32, It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()));
        foreach (var batch in batches)
        {
            var messages = batch.Select((count, index) => QueuesModelFactory.QueueMessage($"{index}", "receipt", "body", count)).ToArray();
            answers = answers.ReturnsAsync(Response.FromValue(messages, Mock.Of<Response>()));
        }
    }
}
