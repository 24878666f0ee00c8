using App.Tests.Fixtures;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform.Messaging;
using Moq;

namespace App.Tests.Platform.Messaging;

public sealed class MessageBatchesTests
{
    /// <summary>Of the broker's tier Standard, headers included.</summary>
    private const int Limit = 256 * 1024;

    private readonly List<IReadOnlyList<ServiceBusMessage>> requests = [];
    private readonly Mock<ServiceBusSender> sender = new();

    public MessageBatchesTests() => sender
        .Setup(bus => bus.SendMessagesAsync(It.IsAny<IEnumerable<ServiceBusMessage>>(), It.IsAny<CancellationToken>()))
        .Callback((IEnumerable<ServiceBusMessage> batch, CancellationToken _) => requests.Add([.. batch]))
        .Returns(Task.CompletedTask);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2000, 0)]
    [InlineData(1000, 250)]
    [InlineData(300, 1000)]
    [InlineData(6, 100_000)]
    public async Task SendAll_Many_FitWithTheirHeadersAndKeepTheirOrder(int count, int bytes)
    {
        await sender.Object.SendAllAsync(Enumerable.Range(0, count).Select(number => Message(number, bytes)), Cancellation);

        Assert.Equal(
            Enumerable.Range(0, count).Select(number => $"{number}"),
            requests.SelectMany(batch => batch).Select(each => each.MessageId));
        Assert.All(requests, batch => Assert.InRange(batch.Sum(Bytes), 1, Limit));
        Assert.InRange(requests.Count, 2, count / 2);
    }

    [Fact]
    public async Task SendAll_Few_GoTogether()
    {
        await sender.Object.SendAllAsync([Message(1, 100), Message(2, 100)], Cancellation);

        Assert.Equal(2, Assert.Single(requests).Count);
    }

    [Fact]
    public async Task SendAll_None_SendsNothing()
    {
        await sender.Object.SendAllAsync([], Cancellation);

        Assert.Empty(requests);
    }

    [Fact]
    public async Task SendAll_OneTooLarge_GoesAloneToBeRefused()
    {
        await sender.Object.SendAllAsync([Message(1, 10), Message(2, 300_000), Message(3, 10)], Cancellation);

        Assert.Equal([1, 1, 1], requests.Select(batch => batch.Count));
    }

    private static ServiceBusMessage Message(int number, int bytes) =>
        new(new byte[bytes]) { MessageId = $"{number}", Subject = new string('s', 64), ContentType = "application/json" };

    /// <summary>With a trace of 55 characters, twice, and a name of 128, the longest that there is.</summary>
    private static int Bytes(ServiceBusMessage message) => message.Body.ToMemory().Length + 128 + 64 + 16 + (2 * (55 + 13)) + 64;
}
