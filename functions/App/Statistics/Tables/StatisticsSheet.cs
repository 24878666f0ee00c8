using FunctionsApp.Platform;
using FunctionsApp.Statistics.Releases;

namespace FunctionsApp.Statistics.Tables;

/// <summary>A release as rows of a sheet: a number each, with what a revision changed.</summary>
public static class StatisticsSheet
{
    /// <summary>With the headings.</summary>
    public static IEnumerable<IReadOnlyList<object>> Rows(ReleaseItem release, IReadOnlyList<PublishedTable> tables, Language language)
    {
        yield return
        [
            .. new[]
            {
                StatisticsTexts.Period, StatisticsTexts.Indicator, StatisticsTexts.Sector, StatisticsTexts.District, StatisticsTexts.Value,
                ReleaseTexts.Revised, ReleaseTexts.EarlierValue,
            }.Select(heading => heading.In(language)),
        ];
        foreach (var indicator in Indicators.All)
        {
            foreach (var number in tables.FirstOrDefault(table => table.Indicator == indicator.Code)?.Numbers ?? [])
            {
                yield return
                [
                    release.Period, StatisticsTexts.LabelOf(indicator).In(language), StatisticsTexts.SectorOf(number.Sector).In(language),
                    StatisticsTexts.DistrictOrAll(number.District).In(language),
                    number.Value is { } value ? value : StatisticsTexts.Withheld.In(language),
                    number.Revised is { } revised ? ReleaseTexts.Mark(revised) : "",
                    number.Revised?.Earlier is { } earlier ? earlier : "",
                ];
            }
        }
    }
}
