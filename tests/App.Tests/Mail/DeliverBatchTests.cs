using App.Tests.Fixtures;
using Azure;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Mail;

/// <summary>Batches of letters: each reaches its subscriber once, whatever fails between them.</summary>
public sealed class DeliverBatchTests
{
    private const string About = "w1-1";

    private readonly MemoryTables tables = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly PostOffice office;

    public DeliverBatchTests() => office = new PostOffice(tables, time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batch_Delivered_GoesOverOneConnectionInTheOrderOfItsKeys()
    {
        await DeliverAsync(1, 2, 3);

        Assert.Equal([To(1), To(2), To(3)], office.Recipients);
        Assert.Equal((1, 1), office.Connections);
        Assert.All(office.MessageIds, id => Assert.Equal(new DateOnly(2026, 3, 2), office.Seals.Find(id)!.SentOn));
    }

    [Fact]
    public async Task Batch_Repeated_SendsNothingAndOpensNoConnection()
    {
        await DeliverAsync(1, 2, 3);
        await DeliverAsync(1, 2, 3);

        Assert.Equal(3, office.Recipients.Count());
        Assert.Equal((1, 1), office.Connections);
    }

    /// <summary>Subscribers came between the first sending and its repetition: every batch begins and ends elsewhere.</summary>
    [Theory]
    [InlineData(new[] { 2, 4 }, new[] { 6, 8 }, new[] { 1, 2, 3 }, new[] { 4, 5, 6 }, new[] { 7, 8, 9 })]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }, new[] { 10 }, new[] { 1 }, new[] { 5 }, new[] { 9, 10 })]
    [InlineData(new[] { 1 }, new[] { 2, 9 }, new[] { 1, 2 }, new[] { 3, 4 }, new[] { 5, 9 })]
    public async Task Batch_OtherwiseDivided_SendsEachLetterOnce(params int[][] batches)
    {
        foreach (var batch in batches) await DeliverAsync(batch);

        Assert.Equal(batches.SelectMany(batch => batch).Distinct().Select(To).Order(), office.Recipients.Order());
    }

    [Fact]
    public async Task Batch_OfAnotherMatter_IsSentToTheSameSubscribers()
    {
        await DeliverAsync(1);
        await office.Batches.RunAsync(new LetterBatch("w1-2", [Letter(1, "w1-2")]), Cancellation);

        Assert.Equal([To(1), To(1)], office.Recipients);
    }

    [Fact]
    public async Task Batch_OneIsRefused_ReachesAllOthersAndTriesThatOneAgain()
    {
        Refuse(2);
        await Assert.ThrowsAsync<MailRefusedException>(() => DeliverAsync(1, 2, 3));
        Assert.Equal([To(1), To(3)], office.Recipients);

        office.Before = _ => { };
        await DeliverAsync(1, 2, 3);
        await DeliverAsync(1, 2, 3);

        Assert.Equal([To(1), To(3), To(2)], office.Recipients);
    }

    [Fact]
    public async Task Batch_OneHasNoAddress_ReachesAllOthers()
    {
        await Assert.ThrowsAsync<UnwritableLetterException>(() => office.Batches.RunAsync(
            new LetterBatch(About, [Letter(1), Letter(2) with { Email = "nowhere" }, Letter(3)]), Cancellation));

        Assert.Equal([To(1), To(3)], office.Recipients);
    }

    [Fact]
    public async Task Batch_ConnectionLost_EndsAtOnceAndSendsTheRestLater()
    {
        office.Before = to =>
        {
            if (to == To(2)) throw new IOException("The connection was lost.");
        };
        await Assert.ThrowsAsync<IOException>(() => DeliverAsync(1, 2, 3));
        Assert.Equal([To(1)], office.Recipients);
        Assert.Equal((1, 1), office.Connections);

        office.Before = _ => { };
        await DeliverAsync(1, 2, 3);

        Assert.Equal([To(1), To(2), To(3)], office.Recipients);
    }

    /// <summary>The host ends in the middle: what went out is kept first.</summary>
    [Fact]
    public async Task Batch_HostStops_SendsEachLetterOnce()
    {
        using var stopping = new CancellationTokenSource();
        office.Before = to =>
        {
            if (to != To(2)) return;
            stopping.Cancel();
            stopping.Token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => office.Batches.RunAsync(Batch(1, 2, 3), stopping.Token));

        office.Before = _ => { };
        await DeliverAsync(1, 2, 3);

        Assert.Equal([To(1), To(2), To(3)], office.Recipients);
    }

    /// <summary>A letter takes 60 ms: every other one is kept at once, so that few are left to chance.</summary>
    [Fact]
    public async Task Batch_Slow_IsKeptWhileItLeaves()
    {
        office.Before = _ => time.Advance(TimeSpan.FromMilliseconds(60));
        await DeliverAsync(1, 2, 3, 4, 5, 6);

        // The first two name the row and its day.
        Assert.Equal(2 + 3, tables[Topology.DeliveriesTable].Writes);
    }

    [Fact]
    public async Task Batch_ProcessIsKilled_DoublesWhatCameSinceTheLastWriteAlone()
    {
        office.Before = to =>
        {
            time.Advance(TimeSpan.FromMilliseconds(60));
            if (to != To(4)) return;
            tables.Break(Topology.DeliveriesTable);
            throw new IOException("The process ends here: nothing more is written.");
        };
        await Assert.ThrowsAsync<RequestFailedException>(() => DeliverAsync(1, 2, 3, 4, 5));

        office.Before = _ => { };
        await DeliverAsync(1, 2, 3, 4, 5);

        // The first two were kept together.
        Assert.Equal([To(1), To(2), To(3), To(3), To(4), To(5)], office.Recipients);
        Assert.Equal(5, office.MessageIds.Distinct().Count());
    }

    [Fact]
    public async Task Batch_StorageFails_SendsNoMore()
    {
        office.Before = to =>
        {
            time.Advance(TimeSpan.FromMilliseconds(60));
            if (to == To(1)) tables.Break(Topology.DeliveriesTable);
        };
        await Assert.ThrowsAsync<RequestFailedException>(() => DeliverAsync([.. Enumerable.Range(1, 20)]));

        Assert.InRange(office.Recipients.Count(), 2, 4);
    }

    /// <summary>What cannot be named by its day would stay forever: then nothing leaves.</summary>
    [Fact]
    public async Task Batch_DayCannotBeWritten_SendsNothing()
    {
        tables.Break(Topology.DeliveriesTable);
        await Assert.ThrowsAsync<RequestFailedException>(() => DeliverAsync(1, 2));

        Assert.Empty(office.Recipients);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Queue_HasBatchesAndLettersByThemselves_BothArrive(bool isBatch)
    {
        object body = isBatch ? Batch(1) : Letter(1) with { SentOn = null };
        var sent = JsonMessage.Of("id", body, isBatch ? LetterBatch.Subject : "subscriber-warning");
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            sent.Body, sent.MessageId, subject: sent.Subject, enqueuedTime: time.GetUtcNow());
        foreach (var handle in (Func<Task>[])[
            () => office.OnMessages.SendUrgentAsync(message, Cancellation), () => office.OnMessages.SendWarningAsync(message, Cancellation),
            () => office.OnMessages.SendDigestAsync(message, Cancellation)])
        {
            await handle();
        }

        Assert.Equal([To(1)], office.Recipients);
    }

    private void Refuse(int number) => office.Before = to =>
    {
        if (to == To(number)) throw new MailRefusedException("name", SmtpStatusCode.MailboxUnavailable);
    };

    private Task DeliverAsync(params int[] numbers) => office.Batches.RunAsync(Batch(numbers), Cancellation);

    private static LetterBatch Batch(params int[] numbers) => new(About, [.. numbers.Select(number => Letter(number))]);

    private static string To(int number) => $"reader-{number:D2}@example.com";

    internal static Letter Letter(int number, string about = About, string? text = null) => new(
        $"{about}.s{number:D2}.1", "subscriber-item", null, To(number), Language.English,
        new Dictionary<string, string> { ["title"] = "t", ["text"] = text ?? "x", ["page"] = "p", })
    {
        SentOn = new DateOnly(2026, 3, 2),
        Exit = new LetterExit("path", "page", "subscription", $"s{number:D2}", "1", new DateTimeOffset(2027, 3, 2, 0, 0, 0, TimeSpan.Zero)),
    };
}
