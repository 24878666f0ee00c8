using System.Globalization;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Statistics.Tables;

namespace FunctionsApp.Statistics.Releases;

/// <summary>Words about releases.</summary>
public static class ReleaseTexts
{
    public static readonly LocalizedText Calendar = new("统计发布日程", "Release calendar");
    public static readonly LocalizedText CalendarIntro = new(
        "今后十二个月的统计发布时间。任何统计期的数据都不会提前公布。",
        "When statistics are released in the next twelve months. No figure of a period is public before its moment.");

    public static readonly LocalizedText Moment = new("发布时间", "Released at");
    public static readonly LocalizedText Provisional = new(
        "节假日安排尚未公布，日期可能调整", "may move: the holidays of that year are not announced");

    public static readonly LocalizedText AsCalendar = new("订阅日程（iCalendar）", "Subscribe to the calendar (iCalendar)");
    public static readonly LocalizedText NothingYet = new("尚未发布任何统计数据。", "No statistics are released yet.");
    public static readonly LocalizedText Revised = new("修订", "Revised");
    public static readonly LocalizedText EarlierValue = new("修订前数值", "Earlier value");
    public static readonly LocalizedText RevisedIntro = new(
        "标有 (r) 的数值已修订，括号内为修订前的数值。", "Numbers marked (r) are revised; the value before is in brackets.");

    public static readonly LocalizedText EarlierRevision = new(
        "此处为较早的版本，其后已有修订。", "This is an earlier version; it was revised since.");

    /// <summary>Of a link to a version of a release.</summary>
    public static LocalizedText RevisionName(int number) =>
        number == 0 ? new("首次发布", "As first released") : new($"第 {number} 次修订", $"Revision {number}");

    /// <summary>As a sheet has it.</summary>
    public static string Mark(RevisedNumber revised) => string.Create(CultureInfo.InvariantCulture, $"(r) {revised.Revision}");

    /// <summary>Behind a number of a page.</summary>
    public static LocalizedText Behind(RevisedNumber revised)
    {
        var before = revised.Earlier is { } value ? StatisticsTexts.Number(value) : "—";
        return new($"(r)（修订前：{before}）", $"(r) (before: {before})");
    }

    public static LocalizedText NameOf(ReleasePeriod period) => period.Span switch
    {
        ReleaseSpan.Month => StatisticsTexts.NameOf(period.First),
        ReleaseSpan.Quarter => new(
            $"{period.First.First.Year}年第{period.Quarter}季度", $"Q{period.Quarter} {period.First.First.Year}"),
        _ => new($"{period.First.First.Year}年", $"{period.First.First.Year}"),
    };

    /// <summary>The name of a period as it is written; the text itself for what is none.</summary>
    public static LocalizedText NameOf(string period) =>
        ReleasePeriod.Find(period) is { } found ? NameOf(found) : new(period, period);

    /// <summary>Of a release in a calendar.</summary>
    public static LocalizedText TitleOf(ReleasePeriod period)
    {
        var name = NameOf(period);
        return new($"发布{name.Chinese}统计数据", $"Release of the statistics of {name.English}");
    }

    /// <summary>When it was released, and how many reported.</summary>
    public static LocalizedText About(ReleaseItem release)
    {
        var (first, coverage) = (PageTexts.Time(release.Released), release.Coverage);
        var revised = release.Revision == 0 ? new LocalizedText("", "") : RevisedAt(release.Revision, PageTexts.Time(release.At));
        return new(
            $"发布于{first.Chinese}。{revised.Chinese}{coverage.Organisations} 家机构填报（应报 {coverage.Expected} 家）。",
            $"Released: {first.English}.{revised.English} {coverage.Organisations} of {coverage.Expected} organisations reported.");
    }

    private static LocalizedText RevisedAt(int revision, LocalizedText at) =>
        new($"第 {revision} 次修订于{at.Chinese}。", $" Revision {revision}: {at.English}.");
}
