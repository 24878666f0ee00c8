using App.Tests.Fixtures;
using App.Tests.Mail;
using App.Tests.Subscriptions;
using FunctionsApp.Deliveries;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;

namespace App.Tests.Deliveries;

/// <summary>Urgent warnings on their way to the canaries, and what operators see of those that do not arrive.</summary>
[Collection(Traced.Tests)]
public sealed class CanaryTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly DeliveryBench bench = new();
    private readonly Measured measured = new();
    private readonly CanaryStore canaries;
    private readonly CanaryTimer timer;
    private readonly FanOutOnMessages letters;
    private readonly DeliveryOnMessages deliveries;
    private readonly PostOffice post;
    private readonly PlayedBroker broker;

    public CanaryTests()
    {
        var (bus, time) = (bench.Bench.Bus, bench.Bench.Time);
        canaries = new CanaryStore(bench.Bench.Tables, time);
        timer = new CanaryTimer(
            canaries, new CanaryMetrics(measured.Meters, time), Options.Create(new DeliveryOptions()), time,
            NullLogger<CanaryTimer>.Instance);
        letters = new FanOutOnMessages(
            new FanOut(bench.Bench.Lists, new SubscriptionBench().Letters, new LetterSender(bus.Client), bus.Client));
        deliveries = new DeliveryOnMessages(bench.Bulletins, bench.Line, canaries);
        post = new PostOffice(bench.Bench.Tables, time);
        broker = new PlayedBroker(bus, bench.Bench.Time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        measured.Dispose();
        bench.Dispose();
    }

    [Fact]
    public async Task Check_NoWarning_ReportsNothing() => Assert.Equal((0, 0), await MissingAsync());

    [Theory]
    [InlineData(WarningLevel.Orange, CapStatus.Actual)]
    [InlineData(WarningLevel.Red, CapStatus.Actual)]
    [InlineData(WarningLevel.Red, CapStatus.Exercise)]
    public async Task Warning_ThatArrives_IsNeverMissing(WarningLevel level, CapStatus status)
    {
        await PublishAsync(level, status);
        await PlayLettersAsync();
        await PlayWebhooksAsync();

        bench.Bench.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((0, 0), await MissingAsync());
        Assert.Empty(await canaries.ReadOpenAsync(Cancellation));
    }

    [Fact]
    public async Task Warning_OfALowLevel_CallsNoCanary()
    {
        await PublishAsync(WarningLevel.Yellow);
        await PlayLettersAsync();
        await PlayWebhooksAsync();
        Assert.Empty(bench.Bench.Bus.To(Topology.WarningLetters));
        Assert.Empty(bench.Bench.Bus.To(Topology.WarningDeliveries));
    }

    [Fact]
    public async Task FanOut_ThatNeverStarts_IsMissingAfterTheLimitInBothChannels()
    {
        await canaries.OpenAsync("w1-1", Cancellation);
        bench.Bench.Time.Advance(Limit);
        Assert.Equal((0, 0), await MissingAsync());

        bench.Bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((1, 1), await MissingAsync());
        Assert.Equal((1, 1), await MissingAsync());
    }

    [Fact]
    public async Task UrgentQueue_ThatIsStuck_IsMissingInItsChannelAlone()
    {
        await PublishAsync(WarningLevel.Red);
        await PlayLettersAsync();
        // The pages are done; the calls stay in the queue of their class.
        await broker.QueueAsync(Topology.WebhookPages, message => deliveries.BringAsync(message, Cancellation));
        bench.Bench.Time.Advance(Limit * 2);
        Assert.Equal((0, 1), await MissingAsync());
    }

    [Fact]
    public async Task Warning_ThatArrivesLate_IsMissingUntilThen()
    {
        await PublishAsync(WarningLevel.Red);
        bench.Bench.Time.Advance(Limit * 2);
        Assert.Equal((1, 1), await MissingAsync());

        await PlayLettersAsync();
        Assert.Equal((0, 1), await MissingAsync());
        await PlayWebhooksAsync();
        Assert.Equal((0, 0), await MissingAsync());
    }

    /// <summary>The announcement crashes behind the canary's arrival and runs again; the queues deliver twice.</summary>
    [Fact]
    public async Task Everything_Twice_ChangesNothing()
    {
        for (var i = 0; i < 2; i++)
        {
            await PublishAsync(WarningLevel.Red);
            await PlayLettersAsync();
            await PlayWebhooksAsync();
            Assert.Empty(await canaries.ReadOpenAsync(Cancellation));
        }

        await canaries.OpenAsync("w1-1", Cancellation);
        bench.Bench.Time.Advance(Limit * 2);
        Assert.Equal((0, 0), await MissingAsync());
    }

    /// <summary>The handler dies between its two writes, or loses their answers.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task End_ThatFailsHalfway_IsDoneAgain(int write)
    {
        await canaries.OpenAsync("w1-1", Cancellation);
        bench.Bench.Tables.Faults = Faults.At(write, FaultKind.Fails);
        await Assert.ThrowsAnyAsync<Exception>(() => canaries.EndAsync("w1-1", CanaryChannel.Mail, Cancellation));
        bench.Bench.Tables.Faults = null;

        await canaries.OpenAsync("w1-1", Cancellation);
        await canaries.EndAsync("w1-1", CanaryChannel.Mail, Cancellation);

        Assert.Equal([CanaryChannel.Webhook], (await canaries.ReadOpenAsync(Cancellation)).Select(each => each.Channel));
    }

    [Fact]
    public async Task Missing_AfterADay_IsReportedNoMore()
    {
        await canaries.OpenAsync("w1-1", Cancellation);
        bench.Bench.Time.Advance(CheckCanaries.Reported);
        Assert.Equal((1, 1), await MissingAsync());
        bench.Bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 0), await MissingAsync());
    }

    [Fact]
    public async Task Forget_AfterTheLogsDays_RemovesWhatWasOpenOrNot()
    {
        await canaries.OpenAsync("w1-1", Cancellation);
        await canaries.EndAsync("w1-1", CanaryChannel.Mail, Cancellation);
        bench.Bench.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        await canaries.OpenAsync("w2-1", Cancellation);

        await timer.ForgetAsync(new TimerInfo(), Cancellation);

        Assert.Equal(["w2-1", "w2-1"], (await canaries.ReadOpenAsync(Cancellation)).Select(each => each.Bulletin));
    }

    [Fact]
    public async Task Gauge_OfAnInstanceWhoseTimerDidNotRunAgain_IsNotShown()
    {
        await canaries.OpenAsync("w1-1", Cancellation);
        await MissingAsync();
        bench.Bench.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Empty(measured.Now("canary.missing"));
    }

    /// <summary>As <c>AnnounceWarningActivity</c> and the topic do.</summary>
    private async Task PublishAsync(WarningLevel level, CapStatus status = CapStatus.Actual)
    {
        var first = bench.Page("w1-1", level, status);
        if (first.Warning!.IsUrgent) await canaries.OpenAsync(first.Id, Cancellation);
        var body = BinaryData.FromObjectAsJson(first.Warning, AppJson.Options);
        var message = Azure.Messaging.ServiceBus.ServiceBusModelFactory.ServiceBusReceivedMessage(body, subject: "warning");
        await letters.BeginAsync(message, Cancellation);
        await deliveries.BeginAsync(message, Cancellation);
    }

    private async Task PlayLettersAsync()
    {
        await broker.QueueAsync(Topology.FanOut, message => letters.BringAsync(message, Cancellation));
        await broker.QueueAsync(Topology.UrgentLetters, message => post.OnMessages.SendUrgentAsync(message, Cancellation));
        // The canary has no address: no mail is even begun.
        Assert.Equal((0, 0), post.Connections);
    }

    private async Task PlayWebhooksAsync()
    {
        await broker.QueueAsync(Topology.WebhookPages, message => deliveries.BringAsync(message, Cancellation));
        await broker.QueueAsync(Topology.UrgentDeliveries, message => deliveries.SendUrgentAsync(message, Cancellation));
    }

    /// <summary>What the gauge shows after the timer: by mail, and by webhook.</summary>
    private async Task<(int Mail, int Webhook)> MissingAsync()
    {
        await timer.CheckAsync(new TimerInfo(), Cancellation);
        var shown = measured.Now("canary.missing");
        return ((int)shown["channel=Mail"], (int)shown["channel=Webhook"]);
    }
}
