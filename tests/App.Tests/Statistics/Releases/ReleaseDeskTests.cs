using FunctionsApp.Statistics.Releases;

namespace App.Tests.Statistics.Releases;

/// <summary>Statistics are frozen at their moment, never before it, and revised at a later one.</summary>
public sealed class ReleaseDeskTests
{
    private readonly ReleasesUnderTest under = new();

    private DateTimeOffset Moment => under.Planned(ReleasesUnderTest.Month);

    private DateTimeOffset Next => under.Planned("2026-03");

    [Fact]
    public async Task Keep_BeforeTheMoment_ReleasesNothing()
    {
        await ReportedAsync(10, 20, 30);

        await under.TickAsync(Moment.AddTicks(-1));

        Assert.Empty(await under.ReleasedAsync());
        Assert.Empty(under.Blobs.Written);
        Assert.Empty(under.Facts);
    }

    [Fact]
    public async Task Keep_AtTheMoment_FreezesTheTableOnce()
    {
        await ReportedAsync(10, 20, 30);

        await under.TickAsync(Moment);
        await under.TickAsync();
        await under.TickAsync(Moment.AddMinutes(5));

        var released = Assert.Single(await under.ReleasedAsync());
        Assert.Equal(
            (ReleasesUnderTest.Month, 0, Moment, new Coverage(3, 3)),
            (released.Period, released.Revision, released.At, released.Coverage));
        Assert.Equal(60, (await under.TableAsync(ReleasesUnderTest.Month)).Find("it", "440305")!.Value);
        Assert.Equal(["StatisticsReleased"], under.Facts);
    }

    [Fact]
    public async Task Keep_AMissedTick_IsMadeUpLater()
    {
        await ReportedAsync(10, 20, 30);

        await under.TickAsync(Moment.AddDays(9));

        Assert.Equal(Moment, Assert.Single(await under.ReleasedAsync()).Planned);
    }

    [Fact]
    public async Task Keep_ACorrection_LeavesTheTableUntilTheNextMoment()
    {
        await ReleasedAsync(10, 20, 30, 40);
        await ReportedAsync(11, 22, 33);

        await under.TickAsync(Moment.AddDays(1));
        Assert.Equal(100, (await under.TableAsync(ReleasesUnderTest.Month)).Find(null, null)!.Value);

        await under.TickAsync(Next);
        var number = (await under.TableAsync(ReleasesUnderTest.Month)).Find(null, null)!;
        Assert.Equal((106m, 1, 100m), (number.Value!.Value, number.Revised!.Revision, number.Revised.Earlier!.Value));
        Assert.Equal(1, (await under.ReleasedAsync()).Single(item => item.Period == ReleasesUnderTest.Month).Revision);
        Assert.Equal(["StatisticsReleased", "StatisticsRevised"], under.Facts);
    }

    /// <summary>The difference of the totals would be its correction.</summary>
    [Fact]
    public async Task Keep_OneCorrectionOrLateReport_WaitsForOthers()
    {
        await ReleasedAsync(10, 20, 30, 40);
        await under.ReportAsync(0, 5_000);
        await under.ReportAsync(8, 777);

        await under.TickAsync(Next);
        Assert.Equal(0, Assert.Single(await under.ReleasedAsync()).Revision);

        await under.ReportAsync(1, 25);
        await under.TickAsync(under.Planned("2026-04"));
        Assert.Equal(5_000 + 25 + 30 + 40 + 777, (await under.TableAsync(ReleasesUnderTest.Month)).Find(null, null)!.Value);
    }

    /// <summary>It reports alone elsewhere, and waits; it is not counted either.</summary>
    [Fact]
    public async Task Keep_ALateReportThatWaits_IsNotCounted()
    {
        await ReleasedAsync(10, 20, 30);
        await ReportedAsync(20, 30, 40);
        await under.ReportAsync(8, 777, district: "440304");

        await under.TickAsync(Next);

        var revised = (await under.ReleasedAsync()).Single(item => item.Period == ReleasesUnderTest.Month);
        Assert.Equal((1, 3), (revised.Revision, revised.Coverage.Organisations));
        Assert.Equal(90, (await under.TableAsync(ReleasesUnderTest.Month)).Find(null, null)!.Value);
    }

    [Fact]
    public async Task Keep_NothingReported_ReleasesWhenThereIsSomething()
    {
        await under.TickAsync(Moment);
        Assert.Empty(await under.ReleasedAsync());
        await ReportedAsync(10, 20, 30);
        await under.TickAsync(Moment.AddDays(1));
        Assert.Empty(await under.ReleasedAsync());

        await under.TickAsync(Next);

        Assert.Equal(60, (await under.TableAsync(ReleasesUnderTest.Month)).Find(null, null)!.Value);
    }

    [Fact]
    public async Task Keep_AfterACrashBeforeTheCommit_MakesTheReleaseOnce()
    {
        await ReportedAsync(10, 20, 30);
        under.Under.Time.SetUtcNow(Moment);
        await under.Desk.ReleaseAsync(ReleasePeriod.Find(ReleasesUnderTest.Month)!.Value, Moment, TestContext.Current.CancellationToken);

        await under.TickAsync();

        Assert.Equal(["StatisticsReleased"], under.Facts);
    }

    /// <summary>What one month withholds the quarter withholds, too, whatever the others are like; people are not added up.</summary>
    [Fact]
    public async Task Keep_AQuarter_IsMadeOfItsMonths()
    {
        under.Under.Time.SetUtcNow(Next.AddDays(-9));
        foreach (var month in new[] { "2026-01", "2026-02", "2026-03" })
        {
            foreach (var organisation in Enumerable.Range(0, 4)) await under.ReportAsync(organisation, 10, month);
        }

        await under.ReportAsync(7, 5, "2026-02", "440304");
        await under.TickAsync(Next);
        Assert.DoesNotContain("2026-Q1", (await under.ReleasedAsync()).Select(item => item.Period));

        await under.TickAsync(under.Planned("2026-Q1").AddTicks(-1));
        Assert.DoesNotContain("2026-Q1", (await under.ReleasedAsync()).Select(item => item.Period));
        await under.TickAsync(under.Planned("2026-Q1"));

        var (january, february, quarter) = (
            await under.TableAsync("2026-01"), await under.TableAsync("2026-02"), await under.TableAsync("2026-Q1"));
        Assert.Equal(40, january.Find("it", "440305")!.Value);
        Assert.True(february.Find("it", "440305")!.IsWithheld);
        Assert.True(quarter.Find("it", "440305")!.IsWithheld);
        Assert.True(quarter.Find("it", "440304")!.IsWithheld);
        Assert.Equal(february.Withheld, quarter.Withheld);
    }

    [Theory]
    [InlineData("revenue", 0, 60)]
    [InlineData("staff", 4, 30)]
    public async Task Keep_AQuarter_AddsWhatSumsAndTakesTheLastOfStocks(string code, int indicator, decimal expected)
    {
        foreach (var organisation in Enumerable.Range(0, 3))
        {
            await under.ReportAsync(organisation, 5, "2025-11", indicator: code);
            await under.ReportAsync(organisation, 5, "2025-10", indicator: code);
            await under.ReportAsync(organisation, 10, "2025-12", indicator: code);
        }

        await under.TickAsync(Moment);

        Assert.Equal(expected, (await under.TableAsync("2025-Q4", indicator)).Find("it", null)!.Value);
        Assert.Equal(expected, (await under.TableAsync("2025", indicator)).Find(null, null)!.Value);
    }

    [Fact]
    public async Task Record_OfARevision_NamesThePeriodAndTheSectors()
    {
        await ReleasedAsync(10, 20, 30);
        await ReportedAsync(20, 30, 40);
        await under.TickAsync(Next);

        var facts = await under.Under.Store.ReadFactsAsync(
            ReleaseAggregate.Kind.Table, ReleaseAggregate.IdOf(ReleasePeriod.Find(ReleasesUnderTest.Month)!.Value),
            TestContext.Current.CancellationToken);

        var revised = Assert.IsType<StatisticsRevised>(facts[^1].Read());
        Assert.Equal((ReleasesUnderTest.Month, 1, "it"), (revised.Period, revised.Revision, Assert.Single(revised.Sectors)));
        Assert.Equal((await under.ReleasedAsync())[0].Tables, revised.Digest);
    }

    private async Task ReportedAsync(params decimal[] values)
    {
        foreach (var (organisation, value) in values.Index()) await under.ReportAsync(organisation, value);
    }

    private async Task ReleasedAsync(params decimal[] values)
    {
        await ReportedAsync(values);
        await under.TickAsync(Moment);
    }
}
