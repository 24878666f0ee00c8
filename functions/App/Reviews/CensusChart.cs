using FunctionsApp.Pages.Charts;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;

namespace FunctionsApp.Reviews;

/// <summary>A census as bars: one for each stage, in parts by time since submission.</summary>
public static class CensusChart
{
    /// <param name="catalogue">Names the stages; what several programmes call the same is one bar.</param>
    public static ChartData Of(Census census, ProgrammeCatalogue catalogue) => new(
        ReviewTexts.ByStage, ReviewTexts.Stage,
        [.. ReviewCensus.Bands.Index().Select(band => new ChartPart(ReviewTexts.Age(band.Index), ChartData.Shades[band.Index]))],
        [
            .. census.Groups.GroupBy(group => Title(group.Key, catalogue))
                .OrderByDescending(bar => bar.Sum(group => group.Value)).ThenBy(bar => bar.Key.English, StringComparer.Ordinal)
                .Select(bar => new ChartBar(
                    bar.Key, [.. ReviewCensus.Bands.Select(band => bar.Where(group => group.Key.Age == band).Sum(group => group.Value))])),
        ]);

    private static LocalizedText Title(ReviewGroup group, ProgrammeCatalogue catalogue) => group.Stage switch
    {
        ReviewCensus.Supplement => ReviewTexts.Supplement,
        ReviewCensus.Nobody => ReviewTexts.Nobody,
        // A version of a programme may have other stages than the newest one.
        var name => catalogue.Versions(group.Programme).Reverse().SelectMany(definition => definition.Stages)
            .FirstOrDefault(stage => stage.Name == name)?.Title ?? new(name, name),
    };
}
