using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Statistics.Releases;

namespace FunctionsApp.Statistics.Tables;

/// <summary>That a revision changed a number.</summary>
/// <param name="Revision">The last that did.</param>
/// <param name="Earlier">What was public before; null where there was no number.</param>
public sealed record RevisedNumber(int Revision, decimal? Earlier);

/// <summary>A number of a published table.</summary>
/// <param name="Sector">Null for the total of all.</param>
/// <param name="District">Null for the total of all.</param>
/// <param name="Value">Null where it is withheld.</param>
/// <param name="Revised">Null where it is as it was first released.</param>
public sealed record PublishedNumber(
    string? Sector, string? District, decimal? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RevisedNumber? Revised = null)
{
    public bool IsWithheld => Value is null;
}

/// <summary>An indicator by sector and district with all totals; where nothing was reported there is no number.</summary>
public sealed record PublishedTable(string Indicator, IReadOnlyList<PublishedNumber> Numbers)
{
    [JsonIgnore]
    public IReadOnlySet<CellKey> Withheld =>
        Numbers.Where(number => number.IsWithheld).Select(number => new CellKey(number.Sector, number.District)).ToHashSet();

    /// <param name="values">Of a period, each organisation's once.</param>
    /// <param name="withheld">What is withheld in any case.</param>
    public static PublishedTable Of(Indicator indicator, IReadOnlyList<ReportedValue> values, IReadOnlySet<CellKey>? withheld = null)
    {
        var cells = CellsOf(values);
        var hidden = WithheldCells.Of(cells, withheld);
        return new(indicator.Code,
        [
            .. from sector in Sectors.All.Select(each => each.Code).Append(null)
               from district in Districts.All.Select(each => each.Code).Append(null)
               let key = new CellKey(sector, district)
               where cells.ContainsKey(key) || hidden.Contains(key)
               select new PublishedNumber(sector, district, hidden.Contains(key) ? null : cells[key].Value),
        ]);
    }

    /// <summary>With marks where it differs from the table before.</summary>
    /// <remarks>A number that is withheld has none: that it changed would say something about it.</remarks>
    public PublishedTable Since(PublishedTable before, int revision) => this with
    {
        Numbers =
        [
            .. from number in Numbers
               let earlier = before.Find(number.Sector, number.District)
               select number.IsWithheld ? number
                   : number.Value == earlier?.Value ? number with { Revised = earlier!.Revised }
                   : number with { Revised = new RevisedNumber(revision, earlier?.Value) },
            // Nothing is reported there any more.
            .. from number in before.Numbers
               where !number.IsWithheld && number.Value != 0 && Find(number.Sector, number.District) is null
               select number with { Value = 0, Revised = new RevisedNumber(revision, number.Value) },
        ],
    };

    /// <summary>Null where there is none.</summary>
    public PublishedNumber? Find(string? sector, string? district) =>
        Numbers.FirstOrDefault(number => number.Sector == sector && number.District == district);

    private static Dictionary<CellKey, Cell> CellsOf(IReadOnlyList<ReportedValue> values)
    {
        var entries = from value in values
                      from sector in new[] { value.Sector, null }
                      from district in new[] { value.District, null }
                      select (Key: new CellKey(sector, district), value.Organisation, value.Value);
        return entries.GroupBy(entry => entry.Key).ToDictionary(
            group => group.Key,
            group => new Cell(group.Sum(entry => entry.Value), group.Select(entry => entry.Organisation).Distinct().Count()));
    }
}
