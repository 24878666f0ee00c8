using System.ServiceModel.Syndication;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings.Cap;
using FunctionsApp.Warnings.Feeds;

namespace FunctionsApp.Warnings;

/// <summary>The newest messages of all warnings as Atom, each with its CAP document.</summary>
public static class WarningFeed
{
    public static Uri Cap(string warningId, int number, PublicAddress address) => address.Of($"warnings/{warningId}/cap?message={number}");

    /// <param name="page">Newest first.</param>
    /// <param name="filter">By which it was chosen; null for all messages in both languages.</param>
    public static SyndicationFeed Make(
        Page<WarningEntry> page, string author, FeedPlace place, PublicAddress address, FeedFilter? filter = null) => AtomFeed.Make(
        filter is { Query.Length: > 0 } ? $"warnings?{filter.Query}" : "warnings",
        new("产业预警", "Industry early warnings"),
        author,
        place,
        page.Cursor,
        page.Items.Select(entry => new AtomEntry(
            // In one language it is another entry than in both; chosen by what, makes no difference.
            $"warning-{entry.WarningId}-{entry.Number}{(filter?.Language is { } language ? $"-{language.Tag()}" : "")}",
            Title(entry),
            entry.Sent,
            [.. Lines(entry)],
            [
                new AtomLink("alternate", CapDocument.MediaType, Cap(entry.WarningId, entry.Number, address)),
                new AtomLink("related", "application/json", address.Of($"warnings/{entry.WarningId}")),
            ],
            entry.Level.ToString())),
        filter?.Language);

    internal static LocalizedText Title(WarningEntry entry)
    {
        var level = WarningTexts.Name(entry.Level);
        var (chinese, english) = entry.Type switch
        {
            MessageType.Update => ("更新", "update"),
            MessageType.Cancel => ("解除", "cancelled"),
            _ => ("发布", "issued"),
        };
        return WarningTexts.Marked(
            new($"{level.Chinese}预警（{chinese}）：{entry.Headline.Chinese}", $"{level.English} warning ({english}): {entry.Headline.English}"),
            entry.CapStatus);
    }

    internal static IEnumerable<LocalizedText> Lines(WarningEntry entry)
    {
        yield return WarningTexts.Marked(entry.Headline, entry.CapStatus);
        if (entry.Description is { } description) yield return description;
        if (entry.Instruction is { } instruction) yield return instruction;
        yield return Until(entry);
        yield return WarningTexts.Scheme;
    }

    private static LocalizedText Until(WarningEntry entry)
    {
        var until = BeijingTime.Text(entry.Expires);
        return entry.Type == MessageType.Cancel
            ? new("本预警已解除。", "This warning is cancelled.")
            : new($"有效至 {until}（北京时间）。", $"In force until {until} (UTC+8).");
    }
}
