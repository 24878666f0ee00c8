using CsCheck;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Tables;

namespace App.Tests.Statistics;

/// <summary>An attacker who knows every published number and adds up lines finds no withheld one.</summary>
public sealed class WithheldCellsTests
{
    private const int Tables = 1_000;

    /// <summary>What organisations report: sector, district, figure.</summary>
    private static readonly Gen<(int Sector, int District, int Value)[][]> Reports =
        Gen.Select(Gen.Int[1, 8], Gen.Int[1, 12]).SelectMany((sectors, districts) =>
            Gen.Select(Gen.Int[0, sectors - 1], Gen.Int[0, districts - 1], Gen.Int[-5, 100]).Array[1, 3].Array[1, 60]);

    [Fact]
    public void Attack_RandomTables_DeterminesNoWithheldNumber() => Reports.Sample(reports =>
    {
        var cells = TableOf(reports);
        var withheld = WithheldCells.Of(cells);

        Assert.Empty(Attack(cells, withheld));
        Assert.All(cells.Where(cell => cell.Value.Organisations is > 0 and < 3), cell => Assert.Contains(cell.Key, withheld));
        Assert.All(withheld, key => Assert.True(cells[key].Organisations > 0));
    }, iter: Tables, threads: 1);

    /// <summary>The attacker of this test finds something where only few organisations are looked at.</summary>
    [Fact]
    public void Attack_WithoutTheOthers_DeterminesTheNumber()
    {
        var cells = TableOf([.. Enumerable.Range(0, 9).Select(number => new[] { (number % 2, number / 5, 10) }), [(1, 1, 7)]]);
        var few = cells.Where(cell => cell.Value.Organisations < 3).Select(cell => cell.Key).ToHashSet();

        Assert.NotEmpty(few);
        Assert.Equal(few, Attack(cells, few).ToHashSet());
        Assert.True(WithheldCells.Of(cells).Count >= 4);
    }

    [Fact]
    public void Of_ManyInEachCell_WithholdsNothing() => Assert.Empty(WithheldCells.Of(TableOf(
        [.. Enumerable.Range(0, 12).Select(number => new[] { (number % 2, number / 2 % 2, 10) })])));

    [Fact]
    public void Of_OneOrganisation_WithholdsItsTotals() => Assert.Equal(4, WithheldCells.Of(TableOf([[(0, 0, 5)]])).Count);

    [Fact]
    public void Of_OneSmallCell_WithholdsThreeOthersAndNoTotal()
    {
        var reports = Enumerable.Range(0, 40).Select(number => new[] { (number % 3, number / 3 % 3, 10) }).Append([(3, 3, 1)]).ToList();
        reports.AddRange(Enumerable.Range(0, 12).Select(number => new[] { (number % 4, 3, 5), (3, number % 3, 5) }));
        var cells = TableOf([.. reports]);
        var small = new CellKey("s0", "d0");
        cells = new Dictionary<CellKey, Cell>(cells) { [small] = new Cell(1, 2) };

        var withheld = WithheldCells.Of(cells);

        Assert.Contains(small, withheld);
        Assert.All(withheld, key => Assert.False(key.Sector is null || key.District is null));
        Assert.Equal(withheld.Order(Comparer<CellKey>.Create((left, right) => string.CompareOrdinal($"{left}", $"{right}"))),
            WithheldCells.Of(cells.Reverse().ToDictionary()).Order(
                Comparer<CellKey>.Create((left, right) => string.CompareOrdinal($"{left}", $"{right}"))));
    }

    private static Dictionary<CellKey, Cell> TableOf((int Sector, int District, int Value)[][] reports)
    {
        var entries = from report in reports.Index()
                      from place in report.Item
                      from sector in new[] { $"s{place.Sector}", null }
                      from district in new[] { $"d{place.District}", null }
                      select (Key: new CellKey(sector, district), report.Index, place.Value);
        return entries.GroupBy(entry => entry.Key).ToDictionary(
            group => group.Key, group => new Cell(group.Sum(entry => entry.Value), group.Select(entry => entry.Index).Distinct().Count()));
    }

    /// <summary>The withheld numbers that follow from the published ones: each line of the table adds up to its total.</summary>
    private static IEnumerable<CellKey> Attack(IReadOnlyDictionary<CellKey, Cell> cells, IReadOnlySet<CellKey> withheld)
    {
        var unknown = withheld.ToList();
        // Coefficients: 1 for a part, -1 for a total.
        var signed = new List<long[]>();
        var lines = cells.Keys.Select(key => (true, key.Sector)).Concat(cells.Keys.Select(key => (false, key.District))).Distinct();
        foreach (var (isSector, name) in lines)
        {
            signed.Add([.. unknown.Select(key => (isSector ? key.Sector == name : key.District == name)
                ? (isSector ? key.District : key.Sector) is null ? -1L : 1L : 0L)]);
        }

        foreach (var row in Reduced(signed, unknown.Count))
        {
            var left = Enumerable.Range(0, unknown.Count).Where(column => row[column] != 0).ToList();
            if (left is [var only]) yield return unknown[only];
        }
    }

    /// <summary>The reduced echelon form, without fractions.</summary>
    private static List<long[]> Reduced(List<long[]> rows, int columns)
    {
        var done = 0;
        for (var column = 0; column < columns && done < rows.Count; column++)
        {
            var pivot = rows.FindIndex(done, row => row[column] != 0);
            if (pivot < 0) continue;
            (rows[done], rows[pivot]) = (rows[pivot], rows[done]);
            for (var other = 0; other < rows.Count; other++)
            {
                if (other == done || rows[other][column] == 0) continue;
                var (mine, theirs) = (rows[done][column], rows[other][column]);
                rows[other] = [.. rows[other].Zip(rows[done], (each, own) => each * mine - own * theirs)];
                // The matrix of a table's lines is totally unimodular: what is left is a row of -1, 0 and 1, times a factor.
                if (rows[other].Select(Math.Abs).Max() is var most and > 1) rows[other] = [.. rows[other].Select(each => each / most)];
            }

            done++;
        }

        return rows[..done];
    }
}
