using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Alerts;

/// <summary>Which facts are news, for which sectors, in which words.</summary>
public static class AlertRules
{
    /// <summary>Characters of a title at most; what is longer is cut, since people write them.</summary>
    public const int MaxTitle = 500;

    /// <summary>Days before a guide closes on which that is news.</summary>
    public static readonly IReadOnlyList<int> ClosingDays = [7, 1];

    /// <summary>The words for a warning's level, by its name in the fact.</summary>
    private static readonly Dictionary<string, LocalizedText> Colours = new()
    {
        ["Blue"] = new("蓝色", "Blue"),
        ["Yellow"] = new("黄色", "Yellow"),
        ["Orange"] = new("橙色", "Orange"),
        ["Red"] = new("红色", "Red"),
    };

    /// <summary>The items of a fact by sector; empty when it is no news. A guide without sectors concerns them all.</summary>
    /// <remarks>A rejection is between the programme and the applicant and is not published.</remarks>
    public static IReadOnlyList<(string Sector, AlertItem Item)> From(Fact fact) => fact.Type switch
    {
        "GuideOpened" => Guide(fact, AlertItemKind.GuideOpened, Opened),
        "GuideClosing" when ClosingDays.Contains(fact.Read<GuideNews>().DaysLeft) => Guide(fact, AlertItemKind.GuideClosing, Closing),
        "ApplicationApproved" => Result(fact),
        "WarningPublished" => Warned(fact, AlertItemKind.WarningPublished, new("发布", "issued")),
        "WarningEscalated" => Warned(fact, AlertItemKind.WarningEscalated, new("升级", "raised")),
        "WarningCancelled" => Warned(fact, AlertItemKind.WarningCancelled, new("解除", "cancelled")),
        _ => [],
    };

    private static IReadOnlyList<(string, AlertItem)> Guide(Fact fact, AlertItemKind kind, Func<GuideNews, LocalizedText> title)
    {
        var news = fact.Read<GuideNews>();
        var item = new AlertItem(fact.MessageId, kind, fact.At, Cut(title(news)), $"programmes/{news.Programme}");
        var sectors = news.Sectors is { Count: > 0 } named ? named.Where(Sectors.IsSector).Distinct() : Sectors.All.Select(sector => sector.Code);
        return [.. sectors.Select(sector => (sector, item))];
    }

    private static IReadOnlyList<(string, AlertItem)> Result(Fact fact)
    {
        var news = fact.Read<ResultNews>();
        if (news.Sector is not { } sector || !Sectors.IsSector(sector)) return [];
        var name = news.Name ?? new LocalizedText(news.Programme, news.Programme);
        var title = new LocalizedText(
            $"{name.Chinese}：“{news.Title}”获得批准（机构 {news.Organisation}）",
            $"{name.English}: “{news.Title}” is approved (organisation {news.Organisation})");
        return [(sector, new AlertItem(fact.MessageId, AlertItemKind.ResultPublished, fact.At, Cut(title), null))];
    }

    private static IReadOnlyList<(string, AlertItem)> Warned(Fact fact, AlertItemKind kind, LocalizedText change)
    {
        var news = fact.Read<WarningNews>();
        if (!Sectors.IsSector(news.Sector)) return [];
        var level = Colours.GetValueOrDefault(news.Level) ?? new LocalizedText(news.Level, news.Level);
        var title = new LocalizedText(
            $"{level.Chinese}预警{change.Chinese}：{news.Headline.Chinese}",
            $"{level.English} warning {change.English}: {news.Headline.English}");
        return [(news.Sector, new AlertItem(fact.MessageId, kind, fact.At, Cut(title), $"warnings/{fact.Subject}"))];
    }

    private static LocalizedText Opened(GuideNews news) => news.Closes is { } closes
        ? new($"{news.Label.Chinese}：申请指南开放，{news.Opens:yyyy-MM-dd} 至 {closes:yyyy-MM-dd}", $"{news.Label.English}: the guide is open, {news.Opens:yyyy-MM-dd} to {closes:yyyy-MM-dd}")
        : new($"{news.Label.Chinese}：申请指南开放，常年受理", $"{news.Label.English}: the guide is open all year");

    private static LocalizedText Closing(GuideNews news) => new(
        $"{news.Label.Chinese}：申请将于 {news.Closes:yyyy-MM-dd} 截止，还有 {news.DaysLeft} 天",
        $"{news.Label.English}: applications close on {news.Closes:yyyy-MM-dd}, {news.DaysLeft} {(news.DaysLeft == 1 ? "day" : "days")} left");

    private static LocalizedText Cut(LocalizedText text) => new(Cut(text.Chinese), Cut(text.English));

    // By runes: neither half a character nor one that XML cannot hold gets into a feed.
    private static string Cut(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value >= ' ' && rune.Value is not (0xFFFE or 0xFFFF)).Take(MaxTitle));

    /// <summary>What an alert needs of the facts about guides.</summary>
    private sealed record GuideNews(
        string Programme, LocalizedText? Name = null, IReadOnlyList<string>? Sectors = null, DateOnly? Opens = null, DateOnly? Closes = null, int DaysLeft = 0)
    {
        public LocalizedText Label => Name ?? new LocalizedText(Programme, Programme);
    }

    /// <summary>What an alert needs of the facts about results.</summary>
    private sealed record ResultNews(string Programme, string Title, string Organisation, LocalizedText? Name = null, string? Sector = null);

    /// <summary>What an alert needs of the facts about warnings.</summary>
    private sealed record WarningNews(string Sector, string Level, LocalizedText Headline);
}
