using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Guides;
using static App.Tests.Programmes.Guides.GuideSample;

namespace App.Tests.Programmes.Guides;

/// <summary>How published guides reach every instance, and whom they serve.</summary>
public sealed class GuideRegisterTests
{
    private readonly GuideSample sample = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guide_PublishedOnAnotherInstance_CountsAfterAMinute()
    {
        var there = sample.Instance();
        await there.Register.RefreshAsync(Cancellation);
        await sample.PublishAsync();
        Assert.Single(sample.Catalogue.Published);

        sample.Under.Time.Advance(KeptList<AnnualGuide>.Staleness - TimeSpan.FromTicks(1));
        await there.Register.RefreshAsync(Cancellation);
        Assert.Empty(there.Catalogue.Published);

        sample.Under.Time.Advance(TimeSpan.FromTicks(1));
        await there.Register.RefreshAsync(Cancellation);
        Assert.Single(there.Catalogue.Published);
    }

    [Fact]
    public async Task Application_UnderAGuideThatTheInstanceHasNotSeen_ReadsIt()
    {
        var there = sample.Instance();
        await there.Register.RefreshAsync(Cancellation);
        var id = await sample.PublishAsync();

        var read = there.Catalogue.Get(Programme, 1, id);
        Assert.Equal((id, Day("2027-02-01")), (read.GuideId, read.Guide.Opens));
        Assert.Throws<InvalidOperationException>(() => there.Catalogue.Get(Programme, 1, Second));
        Assert.Throws<InvalidOperationException>(() => there.Catalogue.Get(Programme, 1, "../x-g1"));
        Assert.Null(there.Catalogue.Get(Programme, 1).GuideId);
    }

    [Fact]
    public async Task Extension_ReachesThoseWhoAppliedBeforeIt()
    {
        var there = sample.Instance();
        var id = await sample.PublishAsync();
        _ = there.Catalogue.Get(Programme, 1, id);

        var later = new ExtensionBody { Closes = Day("2027-04-10"), Reason = new("延", "More time") };
        await sample.Desk.ExtendAsync(id, later, "admin", default, Cancellation);
        sample.Under.Time.Advance(KeptList<AnnualGuide>.Staleness);
        await there.Register.RefreshAsync(Cancellation);

        Assert.Equal(Day("2027-04-10"), there.Catalogue.Get(Programme, 1, id).Guide.Closes);
    }

    [Fact]
    public async Task Withdrawn_CountsNoLonger()
    {
        var id = await sample.PublishAsync();
        await sample.Desk.WithdrawAsync(id, "admin", default, Cancellation);
        await sample.Register.RefreshAsync(Cancellation);

        Assert.Empty(sample.Catalogue.Published);
    }

    /// <summary>The definition's own guide (to 2026-12-31), then a published one, a gap, and another.</summary>
    [Theory]
    [InlineData("2026-12-31", null)]
    [InlineData("2027-01-01", First)]
    [InlineData("2027-02-01", First)]
    [InlineData("2027-03-31", First)]
    [InlineData("2027-04-01", Second)]
    [InlineData("2027-05-31", Second)]
    [InlineData("2027-06-01", Second)]
    public async Task ForNew_ByDay_ChoosesTheOpenOrTheNextGuide(string day, string? expected)
    {
        await sample.PublishAsync();
        await sample.PublishAsync(Body("2027-05-01", "2027-05-31"));

        Assert.Equal(expected, sample.Catalogue.ForNew(Programme, Day(day)).GuideId);
    }

    [Fact]
    public async Task ForNew_AfterAPublishedGuideOpened_LeavesTheDefinitionsOwnBehind()
    {
        // Its own guide has no end.
        var body = Body() with { Programme = "special-fund-rd", Version = 2 };
        var id = await sample.PublishAsync(body);

        Assert.Null(sample.Catalogue.ForNew("special-fund-rd", Day("2027-01-31")).GuideId);
        Assert.Equal(id, sample.Catalogue.ForNew("special-fund-rd", Day("2027-02-01")).GuideId);
        Assert.False(sample.Catalogue.ForNew("special-fund-rd", Day("2027-04-01")).Guide.IsOpen(Day("2027-04-01")));
        Assert.True(sample.Catalogue.Get("special-fund-rd", 2).Guide.IsOpen(Day("2027-04-01")));
    }

    [Theory]
    [InlineData("informatization-g1", "informatization")]
    [InlineData("a-g1-g2", "a-g1")]
    [InlineData("informatization-g01", null)]
    [InlineData("informatization-g0", null)]
    [InlineData("informatization-g", null)]
    [InlineData("-g1", null)]
    [InlineData("g1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Id_NamesItsProgramme(string? id, string? programme) => Assert.Equal(programme, GuideAggregate.ProgrammeOf(id));
}
