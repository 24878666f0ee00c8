using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using App.Tests.Fixtures;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Operations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace App.Tests.Operations;

/// <summary>Dead letters are shown without their bodies, and sent again: once, to where they died.</summary>
public sealed class DeadLetterTests : IDisposable
{
    private static readonly BusEntity Queue = new(null, Topology.Letters);
    private static readonly BusEntity Reviews = new(Topology.Facts, Topology.ReviewsSubscription);

    private readonly DeadBus bus = new();
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LoggedLines<SendDeadLetters> log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => services.Dispose();

    [Fact]
    public void Entities_OfTheFunctions_AreThoseOfTheTopology()
    {
        var topology = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "infra", "topology.json")))!;
        var listed = topology["queues"]!.AsArray().Select(queue => queue!["name"]!.GetValue<string>()).Concat(
            topology["topics"]!.AsArray().SelectMany(topic => topic!["subscriptions"]!.AsArray().Select(
                subscription => $"{topic["name"]!.GetValue<string>()}/{subscription!["name"]!.GetValue<string>()}")));
        Assert.Equal(listed.Order(StringComparer.Ordinal), BusEntity.All.Select(entity => entity.Path));
    }

    [Fact]
    public async Task Count_MoreThanAreCounted_SaysSo()
    {
        for (var i = 0; i <= DeadLetterStore.MostCounted; i++) bus.Die(Queue, $"m{i}");
        bus.Die(Reviews, "one");

        var counts = (await Store.CountAsync(Cancellation)).Items;

        Assert.Equal(BusEntity.All.Count, counts.Count);
        Assert.Equal(new DeadLetterCount("letters", DeadLetterStore.MostCounted, true), counts.Single(count => count.Entity == "letters"));
        Assert.Equal(
            new DeadLetterCount("facts/reviews", 1, false), counts.Single(count => count.Entity == "facts/reviews"));
    }

    [Fact]
    public async Task Page_MoreThanOne_LeadsToTheRest()
    {
        foreach (var id in (string[])["a", "b", "c"]) bus.Die(Queue, id);

        var first = await Store.PageAsync(Queue, null, 2, Cancellation);
        var second = await Store.PageAsync(Queue, first.Cursor, 2, Cancellation);

        Assert.Equal(["a", "b"], first.Items.Select(each => each.MessageId));
        Assert.Equal(("c", null), (Assert.Single(second.Items).MessageId, second.Cursor));
        var other = await Assert.ThrowsAsync<ProblemException>(() => Store.PageAsync(Reviews, first.Cursor, 2, Cancellation));
        Assert.Equal(PlatformProblems.BadCursor, other.Type);
    }

    [Fact]
    public async Task Page_OfFacts_NamesTheFactAndShowsNoBody()
    {
        var fact = new SealedFact("a1", 3, "DecisionRecorded", DateTimeOffset.UnixEpoch, "wu", "{\"secret\":\"x\"}", "", "0123456789");
        bus.Die(Reviews, "fact", JsonMessage.Of("fact", fact, fact.Type).Body.ToString());
        bus.Die(Reviews, "other", "no fact");

        var items = (await Store.PageAsync(Reviews, null, 2, Cancellation)).Items;

        Assert.Equal([new DeadFact("a1", 3, "DecisionRecorded"), null], items.Select(each => each.Fact));
        Assert.Equal(("MaxDeliveryCountExceeded", "too many"), (items[0].Reason, items[0].Description));
        Assert.DoesNotContain("secret", items[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_All_MovesEachToItsQueueUnderAnotherId()
    {
        bus.Die(Queue, "a", "body of a");
        bus.Die(Queue, "b");

        var sent = await Sending().RunAsync(new DeadLetterChoice("letters"), "admin", Cancellation);

        Assert.Equal(new DeadLettersSent("letters", 2, false), sent);
        Assert.Empty(bus.Dead(Queue));
        var copies = bus.Sent("letters");
        Assert.Equal("body of a", copies[0].Body.ToString());
        Assert.All(copies, copy => Assert.DoesNotContain(copy.MessageId, (string[])["a", "b"]));
        Assert.DoesNotContain(copies, copy => copy.ApplicationProperties.ContainsKey("DeadLetterReason"));
        Assert.DoesNotContain(copies, copy => copy.ApplicationProperties.ContainsKey(SendDeadLetters.ResentTo));
    }

    [Fact]
    public async Task Send_OfASubscription_IsMeantForItAlone()
    {
        bus.Die(Reviews, "fact");
        await Sending().RunAsync(new DeadLetterChoice("facts/reviews", "fact"), "admin", Cancellation);
        Assert.Equal("reviews", Assert.Single(bus.Sent("facts")).ApplicationProperties[SendDeadLetters.ResentTo]);
    }

    /// <summary>Whoever takes it, however often it died, can tell how old it is: the broker counts from the copy on.</summary>
    [Fact]
    public void Copy_OfACopy_KeepsWhenTheMessageWasFirstSent()
    {
        var first = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
        var dead = ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString("x"), "a", enqueuedTime: first);
        for (var death = 1; death <= 2; death++)
        {
            var copy = SendDeadLetters.Copy(Queue, dead);
            dead = ServiceBusModelFactory.ServiceBusReceivedMessage(
                copy.Body, copy.MessageId, properties: copy.ApplicationProperties, enqueuedTime: first.AddDays(death));
            Assert.Equal(first, FirstSent.Of(dead));
        }
    }

    [Fact]
    public async Task Send_One_LeavesTheOthersFree()
    {
        foreach (var id in (string[])["a", "b", "c"]) bus.Die(Queue, id);

        await Sending().RunAsync(new DeadLetterChoice("letters", "b"), "admin", Cancellation);

        Assert.Equal(["a", "c"], bus.Dead(Queue));
        Assert.StartsWith("b~r-", Assert.Single(bus.Sent("letters")).MessageId, StringComparison.Ordinal);
        Assert.Equal(0, bus.Locked);
        Assert.Contains("admin sent 1 dead letters of letters again: b", log.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Send_OneThatIsThereNoMore_IsRefused()
    {
        bus.Die(Queue, "a");
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => Sending().RunAsync(new DeadLetterChoice("letters", "b"), "admin", Cancellation));
        Assert.Equal((OperationsProblems.Absent, 0), (refused.Type, bus.Locked));
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("facts")]
    [InlineData("")]
    public async Task Send_OfNoEntity_IsNotFound(string entity)
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => Sending().RunAsync(new DeadLetterChoice(entity), "admin", Cancellation));
        Assert.Equal(PlatformProblems.NotFound, refused.Type);
    }

    [Fact]
    public async Task Send_CrashBetweenCopyAndRemoval_SendsTheSameCopyOnce()
    {
        bus.Die(Queue, "a");
        bus.BreaksCompletion = true;
        await Assert.ThrowsAsync<ServiceBusException>(() => Sending().RunAsync(new DeadLetterChoice("letters"), "admin", Cancellation));

        await Sending().RunAsync(new DeadLetterChoice("letters"), "admin", Cancellation);

        // The broker drops the second copy: it has the same id.
        Assert.Equal(2, bus.Sent("letters").Count);
        Assert.Single(bus.Sent("letters").Select(copy => copy.MessageId).Distinct());
        Assert.Empty(bus.Dead(Queue));
    }

    [Fact]
    public async Task Send_BrokerRefusesTheCopy_LeavesTheDeadLetter()
    {
        bus.Die(Queue, "a");
        bus.RefusesCopies = true;
        await Assert.ThrowsAsync<ServiceBusException>(() => Sending().RunAsync(new DeadLetterChoice("letters"), "admin", Cancellation));
        Assert.Equal((1, 0), (bus.Dead(Queue).Count, bus.Locked));
    }

    [Fact]
    public async Task Send_MoreThanOneCallTakes_SaysThatThereIsMore()
    {
        for (var i = 0; i <= SendDeadLetters.Most; i++) bus.Die(Queue, $"m{i}");
        Assert.Equal(
            new DeadLettersSent("letters", SendDeadLetters.Most, true),
            await Sending().RunAsync(new DeadLetterChoice("letters"), "admin", Cancellation));
        Assert.Equal(
            new DeadLettersSent("letters", 1, false), await Sending().RunAsync(new DeadLetterChoice("letters"), "admin", Cancellation));
    }

    [Fact]
    public void Copy_DiedAgain_HasAnIdOfItsOwnAndOneMark()
    {
        var longest = new string('x', 128);
        var first = SendDeadLetters.Copy(Reviews, DeadBus.Message(1, longest, "x")).MessageId;
        var again = SendDeadLetters.Copy(Reviews, DeadBus.Message(2, first, "x")).MessageId;
        var alerts = new BusEntity(Topology.Facts, Topology.AlertsSubscription);
        var elsewhere = SendDeadLetters.Copy(alerts, DeadBus.Message(1, longest, "x")).MessageId;

        Assert.Equal(3, new[] { first, again, elsewhere }.Distinct().Count());
        Assert.All([first, again, elsewhere], id => Assert.Equal((128, 2), (id.Length, id.Split("~r-").Length)));
    }

    private DeadLetterStore Store => new(bus.Client);

    private SendDeadLetters Sending() =>
        new(bus.Client, new DeadLetterMetrics(services.GetRequiredService<IMeterFactory>()), log);
}
