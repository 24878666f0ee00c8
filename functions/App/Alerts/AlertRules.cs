using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes.Guides;
using FunctionsApp.PublicNotices;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Warnings;

namespace FunctionsApp.Alerts;

/// <summary>Which facts are news, for which sectors, in which words.</summary>
public static class AlertRules
{
    /// <summary>Characters of a title at most; what is longer is cut, since people write them.</summary>
    public const int MaxTitle = 500;

    /// <summary>The items of a fact by sector; empty when it is no news. A guide without sectors concerns them all.</summary>
    /// <remarks>A rejection is between the programme and the applicant and is not published.</remarks>
    public static IReadOnlyList<(string Sector, AlertItem Item)> From(SealedFact sealedFact)
    {
        var news = NewsOf(sealedFact);
        IReadOnlyList<string> sectors = [.. news.Select(each => each.Sector)];
        return [.. news.Select(each => (each.Sector, each.Item with { Sectors = sectors }))];
    }

    private static IReadOnlyList<(string Sector, AlertItem Item)> NewsOf(SealedFact sealedFact) => sealedFact.Read() switch
    {
        GuideOpened opened => Guide(sealedFact, AlertItemKind.GuideOpened, opened, Opened(opened)),
        GuideClosing closing => Guide(sealedFact, AlertItemKind.GuideClosing, closing, Closing(closing)),
        GuideExtended { Name: { } name, Sectors: { } sectors } extended when GuideAggregate.ProgrammeOf(extended.Guide) is { } programme =>
            Programme(sealedFact, AlertItemKind.GuideExtended, programme, sectors, Extended(name, extended), extended.Closes),
        ProgrammeRevised { Before: not null } revised =>
            Programme(sealedFact, AlertItemKind.ProgrammeRevised, revised.Programme, revised.Sectors, Revised(revised), closes: null),
        ApplicationApproved approved => Result(sealedFact, approved),
        NoticeOpened opened => Notice(sealedFact, opened),
        WarningPublished published => Warned(sealedFact, AlertItemKind.WarningPublished, published, new("发布", "issued")),
        WarningEscalated escalated => Warned(sealedFact, AlertItemKind.WarningEscalated, escalated, new("升级", "raised")),
        WarningCancelled cancelled => Warned(sealedFact, AlertItemKind.WarningCancelled, cancelled, new("解除", "cancelled")),
        StatisticsReleased released => Statistics(
            sealedFact, AlertItemKind.StatisticsReleased, released.Period, released.Sectors, Released(released)),
        StatisticsRevised revised => Statistics(
            sealedFact, AlertItemKind.StatisticsRevised, revised.Period, revised.Sectors, Revised(revised)),
        _ => [],
    };

    private static IReadOnlyList<(string, AlertItem)> Statistics(
        SealedFact sealedFact, AlertItemKind kind, string period, IReadOnlyList<string> sectors, LocalizedText title)
    {
        var item = new AlertItem(sealedFact.Id, kind, sealedFact.At, Cut(title), $"statistics?period={period}");
        return [.. sectors.Where(Sectors.IsSector).Distinct().Select(sector => (sector, item))];
    }

    private static LocalizedText Released(StatisticsReleased released)
    {
        var name = ReleaseTexts.NameOf(released.Period);
        return new($"{name.Chinese}统计数据已发布", $"The statistics of {name.English} are released");
    }

    private static LocalizedText Revised(StatisticsRevised revised)
    {
        var name = ReleaseTexts.NameOf(revised.Period);
        return new(
            $"{name.Chinese}统计数据已修订（第 {revised.Revision} 次）",
            $"The statistics of {name.English} are revised (revision {revised.Revision})");
    }

    private static IReadOnlyList<(string, AlertItem)> Guide(
        SealedFact sealedFact, AlertItemKind kind, GuideFact guide, LocalizedText title) =>
        Programme(sealedFact, kind, guide.Programme, guide.Sectors, title, guide.Closes);

    private static IReadOnlyList<(string, AlertItem)> Programme(
        SealedFact sealedFact, AlertItemKind kind, string programme, IReadOnlyList<string> sectors, LocalizedText title, DateOnly? closes)
    {
        var item = new AlertItem(sealedFact.Id, kind, sealedFact.At, Cut(title), $"programmes/{programme}")
        {
            Programme = programme, Closes = closes,
        };
        var concerned = sectors.Count > 0 ? sectors.Where(Sectors.IsSector).Distinct() : Sectors.All.Select(sector => sector.Code);
        return [.. concerned.Select(sector => (sector, item))];
    }

    private static IReadOnlyList<(string, AlertItem)> Result(SealedFact sealedFact, ApplicationApproved approved)
    {
        if (!Sectors.IsSector(approved.Sector)) return [];
        var title = new LocalizedText(
            $"{approved.Name.Chinese}：“{approved.Title}”获得批准（机构 {approved.Organisation}）",
            $"{approved.Name.English}: “{approved.Title}” is approved (organisation {approved.Organisation})");
        return [(approved.Sector, new AlertItem(sealedFact.Id, AlertItemKind.ResultPublished, sealedFact.At, Cut(title), null))];
    }

    private static IReadOnlyList<(string, AlertItem)> Notice(SealedFact sealedFact, NoticeOpened opened)
    {
        if (!Sectors.IsSector(opened.Sector)) return [];
        var until = BeijingTime.Text(opened.Ends);
        var title = new LocalizedText(
            $"{opened.Name.Chinese}：“{opened.Title}”公示至 {until}（{opened.Organisation}）",
            $"{opened.Name.English}: “{opened.Title}” is on public notice until {until}, Beijing time ({opened.Organisation})");
        return [(opened.Sector, new AlertItem(
            sealedFact.Id, AlertItemKind.NoticeOpened, sealedFact.At, Cut(title), $"notices/{sealedFact.Subject}"))];
    }

    private static IReadOnlyList<(string, AlertItem)> Warned(
        SealedFact sealedFact, AlertItemKind kind, WarningFact warning, LocalizedText change)
    {
        if (!Sectors.IsSector(warning.Sector)) return [];
        var level = WarningTexts.Name(warning.Level);
        var title = WarningTexts.Marked(
            new LocalizedText(
                $"{level.Chinese}预警{change.Chinese}：{warning.Headline.Chinese}",
                $"{level.English} warning {change.English}: {warning.Headline.English}"),
            warning.CapStatus);
        return [(warning.Sector, new AlertItem(sealedFact.Id, kind, sealedFact.At, Cut(title), $"warnings/{sealedFact.Subject}"))];
    }

    private static LocalizedText Opened(GuideOpened guide) => guide.Closes is { } closes
        ? new(
            $"{guide.Name.Chinese}：申请指南开放，{guide.Opens:yyyy-MM-dd} 至 {closes:yyyy-MM-dd}",
            $"{guide.Name.English}: the guide is open, {guide.Opens:yyyy-MM-dd} to {closes:yyyy-MM-dd}")
        : new($"{guide.Name.Chinese}：申请指南开放，常年受理", $"{guide.Name.English}: the guide is open all year");

    /// <summary>The item as it reads on the day on which it appears: it may have waited.</summary>
    /// <param name="day">Asia/Shanghai.</param>
    public static AlertItem On(AlertItem item, DateOnly day)
    {
        if (item.Closes is not { } closes || (item.Kind != AlertItemKind.GuideClosing && closes >= day)) return item;
        var left = closes.DayNumber - day.DayNumber;
        var words = left switch
        {
            < 0 => new LocalizedText("，现已截止", ", and have closed"),
            0 => new LocalizedText("，今日截止", ", today"),
            1 => new LocalizedText("，还有 1 天", ", 1 day left"),
            _ => new LocalizedText($"，还有 {left} 天", $", {left} days left"),
        };
        if (item.Kind != AlertItemKind.GuideClosing) words = new LocalizedText("（已截止）", " (closed)");
        return item with { Title = new($"{item.Title.Chinese}{words.Chinese}", $"{item.Title.English}{words.English}") };
    }

    private static LocalizedText Extended(LocalizedText name, GuideExtended guide) => new(
        $"{name.Chinese}：申请截止日由 {guide.Before:yyyy-MM-dd} 延至 {guide.Closes:yyyy-MM-dd}（{guide.Reason.Chinese}）",
        $"{name.English}: applications close on {guide.Closes:yyyy-MM-dd} instead of {guide.Before:yyyy-MM-dd} ({guide.Reason.English})");

    private static LocalizedText Revised(ProgrammeRevised programme) => new(
        $"{programme.Name.Chinese}：项目规则已更新，新申请适用第 {programme.Version} 版",
        $"{programme.Name.English}: the rules changed; version {programme.Version} counts for new applications");

    private static LocalizedText Closing(GuideClosing guide) => new(
        $"{guide.Name.Chinese}：申请将于 {guide.Closes:yyyy-MM-dd} 截止",
        $"{guide.Name.English}: applications close on {guide.Closes:yyyy-MM-dd}");

    private static LocalizedText Cut(LocalizedText text) => new(Cut(text.Chinese), Cut(text.English));

    // By runes: neither half a character nor one that XML cannot hold gets into a feed.
    private static string Cut(string text)
    {
        var runes = text.EnumerateRunes().Where(rune => rune.Value >= ' ' && rune.Value is not (0xFFFE or 0xFFFF)).ToList();
        return runes.Count <= MaxTitle ? string.Concat(runes) : $"{string.Concat(runes.Take(MaxTitle - 1))}…";
    }
}
