using App.Tests.Fixtures;
using App.Tests.Mail;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Alerts;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Subscriptions;

namespace App.Tests.Subscriptions;

/// <summary>An item of two sectors and a programme: whoever is on several of its lists gets one letter, whatever runs when.</summary>
public sealed class ItemOfSeveralListsTests
{
    private const string Address = "reader@example.com";

    private static readonly LocalizedText Text = new("指南", "Guide");

    private readonly SubscriptionBench subscribers = new();

    private StoreUnderTest Bench => subscribers.Bench;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>No page knows what another one sent, and no delivery what another one kept: as if all ran at once.</summary>
    [Theory]
    [InlineData("it", "biotech", "award")]
    [InlineData("it", "award", "biotech")]
    [InlineData("biotech", "it", "award")]
    [InlineData("biotech", "award", "it")]
    [InlineData("award", "it", "biotech")]
    [InlineData("award", "biotech", "it")]
    public async Task Pages_InAnyOrderAndUnknownToEachOther_BringOneLetter(params string[] order)
    {
        await subscribers.SubscribeAsync(Address, Wants(["it", "biotech"], "award"));
        await subscribers.SubscribeAsync("sectors@example.com", Wants(["biotech", "it"]));
        await subscribers.SubscribeAsync("second@example.com", Wants(["biotech"]));
        await subscribers.SubscribeAsync("programme@example.com", Wants(["ip"], "award"));
        var item = Later();

        var arrived = new List<string>();
        foreach (var list in order) arrived.AddRange(await DeliverEachAloneAsync(await BringAsync(item, list)));

        Assert.Equal(
            ["programme@example.com", Address, "second@example.com", "sectors@example.com"], arrived.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_AtTheSameMoment_BringOneLetter()
    {
        for (var i = 0; i < 30; i++) await subscribers.SubscribeAsync($"reader{i}@example.com", Wants(["it", "biotech"], "award"));
        var item = Later();
        using var start = new Barrier(3);

        var pages = await Task.WhenAll(new[] { "biotech", "it", "award" }.Select(list => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(Cancellation);
                return BringAsync(item, list);
            },
            Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

        var letters = pages.SelectMany(page => page).SelectMany(PostOffice.LettersOf).ToList();
        Assert.Equal(30, letters.Count);
        Assert.Equal(30, letters.Select(letter => letter.Email).Distinct().Count());
    }

    /// <summary>The subscriber joins, leaves or changes the lists between two pages.</summary>
    [Theory]
    [InlineData("biotech", "it,biotech", "biotech", "it")]
    [InlineData("biotech", "it,biotech", "it", "biotech")]
    [InlineData("it,biotech", "biotech", "it", "biotech")]
    [InlineData("it,biotech", "biotech", "biotech", "it,biotech")]
    [InlineData("it,biotech", "it", "biotech", "it")]
    [InlineData("it", "biotech", "it", "biotech")]
    public async Task Choice_ChangesBetweenThePages_BringsOneLetter(string before, string after, string first, string then)
    {
        var id = await subscribers.SubscribeAsync(Address, Wants(before.Split(',')));
        var item = Later();
        var messages = new List<ServiceBusMessage>(await BringAsync(item, first));
        await Bench.Store.ChangeSubscriptionAsync(
            id, state => ChangeSubscription.Decide(state, 1, Wants(after.Split(',')), Bench.Time.GetUtcNow()), Cancellation);
        foreach (var list in then.Split(',')) messages.AddRange(await BringAsync(item, list));

        Assert.Equal([Address], await DeliverAsync(messages));
    }

    /// <summary>A choice that is newer than the item: each list brings it, as a message that the broker takes once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Subscriber_NewerThanTheItem_GetsOneLetter(bool isLineOfAnEarlierVersion)
    {
        await subscribers.SubscribeAsync(Address, Wants(["it", "biotech"], "award"));
        var item = isLineOfAnEarlierVersion ? Later() with { Sectors = null } : Item(Bench.Time.GetUtcNow());
        var messages = new List<ServiceBusMessage>();
        foreach (var list in new[] { "it", "award", "biotech" }) messages.AddRange(await BringAsync(item, list));

        Assert.Equal(3, messages.Count);
        Assert.Single(messages.Select(message => message.MessageId).Distinct());
        // The broker's help alone, and without it, as after a day, the rows alone.
        var arrived = new List<string>();
        arrived.AddRange(await DeliverEachAloneAsync(messages.DistinctBy(message => message.MessageId)));
        Assert.Equal([Address], arrived);
        Assert.Equal([Address], await DeliverAsync(messages));
    }

    /// <summary>The alerts come again a day later, when the broker remembers none of their messages, and one more subscriber.</summary>
    [Fact]
    public async Task Item_RepublishedADayLater_ReachesNoOneTwice()
    {
        for (var i = 0; i < 50; i++) await subscribers.SubscribeAsync($"reader{i}@example.com", Wants(["it", "biotech"], "award"));
        for (var i = 0; i < 50; i++) await subscribers.SubscribeAsync($"other{i}@example.com", Wants(["biotech"]));
        var item = Later();
        var messages = new List<ServiceBusMessage>();
        foreach (var list in new[] { "it", "award", "biotech" }) messages.AddRange(await BringAsync(item, list));
        Bench.Time.Advance(TimeSpan.FromDays(1));
        await subscribers.SubscribeAsync("late@example.com", Wants(["it", "biotech"], "award"));
        foreach (var list in new[] { "biotech", "it", "award" }) messages.AddRange(await BringAsync(item, list));

        var arrived = await DeliverAsync(messages);

        Assert.Equal(101, arrived.Count);
        Assert.Equal(101, arrived.Distinct().Count());
    }

    /// <summary>All letters about an alert's item have the day on which it was gathered, whichever list brings it.</summary>
    [Fact]
    public async Task Letter_ByEachList_HasTheDayOfTheAlert()
    {
        await subscribers.SubscribeAsync(Address, Wants(["it"]));
        await subscribers.SubscribeAsync("programme@example.com", Wants(["ip"], "award"));
        var item = Later();
        var messages = (await BringAsync(item, "it")).Concat(await BringAsync(item, "award")).ToList();

        var letters = messages.SelectMany(PostOffice.LettersOf).ToList();
        Assert.Equal(2, letters.Count);
        Assert.All(letters, letter => Assert.Equal(BeijingTime.Day(GatheredAt(item)), letter.SentOn));
    }

    /// <summary>After all subscribers have chosen.</summary>
    private AlertItem Later()
    {
        Bench.Time.Advance(TimeSpan.FromMinutes(1));
        return Item(Bench.Time.GetUtcNow());
    }

    private static AlertItem Item(DateTimeOffset at) => new("guide-000000001", AlertItemKind.GuideClosing, at, Text, "programmes/award")
    {
        Programme = "award", Sectors = ["it", "biotech"],
    };

    private static DateTimeOffset GatheredAt(AlertItem item) => item.At.AddDays(1);

    /// <summary>Plays the page of a sector's alert, or of the programme; answers the messages that it sends.</summary>
    private async Task<IReadOnlyList<ServiceBusMessage>> BringAsync(AlertItem item, string list)
    {
        var bus = new MemoryBus();
        var fanOut = new FanOut(Bench.Lists, subscribers.Letters, new LetterSender(bus.Client), bus.Client);
        var sector = list == "award" ? "it" : list;
        var at = GatheredAt(item);
        var alert = new Alert(sector, BeijingTime.Day(at), 1, at, [item]);
        var page = new FanOutPage(alert.Id, sector, null, Alert: alert);
        await fanOut.BringAsync(list == "award" ? Assert.Single(page.Deadlines) : page, Cancellation);
        return bus.To(Topology.BulkLetters);
    }

    /// <summary>Who gets mail, where all deliveries know each other's rows.</summary>
    private async Task<IReadOnlyList<string>> DeliverAsync(IEnumerable<ServiceBusMessage> messages)
    {
        var office = new PostOffice(new MemoryTables(), Bench.Time);
        foreach (var message in messages)
        {
            await office.OnMessages.SendBulkAsync(
                ServiceBusModelFactory.ServiceBusReceivedMessage(
                    message.Body, message.MessageId, subject: message.Subject, enqueuedTime: Bench.Time.GetUtcNow()),
                Cancellation);
        }

        return [.. office.Recipients];
    }

    /// <summary>Who gets mail, where no delivery knows another one's rows.</summary>
    private async Task<IReadOnlyList<string>> DeliverEachAloneAsync(IEnumerable<ServiceBusMessage> messages)
    {
        var arrived = new List<string>();
        foreach (var message in messages) arrived.AddRange(await DeliverAsync([message]));
        return arrived;
    }

    private static SubscriptionChoice Wants(IReadOnlyList<string> sectors, params IReadOnlyList<string> deadlines) =>
        new SubscriptionChoice(sectors, null, AlertFrequency.Immediate, Language.English) { Deadlines = deadlines }.Ordered();
}
