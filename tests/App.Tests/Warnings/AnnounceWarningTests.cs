using System.ServiceModel.Syndication;
using System.Xml;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Warnings;

/// <summary>Store, lists, topic and feed together.</summary>
public class AnnounceWarningTests
{
    private readonly MemoryWarnings memory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Announce_WholeLife_PublishesEachMessageOnce()
    {
        await memory.VerifiedAsync();
        var published = await AnnounceAsync(0);
        Assert.Equal((WarningStatus.Published, 1), (published.Status, published.Announced));
        await EscalateAsync();
        Assert.Equal(2, (await AnnounceAsync(1)).Announced);
        Assert.Equal(2, (await AnnounceAsync(2)).Announced);
        await memory.ChangeAsync(state => CancelWarning.Decide(state, Sample.Over, memory.By("p")));
        Assert.Equal(new WarningTurn(WarningStatus.Cancelled, 3, null), await AnnounceAsync(2));

        Assert.Equal([$"{memory.Id}-1", $"{memory.Id}-2", $"{memory.Id}-3"], Announced());
        // The canaries wait for what was urgent: from the escalation to Orange on.
        Assert.Equal(
            [$"{memory.Id}-2", $"{memory.Id}-3"],
            (await memory.Canaries.ReadOpenAsync(Cancellation)).Select(each => each.Bulletin).Distinct().Order());
        Assert.Equal(
            [
                "WarningDrafted", "WarningVerified", "WarningPublished", "WarningChangeProposed", "WarningEscalated", "WarningCancelled",
            ],
            memory.App.Bus.To(Topology.Facts).Select(message => message.Subject).Where(name => name != "NationalIdentifierClaimed"));
        var line = Assert.Single(await memory.PublicAsync());
        Assert.Equal((WarningStatus.Cancelled, WarningLevel.Orange), (line.Status, line.Level));
    }

    [Fact]
    public async Task Announce_SameRequestAgain_SendsTheSameMessageId()
    {
        await memory.VerifiedAsync();
        await AnnounceAsync(0);
        await AnnounceAsync(0);

        Assert.Equal([$"{memory.Id}-1", $"{memory.Id}-1"], Announced());
        Assert.Single((await memory.ReadAsync()).Messages);
    }

    [Fact]
    public async Task Announce_BrokerAway_NextRunCompletesTheSameMessage()
    {
        await memory.VerifiedAsync();
        memory.App.Bus.Broken = Topology.Bulletins;
        await Assert.ThrowsAnyAsync<Exception>(() => AnnounceAsync(0));

        await AnnounceAsync(0);

        Assert.Equal([$"{memory.Id}-1"], Announced());
        Assert.Single(await memory.EntriesAsync());
    }

    [Fact]
    public async Task Announce_Draft_DoesNothing()
    {
        await memory.DraftAsync();

        Assert.Null(await memory.Announce.RunAsync(new AnnounceRequest(memory.Id, 0), Cancellation));
        Assert.Empty(Announced());
        Assert.Empty(await memory.PublicAsync());
    }

    [Fact]
    public async Task Announce_AtItsEnd_ExpiresAndSaysSoInTheList()
    {
        await memory.VerifiedAsync();
        await AnnounceAsync(0);
        memory.App.Time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(new WarningTurn(WarningStatus.Expired, 1, null), await AnnounceAsync(1));
        Assert.Equal(WarningStatus.Expired, Assert.Single(await memory.PublicAsync()).Status);
        Assert.Single(Announced());
    }

    [Fact]
    public async Task Announce_Published_IsLookedAtDailyAndAtItsEnd()
    {
        await memory.VerifiedAsync();
        Assert.Equal(Sample.Now.AddDays(1), (await AnnounceAsync(0)).LookAgain);

        memory.App.Time.Advance(TimeSpan.FromDays(6.5));
        Assert.Equal(Sample.Now.AddDays(7), (await AnnounceAsync(1)).LookAgain);
    }

    [Fact]
    public async Task Draft_SameSignalTwice_KeepsTheFirst()
    {
        await memory.DraftAsync("a", Sample.Signal(WarningLevel.Blue));
        await memory.DraftAsync("b", Sample.Signal(WarningLevel.Blue));

        Assert.Equal(WarningLevel.Blue, (await memory.ReadAsync()).Warning.Level);
    }

    [Fact]
    public async Task Change_TwoAtOnce_KeepsBothInOneChain()
    {
        await memory.VerifiedAsync();
        await AnnounceAsync(0);

        await Task.WhenAll(
            UpdateAsync(new UpdateBody(Level: WarningLevel.Blue)), UpdateAsync(new UpdateBody(Expires: Sample.Now.AddDays(9))));

        var (warning, messages, _) = await memory.ReadAsync();
        Assert.Equal((3, WarningLevel.Blue, Sample.Now.AddDays(9)), (warning.Messages.Count, warning.Level, warning.Expires));
        Assert.Equal(warning.Messages, messages.Select(message => message.Reference));
    }

    [Fact]
    public async Task Store_LongestTexts_ComeBackComplete()
    {
        static LocalizedText Long(int length) => new(
            string.Concat(Enumerable.Repeat("\"\n<", length / 3)), string.Concat(Enumerable.Repeat("\U0001F600", length / 2)));
        var signal = Sample.Signal() with
        {
            Event = Long(Wording.MaxEvent),
            Headline = Long(Wording.MaxHeadline),
            Description = Long(Wording.MaxDescription),
            Instruction = Long(Wording.MaxInstruction),
        };
        await memory.DraftAsync(signal: signal);
        await memory.ChangeAsync(state => VerifyWarning.Decide(state, Sample.Confirm(), Sample.Officer()));
        await AnnounceAsync(0);

        var (warning, messages, _) = await memory.ReadAsync();
        Assert.Equal(signal.Wording, warning.Wording);
        Assert.Equal(signal.Wording, Assert.Single(messages).Wording);
    }

    [Fact]
    public async Task Feed_OfMessages_ReadsBackAndLinksTheirCap()
    {
        await memory.VerifiedAsync();
        await AnnounceAsync(0);
        await EscalateAsync();

        var bytes = AtomFeed.Write(
            WarningFeed.Make(
                new Page<WarningEntry>(await memory.EntriesAsync(), null), "author", new FeedPlace(new Uri("https://hts.example/feed"), "", Sample.Now),
                new PublicAddress(new ConfigurationBuilder().Build())));
        using var reader = XmlReader.Create(new MemoryStream(bytes));
        var feed = SyndicationFeed.Load(reader);

        Assert.Equal(2, feed.Items.Select(item => item.Id).Distinct().Count());
        Assert.Equal(
            [$"/api/warnings/{memory.Id}/cap?message=2", $"/api/warnings/{memory.Id}/cap?message=1"],
            feed.Items.Select(item => item.Links.Single(link => link.MediaType == CapDocument.MediaType).Uri.PathAndQuery));
    }

    private Task UpdateAsync(UpdateBody body) =>
        Task.Run(() => memory.ChangeAsync(state => UpdateWarning.Decide(state, body, memory.By("b"))), Cancellation);

    private async Task EscalateAsync()
    {
        await memory.ChangeAsync(state => EscalateWarning.Decide(state, new EscalateBody(WarningLevel.Orange), memory.By("p")));
        await memory.ChangeAsync(state => VerifyChange.Decide(state, Sample.Confirm(), memory.By("officer")));
    }

    private async Task<WarningTurn> AnnounceAsync(int announced) =>
        (await memory.Announce.RunAsync(new AnnounceRequest(memory.Id, announced), Cancellation))!.Value;

    private IEnumerable<string> Announced() => memory.App.Bus.To(Topology.Bulletins).Select(message => message.MessageId);
}
