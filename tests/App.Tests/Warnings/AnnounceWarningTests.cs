using System.ServiceModel.Syndication;
using System.Xml;
using App.Tests.Fixtures;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Warnings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Warnings;

/// <summary>Store, lists, topic and feed together.</summary>
public class AnnounceWarningTests
{
    private readonly FakeTimeProvider time = new(Sample.Now);
    private readonly MemoryBus bus = new();
    private readonly WarningStore store;
    private readonly WarningLists lists;
    private readonly PublicAddress address = new(new ConfigurationBuilder().Build());
    private readonly AnnounceWarningActivity announce;
    private readonly string id = Sample.Signal().WarningId;

    public AnnounceWarningTests()
    {
        var tables = new MemoryTables();
        var outbox = new Outbox(tables, time);
        store = new WarningStore(tables, new FactStore(tables, new FactPublisher(bus.Client), outbox, time, NullLogger<FactStore>.Instance));
        lists = new WarningLists(tables);
        announce = new AnnounceWarningActivity(store, lists, new BulletinTopic(bus.Client), address, Options.Create(new WarningOptions()), time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Announce_WholeLife_PublishesEachMessageOnce()
    {
        await VerifiedAsync();
        Assert.Equal(WarningStatus.Published, (await announce.RunAsync(id, Cancellation)).Status);
        await CommandAsync(new EscalateWarning("p", WarningLevel.Orange));
        await announce.RunAsync(id, Cancellation);
        await announce.RunAsync(id, Cancellation);
        await CommandAsync(new CancelWarning("p", null));
        Assert.Equal(WarningStatus.Cancelled, (await announce.RunAsync(id, Cancellation)).Status);

        Assert.Equal([$"{id}-1", $"{id}-2", $"{id}-3"], bus.To(Topology.Notices).Select(message => message.MessageId));
        Assert.Equal(
            ["WarningDrafted", "WarningVerified", "WarningPublished", "WarningEscalated", "WarningCancelled"], bus.To(Topology.Facts).Select(message => message.Subject));
        var line = Assert.Single((await lists.PageAsync(null, 10, Cancellation)).Items);
        Assert.Equal((WarningStatus.Cancelled, WarningLevel.Orange), (line.Status, line.Level));
    }

    [Fact]
    public async Task Announce_BrokerAway_NextRunCompletesTheSameMessage()
    {
        await VerifiedAsync();
        bus.Broken = Topology.Notices;
        await Assert.ThrowsAnyAsync<Exception>(() => announce.RunAsync(id, Cancellation));

        await announce.RunAsync(id, Cancellation);

        Assert.Equal($"{id}-1", Assert.Single(bus.To(Topology.Notices)).MessageId);
        Assert.Single(await lists.NewestAsync(10, Cancellation));
    }

    [Fact]
    public async Task Announce_AtItsEnd_ExpiresAndSaysSoInTheList()
    {
        await VerifiedAsync();
        await announce.RunAsync(id, Cancellation);
        time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(WarningStatus.Expired, (await announce.RunAsync(id, Cancellation)).Status);
        Assert.Equal(WarningStatus.Expired, (await lists.PageAsync(null, 10, Cancellation)).Items[0].Status);
        Assert.Single(bus.To(Topology.Notices));
    }

    [Fact]
    public async Task Add_SameSignalTwice_KeepsTheFirstDraft()
    {
        await store.AddAsync(WarningRules.Draft(Sample.Signal(WarningLevel.Blue), "a", Sample.Now, Sample.Settings), Cancellation);
        await store.AddAsync(WarningRules.Draft(Sample.Signal(WarningLevel.Red), "b", Sample.Now, Sample.Settings), Cancellation);

        Assert.Equal(WarningLevel.Blue, (await store.GetAsync(id, Cancellation)).Level);
    }

    [Fact]
    public async Task Change_TwoAtOnce_KeepsBothInOneChain()
    {
        await VerifiedAsync();
        await announce.RunAsync(id, Cancellation);

        await Task.WhenAll(
            Task.Run(() => CommandAsync(new EscalateWarning("a", WarningLevel.Orange)), Cancellation),
            Task.Run(() => CommandAsync(new UpdateWarning("b", Sample.Signal().Texts with { Headline = new("新", "New") }, null, null)), Cancellation));

        var warning = await store.GetAsync(id, Cancellation);
        Assert.Equal((3, WarningLevel.Orange, "New"), (warning.Messages.Count, warning.Level, warning.Texts.Headline.English));
        Assert.Equal(2, (await store.FindMessageAsync(id, 3, Cancellation))!.References.Count);
    }

    [Fact]
    public async Task Change_OtherETag_IsRefused()
    {
        await VerifiedAsync();
        var problem = await Assert.ThrowsAsync<ProblemException>(() => store.ChangeAsync(
            id, warning => WarningRules.Decide(warning, new PublishWarning("p"), time.GetUtcNow(), Sample.Settings), Cancellation, "W/\"other\""));
        Assert.Equal("precondition-failed", problem.Type.Slug);
    }

    [Fact]
    public async Task Store_LongestTexts_FitTheRow()
    {
        static LocalizedText Long(int length) => new(string.Concat(Enumerable.Repeat("\"\n<", length / 3)), new string('&', length));
        var signal = Sample.Signal() with
        {
            Event = Long(WarningTexts.MaxEvent), Headline = Long(WarningTexts.MaxHeadline), Description = Long(WarningTexts.MaxDescription), Instruction = Long(WarningTexts.MaxInstruction),
        };
        signal.Check();
        await store.AddAsync(WarningRules.Draft(signal, "a", Sample.Now, Sample.Settings), Cancellation);

        Assert.Equal(signal.Texts, (await store.GetAsync(id, Cancellation)).Texts);
    }

    [Fact]
    public async Task Feed_OfMessages_ReadsBackAndLinksTheirCap()
    {
        await VerifiedAsync();
        await announce.RunAsync(id, Cancellation);
        await CommandAsync(new EscalateWarning("p", WarningLevel.Red));
        await announce.RunAsync(id, Cancellation);

        var bytes = AtomFeed.Write(WarningFeed.Make(await lists.NewestAsync(50, Cancellation), "author", address));
        using var reader = XmlReader.Create(new MemoryStream(bytes));
        var feed = SyndicationFeed.Load(reader);

        Assert.Equal(2, feed.Items.Select(item => item.Id).Distinct().Count());
        Assert.Equal(
            [$"/api/warnings/{id}/cap?message=2", $"/api/warnings/{id}/cap?message=1"],
            feed.Items.Select(item => item.Links.Single(link => link.MediaType == CapDocument.MediaType).Uri.PathAndQuery));
    }

    private async Task VerifiedAsync()
    {
        await store.AddAsync(WarningRules.Draft(Sample.Signal(), "stats", Sample.Now, Sample.Settings), Cancellation);
        await CommandAsync(new VerifyWarning("officer", VerificationDecision.Confirm, null, null));
    }

    private Task CommandAsync(WarningCommand command) =>
        store.ChangeAsync(id, warning => WarningRules.Decide(warning, command, time.GetUtcNow(), Sample.Settings), Cancellation);
}
