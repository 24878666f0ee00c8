using System.Collections.Frozen;
using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Statistics.Files;

/// <summary>Finds what a cell names, by code or by name in one of the languages.</summary>
/// <remarks>Each gives the place in the list of all; -1 for none.</remarks>
internal static class FindCode
{
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Indicators =
        Names(Statistics.Indicators.All.Select(indicator => (indicator.Code, indicator.Name)));

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Sectors =
        Names(City.Sectors.All.Select(sector => (sector.Code, sector.Name)));

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Districts =
        Names(City.Districts.All.Select(district => (district.Code, district.Name)));

    public static int Indicator(ReadOnlySpan<char> text) => Indicators.TryGetValue(text, out var place) ? place : -1;

    public static int Sector(ReadOnlySpan<char> text) => Sectors.TryGetValue(text, out var place) ? place : -1;

    public static int District(ReadOnlySpan<char> text) => Districts.TryGetValue(text, out var place) ? place : -1;

    // Where two have a name in common, the first has it.
    private static FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Names(
        IEnumerable<(string Code, LocalizedText Name)> all)
    {
        var places = new Dictionary<string, int>();
        foreach (var (place, (code, name)) in all.Index())
        {
            foreach (var text in (string[])[code, name.Chinese, name.English]) places.TryAdd(text, place);
        }

        return places.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
    }
}

/// <summary>What a text comes to; most rows have the one of the row before.</summary>
/// <param name="find">Gives -1 for nothing.</param>
internal sealed class RepeatedText(Func<string, int> find)
{
    private string text = "";
    private int found = -1;

    public int Find(ReadOnlySpan<char> next)
    {
        if (found >= 0 && next.SequenceEqual(text)) return found;
        text = next.ToString();
        return found = find(text);
    }
}
