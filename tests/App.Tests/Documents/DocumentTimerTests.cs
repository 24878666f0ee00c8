using App.Tests.Fixtures;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FunctionsApp.Documents;
using Microsoft.Azure.Functions.Worker;
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
        timer = new DocumentTimer(queues.Object, new DocumentMetrics(measured.Meters));
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
