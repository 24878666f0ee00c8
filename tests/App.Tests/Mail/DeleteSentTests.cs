using App.Tests.Fixtures;
using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Mail;

/// <summary>What is remembered of letters that went out, its end, and that nothing is sent twice because of it.</summary>
public sealed class DeleteSentTests
{
    private const int LogDays = 90;

    /// <summary>A minute before midnight in Shenzhen.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 15, 59, 0, TimeSpan.Zero);

    private readonly MemoryTables tables = new();
    private readonly FakeTimeProvider time = new(Start);
    private readonly PostOffice office;

    public DeleteSentTests() => office = new PostOffice(tables, time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, LogDays, true)]
    [InlineData(false, LogDays + 1, false)]
    [InlineData(true, LogDays, true)]
    [InlineData(true, LogDays + 1, false)]
    public async Task Rows_OfADay_AreKeptForTheDaysOfTheLog(bool isBatch, int days, bool isKept)
    {
        await DeliverAsync(isBatch ? Batch(1, 2) : Personal("a"));
        Assert.NotEmpty(await RowsAsync());

        PassTo(days);
        for (var i = 0; i < 2; i++) await office.Delete.RunAsync(Cancellation);

        Assert.Equal(isKept, (await RowsAsync()).Count > 0);
    }

    /// <summary>The day counts as it is in Shenzhen: a minute later it is the next one.</summary>
    [Fact]
    public async Task Rows_OfTheNextDay_AreKept()
    {
        await DeliverAsync(Personal("before"));
        time.Advance(TimeSpan.FromMinutes(2));
        await DeliverAsync(Personal("after"));

        PassTo(LogDays + 1);
        await office.Delete.RunAsync(Cancellation);

        Assert.Equal(["after"], (await RowsAsync()).Select(row => row.GetString("Letter")).OfType<string>());
    }

    /// <summary>The message is as old as the letter, or as what the letter is about: the page that made it came again.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Message_ComesAgainAfterAnyTime_SendsNothingTwice(bool isBatch, bool isMessageNew)
    {
        var message = isBatch ? Batch(1, 2) : Personal("a");
        foreach (var days in (int[])[0, 1, LogDays - 1, LogDays, LogDays + 1, LogDays + 2, 3 * LogDays])
        {
            var (ownTables, own) = (new MemoryTables(), new FakeTimeProvider(Start));
            var other = new PostOffice(ownTables, own);
            await DeliverAsync(other, message, Start);
            var once = other.Recipients.Count();
            for (var day = 0; day < days; day++)
            {
                own.Advance(TimeSpan.FromDays(1));
                await other.Delete.RunAsync(Cancellation);
            }

            await DeliverAsync(other, message, isMessageNew ? own.GetUtcNow() : Start);

            Assert.Equal((isBatch ? 2 : 1, once), (once, other.Recipients.Count()));
        }
    }

    /// <summary>It died before it went out, and was sent again in time or too late.</summary>
    [Theory]
    [InlineData(LogDays, 1)]
    [InlineData(LogDays + 1, 0)]
    public async Task Message_ThatNeverWentOut_IsDeliveredWhileItIsKnown(int days, int letters)
    {
        PassTo(days);
        await DeliverAsync(office, Personal("a"), Start);
        await DeliverAsync(office, Batch(1), Start);

        Assert.Equal(2 * letters, office.Recipients.Count());
    }

    /// <summary>A procedure makes the letter again and again, as new messages, for longer than the log's days.</summary>
    [Fact]
    public async Task Letter_MadeAgainWithinTheDays_IsSentOnce()
    {
        for (var look = 0; look < 5; look++)
        {
            await DeliverAsync(Personal("a"));
            time.Advance(TimeSpan.FromDays(60));
            await office.Delete.RunAsync(Cancellation);
        }

        Assert.Single(office.Recipients);
        time.Advance(TimeSpan.FromDays(LogDays));
        await office.Delete.RunAsync(Cancellation);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Run_OfMoreThanItTakes_IsContinuedByTheNext()
    {
        for (var i = 0; i < 5; i++) await DeliverAsync(Personal($"{i}"));
        time.Advance(TimeSpan.FromDays(1));
        await DeliverAsync(Personal("next"));
        PassTo(LogDays + 2);
        var delete = new DeleteSent(office.Days, new RememberedDays(Options.Create(new MailOptions()), time))
        {
            Most = 2,
        };

        var done = new List<int>();
        for (var i = 0; i < 4; i++) done.Add(await delete.RunAsync(Cancellation));

        Assert.Equal([2, 2, 2, 0], done);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Run_StopsAtEachWrite_LeavesNothingBehindInTheEnd()
    {
        for (var write = 1; ; write++)
        {
            var (ownTables, own) = (new MemoryTables(), new FakeTimeProvider(Start));
            var other = new PostOffice(ownTables, own);
            for (var i = 0; i < 2; i++) await DeliverAsync(other, Personal($"{i}"), Start);
            own.Advance(TimeSpan.FromDays(LogDays + 1));
            var table = ownTables[Topology.DeliveriesTable];
            var isBroken = false;
            var left = write;
            void Count() => table.BeforeNextWrite(() =>
            {
                if (--left == 0)
                {
                    isBroken = true;
                    throw new RequestFailedException(503, "ServerBusy");
                }

                Count();
                return Task.CompletedTask;
            });
            Count();

            var failure = await Record.ExceptionAsync(() => other.Delete.RunAsync(Cancellation));
            Assert.Equal(isBroken, failure is RequestFailedException);
            table.BeforeNextWrite(() => Task.CompletedTask);
            await other.Delete.RunAsync(Cancellation);

            Assert.Empty(await RowsAsync(ownTables));
            if (!isBroken) break;
        }
    }

    /// <summary>A warning to 100,000 subscribers has 2,500 batches, and needs no more than one name a day.</summary>
    [Fact]
    public async Task Batches_OfOneMatter_HaveOneNameADay()
    {
        await DeliverAsync(Batch(1, 2));
        await DeliverAsync(Batch(3));
        time.Advance(TimeSpan.FromMinutes(2));
        await DeliverAsync(Batch(4));

        Assert.Equal(
            ["sent|2026-03-02", "sent|2026-03-03"],
            (await RowsAsync()).Select(row => row.PartitionKey).Where(key => key.StartsWith("sent|", StringComparison.Ordinal)).Order());
        PassTo(LogDays + 1);
        await office.Delete.RunAsync(Cancellation);
        Assert.Equal(["4"], (await BatchesAsync()).Select(Last));
        PassTo(LogDays + 2);
        await office.Delete.RunAsync(Cancellation);
        Assert.Empty(await RowsAsync());

        async Task<IEnumerable<TableEntity>> BatchesAsync() =>
            (await RowsAsync()).Where(row => row.PartitionKey.StartsWith("batches|", StringComparison.Ordinal));

        static string Last(TableEntity row) => row.GetString("Done").Split('.')[0][^1..];
    }

    private void PassTo(int days) => time.Advance(Start.AddDays(days) - time.GetUtcNow());

    private Task DeliverAsync(ServiceBusMessage message) => DeliverAsync(office, message, time.GetUtcNow());

    private static Task DeliverAsync(PostOffice office, ServiceBusMessage message, DateTimeOffset firstSent) =>
        office.OnMessages.SendBulkAsync(
            ServiceBusModelFactory.ServiceBusReceivedMessage(
                message.Body, message.MessageId, subject: message.Subject, enqueuedTime: firstSent),
            Cancellation);

    private static ServiceBusMessage Personal(string id)
    {
        var letter = DeliverBatchTests.Letter(1) with { Id = id, SentOn = null };
        return JsonMessage.Of(letter.Id, letter, letter.Template);
    }

    private static ServiceBusMessage Batch(params int[] numbers)
    {
        var letters = numbers.Select(number => DeliverBatchTests.Letter(number) with { SentOn = BeijingTime.Day(Start) });
        return Assert.Single(LetterBatch.Of(new LettersAbout("w1-1", letters)));
    }

    private Task<IReadOnlyList<TableEntity>> RowsAsync() => RowsAsync(tables);

    private static async Task<IReadOnlyList<TableEntity>> RowsAsync(MemoryTables tables)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in tables[Topology.DeliveriesTable].QueryAsync<TableEntity>(cancellationToken: Cancellation)) rows.Add(row);
        return rows;
    }
}
