using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;

namespace App.Tests.Reviews;

public sealed class CensusChartTests
{
    private static readonly ProgrammeCatalogue Catalogue = ReviewSample.Catalogue(ReviewSample.Stage());

    /// <summary>The most first; what waits for nobody or for its applicant is a stage of its own.</summary>
    [Fact]
    public void Of_ACensus_HasABarForEachStage()
    {
        var (programme, stage) = (Catalogue.All[0].Programme, Catalogue.All[0].Stages[0]);
        var chart = CensusChart.Of(new Census(new Dictionary<ReviewGroup, long>
        {
            [new(programme, ReviewCensus.Nobody, ReviewCensus.Bands[0])] = 1,
            [new(programme, stage.Name, ReviewCensus.Bands[0])] = 2,
            [new(programme, stage.Name, ReviewCensus.Bands[3])] = 3,
            [new(programme, ReviewCensus.Supplement, ReviewCensus.Bands[1])] = 4,
            [new("gone", "Gone", ReviewCensus.Bands[2])] = 9,
        }, TimeSpan.Zero), Catalogue);

        Assert.Equal(["Gone", stage.Title.English, "Waits for corrections", "No person is asked"],
            chart.Bars.Select(bar => bar.Name.English));
        Assert.Equal([2, 0, 0, 3], chart.Bars[1].Values);
        Assert.Equal([0, 0, 9, 0], chart.Bars[0].Values);
        Assert.Equal(chart.Parts.Distinct(), chart.Parts);
    }

    [Fact]
    public void Bands_AllAges_AreNamed() => Assert.All(
        [0d, 0.99, 1, 6.9, 7, 29.9, 30, 400], days => Assert.Contains(ReviewCensus.Band(TimeSpan.FromDays(days)), ReviewCensus.Bands));
}
