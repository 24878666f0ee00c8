using System.ServiceModel.Syndication;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Alerts;

/// <summary>A sector's alerts as Atom.</summary>
public static class AlertFeed
{
    private static readonly LocalizedText Author = new("高技术服务业促进计划", "High-tech services programme");

    /// <param name="page">Newest first.</param>
    public static SyndicationFeed Make(NamedCode sector, Page<Alert> page, FeedPlace place, PublicAddress address) => AtomFeed.Make(
        $"alerts-{sector.Code}",
        new($"{sector.Name.Chinese}行业快讯", $"{sector.Name.English}: industry alerts"),
        $"{Author.Chinese} | {Author.English}",
        place,
        page.Cursor,
        page.Items.Select(alert => new AtomEntry(
            alert.Id,
            alert.Title,
            alert.Updated,
            [.. alert.Items.SelectMany(LinesOf)],
            [
                new AtomLink("alternate", "application/json", address.Of($"alerts/{sector.Code}")),
                .. alert.Items.Select(item => item.Link).OfType<string>().Distinct()
                    .Select(link => new AtomLink("related", "application/json", address.Of(link))),
            ])));

    private static IEnumerable<LocalizedText> LinesOf(AlertItem item)
    {
        yield return item.Title;
        if (item.Corrected is { } correction) yield return AlertTexts.Note(correction);
        if (item.Text is { } text) yield return text;
    }
}
