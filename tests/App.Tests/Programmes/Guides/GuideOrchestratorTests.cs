using App.Tests.Fixtures;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Guides;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using static App.Tests.Programmes.Guides.GuideSample;

namespace App.Tests.Programmes.Guides;

/// <summary>A published guide from its publication to its closing, without any event: what the next look finds.</summary>
public sealed class GuideOrchestratorTests
{
    private readonly GuideSample sample = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OfAGuide_AnnouncesEachDayOnce()
    {
        var id = await sample.PublishAsync();

        await RunAsync(id);

        Assert.Equal(
            ["GuideOpened 2027-02-01", "GuideClosing 2027-03-24", "GuideClosing 2027-03-30", "GuideClosed 2027-04-01"], await NewsAsync());
        var guide = (await sample.Desk.GetAsync(id, null, Cancellation)).Guide;
        Assert.True(guide.IsClosed);
    }

    [Fact]
    public async Task Run_Extended_AnnouncesTheNewLastDays()
    {
        var id = await sample.PublishAsync();
        var at = (new DateTimeOffset(2027, 3, 31, 0, 0, 0, TimeSpan.Zero) - Now).TotalHours;

        await RunAsync(id, (at, () => ExtendAsync(id, "2027-04-20")));

        Assert.Equal(
            [
                "GuideOpened 2027-02-01", "GuideClosing 2027-03-24", "GuideClosing 2027-03-30",
                "GuideClosing 2027-04-13", "GuideClosing 2027-04-19", "GuideClosed 2027-04-21",
            ],
            await NewsAsync());
    }

    [Fact]
    public async Task Run_Withdrawn_Ends()
    {
        var id = await sample.PublishAsync();

        await RunAsync(id, (24, () => sample.Desk.WithdrawAsync(id, "admin", default, Cancellation)));

        Assert.Empty(await NewsAsync());
    }

    [Fact]
    public async Task Run_OfAStandingCall_EndsWithItsOpening()
    {
        var id = await sample.PublishAsync(Body("2027-02-01", null));

        await RunAsync(id);

        Assert.Equal(["GuideOpened 2027-02-01"], await NewsAsync());
    }

    [Fact]
    public async Task Look_AfterAMissedClosing_AnnouncesThatAlone()
    {
        var id = await sample.PublishAsync();
        var late = new GuideLook(id, new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero));

        for (var time = 0; time < 2; time++) Assert.Null(await Activity.RunAsync(late, Cancellation));

        Assert.Single(await NewsAsync(), news => news.StartsWith("GuideClosed", StringComparison.Ordinal));
        Assert.Single(await NewsAsync());
    }

    [Theory]
    [InlineData("2027-01-31T15:59:59.999Z", "2027-01-31T16:00:00Z")]
    [InlineData("2027-01-31T16:00:00Z", "2027-03-23T16:00:00Z")]
    public async Task Look_AtTheOpening_NeverAsksForAMomentThatIsOver(string at, string next)
    {
        var id = await sample.PublishAsync();

        Assert.Equal(DateTimeOffset.Parse(next), await Activity.RunAsync(new GuideLook(id, DateTimeOffset.Parse(at)), Cancellation));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public async Task Sweep_PublishedWithoutARun_StartsItOnceSettled(int minutes, int starts)
    {
        var id = await sample.PublishAsync();
        sample.Under.Time.Advance(TimeSpan.FromMinutes(minutes));
        var durable = new Mock<DurableTaskClient>("test");

        await new MissingGuideTimer(sample.Under.Lists, new MissingRuns(sample.Under.Time, NullLogger<MissingRuns>.Instance))
            .StartAsync(new TimerInfo(), durable.Object, Cancellation);

        durable.Verify(
            client => client.ScheduleNewOrchestrationInstanceAsync(
                nameof(GuideOrchestrator), new GuideRun(id),
                It.Is<StartOrchestrationOptions>(options => options.InstanceId == $"guide-{id}"), It.IsAny<CancellationToken>()),
            Times.Exactly(starts));
    }

    private AnnounceGuideActivity Activity => new(sample.Under.Store, sample.Catalogue, sample.Register);

    private Task RunAsync(string id, params (double Hours, Func<Task> Act)[] happens) => GuideOrchestrator.RunAsync(
        new PlayedOrchestration(sample.Under.Time, async (_, input) => await Activity.RunAsync((GuideLook)input, Cancellation), happens),
        new GuideRun(id));

    private Task ExtendAsync(string id, string closes) => sample.Desk.ExtendAsync(
        id, new ExtensionBody { Closes = Day(closes), Reason = new("延", "More time") }, "admin", default, Cancellation);

    /// <summary>With the days in Shenzhen on which they were recorded.</summary>
    private async Task<IReadOnlyList<string>> NewsAsync() =>
    [
        .. (await sample.Under.Store.ReadFactsAsync(Topology.GuidesTable, GuideAggregate.PartitionOf(Programme), Cancellation))
            .Where(fact => fact.Read() is GuideFact)
            .Select(fact => $"{fact.Type} {FunctionsApp.City.BeijingTime.Day(fact.At):yyyy-MM-dd}"),
    ];
}
