using FunctionsApp.Alerts;
using FunctionsApp.City;

namespace FunctionsApp.Subscriptions;

/// <summary>
/// Chooses which list of subscribers brings an item to a subscription that several of the item's lists have. Their pages run in any order
/// and at the same moment, so that none may ask what another one did: each decides by the item and the line alone, and all alike.
/// </summary>
public static class ChooseList
{
    public static string OfSector(string sector) => $"sector.{sector}";

    public static string OfProgramme(string programme) => $"programme.{programme}";

    /// <summary>
    /// The first list that has both: of the programme, then of the item's sectors in their order. Null where other lists may have decided
    /// otherwise: the subscription changed after the item, so that a list may have had the subscriber before and another one later; or an
    /// earlier version of the app wrote the item or the line.
    /// </summary>
    public static string? Of(AlertItem item, SubscriberLine line)
    {
        if (item.Sectors is not { } sectors || line.Lists is not { } lists || lists.Since >= item.At) return null;
        if (item.Programme is { } programme && lists.Deadlines.Contains(programme)) return OfProgramme(programme);
        return line.Alerts == AlertFrequency.Immediate && sectors.FirstOrDefault(lists.Sectors.Contains) is { } sector
            ? OfSector(sector) : null;
    }

    /// <summary>What the letters about an item are about that a list brings.</summary>
    public static string MatterOf(AlertItem item, string list) => $"{item.Id}|{list}";

    /// <summary>Those of all lists that may have the item.</summary>
    public static IReadOnlyList<string> MattersOf(AlertItem item)
    {
        var sectors = item.Sectors ?? [.. Sectors.All.Select(sector => sector.Code)];
        var lists = sectors.Select(OfSector);
        if (item.Programme is { } programme) lists = lists.Prepend(OfProgramme(programme));
        return [.. lists.Select(list => MatterOf(item, list))];
    }
}
