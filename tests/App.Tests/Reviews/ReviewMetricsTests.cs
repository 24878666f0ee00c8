using App.Tests.Fixtures;
using FunctionsApp.Reviews;
using Microsoft.Extensions.Time.Testing;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

[Collection(Traced.Tests)]
public sealed class ReviewMetricsTests : IDisposable
{
    private static readonly ReviewGroup Panel = new("rd", "Panel", "1-7 days");
    private static readonly ReviewGroup District = new("rd", "District", "below 1 day");

    private readonly FakeTimeProvider time = new(Opened);
    private readonly Measured measured = new();
    private readonly ReviewMetrics metrics;

    public ReviewMetricsTests() => metrics = new ReviewMetrics(measured.Meters, time);

    public void Dispose() => measured.Dispose();

    [Fact]
    public void Decisions_AreCountedByOutcomeAndStage()
    {
        metrics.Decided(Decision(1, DecisionKind.Approve));
        metrics.Decided(Decision(2, DecisionKind.Approve));
        metrics.Decided(Decision(3, DecisionKind.Return));

        Assert.Equal(
            new Dictionary<string, double> { ["outcome=Approve, stage=Panel"] = 2, ["outcome=Return, stage=Panel"] = 1 },
            measured.Now("reviews.decisions"));
    }

    [Fact]
    public void Open_AfterACensus_IsShownByStageProgrammeAndAge()
    {
        metrics.Show(new Dictionary<ReviewGroup, long> { [Panel] = 3 }, TimeSpan.FromHours(30));

        Assert.Equal(new Dictionary<string, double> { ["age=1-7 days, programme=rd, stage=Panel"] = 3 }, measured.Now("reviews.open"));
        Assert.Equal(108_000, measured.Now("reviews.oldest_pending_assignment").Values.Single());
    }

    [Fact]
    public void Open_GroupThatEmptied_IsShownAsZero()
    {
        metrics.Show(new Dictionary<ReviewGroup, long> { [Panel] = 3 }, TimeSpan.Zero);
        metrics.Show(new Dictionary<ReviewGroup, long> { [District] = 1 }, TimeSpan.Zero);

        Assert.Equal(
            new Dictionary<string, double> { ["age=1-7 days, programme=rd, stage=Panel"] = 0, ["age=below 1 day, programme=rd, stage=District"] = 1 },
            measured.Now("reviews.open"));
    }

    [Fact]
    public void Gauges_CensusThatIsNoLongerFresh_AreNotShown()
    {
        metrics.Show(new Dictionary<ReviewGroup, long> { [Panel] = 3 }, TimeSpan.FromHours(1));
        time.Advance(ReviewMetrics.Fresh - TimeSpan.FromSeconds(1));
        Assert.Single(measured.Now("reviews.open"));

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(measured.Now("reviews.open"));
        Assert.Empty(measured.Now("reviews.oldest_pending_assignment"));
    }

    [Fact]
    public void Gauges_BeforeTheFirstCensus_AreNotShown() => Assert.Empty(measured.Now("reviews.open"));

    [Fact]
    public void IsObserved_NobodyCollects_IsFalse()
    {
        Assert.True(metrics.IsObserved);

        measured.Dispose();

        Assert.False(metrics.IsObserved);
    }
}
