using CsCheck;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Tables;

namespace App.Tests.Statistics.Releases;

/// <summary>An attacker who has the tables of three months and of their quarter finds no withheld number of any.</summary>
public sealed class CombineMonthsTests
{
    private const int Cases = 300;

    /// <summary>The attacker counts modulo this prime: what follows from the equations follows there, too.</summary>
    private const long Prime = 2_147_483_647;

    private static readonly Indicator Revenue = Indicators.All.First(indicator => indicator.Aggregation == Aggregation.Sum);
    private static readonly Indicator Staff = Indicators.All.First(indicator => indicator.Aggregation == Aggregation.EndOfPeriod);
    private static readonly ReleasePeriod Quarter = ReleasePeriod.Find("2026-Q1")!.Value;
    private static readonly string[] Sectors = [.. FunctionsApp.City.Sectors.All.Select(sector => sector.Code).Take(4)];
    private static readonly string[] Districts = [.. FunctionsApp.City.Districts.All.Select(district => district.Code).Take(4)];

    private static readonly Gen<ReportedValue[]> Month = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[-5, 100])
        .Array[0, 40].Select(entries => entries.DistinctBy(entry => (entry.Item1, entry.Item2, entry.Item3))
            .Select(entry => new ReportedValue($"o{entry.Item1}", Sectors[entry.Item2], Districts[entry.Item3], entry.Item4)).ToArray());

    [Fact]
    public void Attack_ByMonthsAndQuarter_DeterminesNoWithheldNumber() => Gen.Select(Month, Month, Month).Sample((first, second, third) =>
    {
        var months = MonthsOf([first, second, third]);
        var tables = months.Select(month => PublishedTable.Of(Revenue, month.Values[Revenue.Code])).ToList();
        var quarter = PublishedTable.Of(
            Revenue, CombineMonths.Values(Revenue, Quarter, months), CombineMonths.Withheld(Revenue, Quarter, months));

        Assert.Empty(Attack([.. tables, quarter]));
    }, iter: Cases, threads: 1);

    /// <summary>The attacker of this test finds something where a quarter is withheld by its own organisations alone.</summary>
    [Fact]
    public void Attack_OfAQuarterByItself_DeterminesTheMonth()
    {
        ReportedValue[] many =
        [
            .. from number in Enumerable.Range(0, 4)
               from name in new[] { "o", "p" }
               from district in Districts.Take(2)
               select new ReportedValue($"{name}{number}", Sectors[number % 2], district, 10),
        ];
        var months = MonthsOf([many, [.. many.Where(value => value.Organisation != "o0" && value.Organisation != "p2")], many]);
        var tables = months.Select(month => PublishedTable.Of(Revenue, month.Values[Revenue.Code])).ToList();

        Assert.NotEmpty(Attack([.. tables, PublishedTable.Of(Revenue, CombineMonths.Values(Revenue, Quarter, months))]));
    }

    [Fact]
    public void Values_OfASumAndOfAStock_DifferByTheMonths()
    {
        var months = MonthsOf([Three(1), Three(2), Three(4)]);

        Assert.All(CombineMonths.Values(Revenue, Quarter, months), value => Assert.Equal(7, value.Value));
        Assert.All(CombineMonths.Values(Staff, Quarter, months), value => Assert.Equal(4, value.Value));
        Assert.Empty(CombineMonths.Values(Staff, Quarter, [.. months.Take(2)]));

        static ReportedValue[] Three(decimal value) =>
            [.. Enumerable.Range(0, 3).Select(number => new ReportedValue($"o{number}", Sectors[0], Districts[0], value))];
    }

    private static IReadOnlyList<ReleasedMonth> MonthsOf(IReadOnlyList<ReportedValue[]> values) =>
    [
        .. Quarter.Months.Zip(values, (month, reported) => new ReleasedMonth(
            month,
            new[] { Revenue, Staff }.ToDictionary(each => each.Code, IReadOnlyList<ReportedValue> (_) => reported),
            new[] { Revenue, Staff }.ToDictionary(each => each.Code, each => PublishedTable.Of(each, reported).Withheld))),
    ];

    /// <param name="tables">Those of the months, then that of the quarter.</param>
    private static List<(int Table, CellKey Key)> Attack(IReadOnlyList<PublishedTable> tables)
    {
        var unknown = tables.Index().SelectMany(table => table.Item.Withheld.Select(key => (Table: table.Index, Key: key))).ToList();
        var rows = new List<long[]>();
        foreach (var (index, table) in tables.Index())
        {
            rows.AddRange(table.Numbers.Select(number => number.Sector).Distinct().Select(sector => Row(
                each => each.Table == index && each.Key.Sector == sector, each => each.Key.District is null)));
            rows.AddRange(table.Numbers.Select(number => number.District).Distinct().Select(district => Row(
                each => each.Table == index && each.Key.District == district, each => each.Key.Sector is null)));
        }

        rows.AddRange(unknown.Select(each => each.Key).Distinct().ToList()
            .Select(key => Row(each => each.Key == key, each => each.Table == tables.Count - 1)));
        return [.. Reduced(rows, unknown.Count)
            .Select(row => Enumerable.Range(0, unknown.Count).Where(column => row[column] != 0).ToList())
            .Where(left => left.Count == 1).Select(left => unknown[left[0]])];

        // 1 for a part, -1 for the total.
        long[] Row(Func<(int Table, CellKey Key), bool> lies, Func<(int Table, CellKey Key), bool> isTotal) =>
            [.. unknown.Select(each => !lies(each) ? 0 : isTotal(each) ? Prime - 1 : 1L)];
    }

    private static List<long[]> Reduced(List<long[]> rows, int columns)
    {
        var done = 0;
        for (var column = 0; column < columns && done < rows.Count; column++)
        {
            var pivot = rows.FindIndex(done, row => row[column] != 0);
            if (pivot < 0) continue;
            (rows[done], rows[pivot]) = (rows[pivot], rows[done]);
            var inverse = (long)System.Numerics.BigInteger.ModPow(rows[done][column], Prime - 2, Prime);
            rows[done] = [.. rows[done].Select(each => each * inverse % Prime)];
            for (var other = 0; other < rows.Count; other++)
            {
                if (other == done || rows[other][column] is 0) continue;
                var factor = Prime - rows[other][column];
                rows[other] = [.. rows[other].Zip(rows[done], (each, own) => (each + (factor * own)) % Prime)];
            }

            done++;
        }

        return rows[..done];
    }
}
