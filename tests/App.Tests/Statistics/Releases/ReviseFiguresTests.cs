using CsCheck;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Tables;

namespace App.Tests.Statistics.Releases;

/// <summary>Two revisions together give away no correction of fewer than three organisations.</summary>
public sealed class ReviseFiguresTests
{
    private static readonly Indicator Revenue = Indicators.All[0];
    private static readonly string[] Sectors = [.. FunctionsApp.City.Sectors.All.Select(sector => sector.Code).Take(3)];
    private static readonly string[] Districts = [.. FunctionsApp.City.Districts.All.Select(district => district.Code).Take(3)];
    private static readonly IReadOnlySet<CellKey> None = new HashSet<CellKey>();

    private static readonly Gen<ReportedValue[]> Values = Gen.Select(Gen.Int[0, 14], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 9])
        .Array[1, 40].Select(entries => entries.DistinctBy(entry => (entry.Item1, entry.Item2, entry.Item3))
            .Select(entry => new ReportedValue($"o{entry.Item1:D2}", Sectors[entry.Item2], Districts[entry.Item3], entry.Item4))
            .ToArray());

    [Fact]
    public void Decide_OneCorrection_Waits()
    {
        var earlier = Many(5, 10);

        Assert.Equal(earlier, ReviseFigures.Decide(earlier, [earlier[0] with { Value = 99 }, .. earlier.Skip(1)], None));
    }

    [Fact]
    public void Decide_OneLateReport_Waits()
    {
        var earlier = Many(5, 10);

        Assert.Equal(earlier, ReviseFigures.Decide(earlier, [.. earlier, Value(7, 70)], None));
    }

    [Fact]
    public void Decide_ThreeCorrectionsOfOneCell_AreTaken()
    {
        var now = Many(5, 10).Select((value, index) => index < 3 ? value with { Value = 20 } : value).ToList();

        Assert.Equal(now, ReviseFigures.Decide(Many(5, 10), now, None));
    }

    /// <summary>The fourth alone changes its own district: with it, that would show.</summary>
    [Fact]
    public void Decide_AFourthElsewhere_WaitsAndTheOthersAreTaken()
    {
        IReadOnlyList<ReportedValue> earlier = [.. Many(5, 10), new("o9", Sectors[0], Districts[1], 10)];
        IReadOnlyList<ReportedValue> now = [.. Many(5, 20), new("o9", Sectors[0], Districts[1], 90)];

        Assert.Equal([.. Many(5, 20), earlier[5]], ReviseFigures.Decide(earlier, now, None));
    }

    [Fact]
    public void Decide_OfWithheldNumbers_NeedsNoOthers()
    {
        var earlier = Many(1, 10);
        var withheld = PublishedTable.Of(Revenue, earlier).Withheld;

        Assert.Equal(77, Assert.Single(ReviseFigures.Decide(earlier, [Value(0, 77)], withheld)).Value);
    }

    /// <summary>Whatever is corrected: what two tables publish differs by none or by three, and what was withheld stays so.</summary>
    [Fact]
    public void Tables_OfRandomCorrections_DifferByThreeOrganisations() => Gen.Select(Values, Values).Sample((earlier, now) =>
    {
        var first = PublishedTable.Of(Revenue, earlier);
        var taken = ReviseFigures.Decide(earlier, now, first.Withheld);
        var second = PublishedTable.Of(Revenue, taken, first.Withheld).Since(first, 1);

        Assert.Subset(second.Withheld.ToHashSet(), first.Withheld.ToHashSet());
        Assert.All(second.Numbers, number => Assert.Equal(
            !number.IsWithheld && number.Value != (first.Find(number.Sector, number.District)?.Value ?? decimal.MinValue),
            number.Revised is not null));
        foreach (var number in second.Numbers.Where(number => number.Revised?.Earlier is { } before && number.Value != before))
        {
            var changed = earlier.Concat(taken).Where(value => Lies(value, number)).Select(value => value.Organisation).Distinct()
                .Count(organisation => Sum(earlier, organisation, number) != Sum(taken, organisation, number));
            Assert.True(changed >= 3, $"{number}: {changed}");
        }
    }, iter: 1_000, threads: 1);

    private static decimal Sum(IEnumerable<ReportedValue> values, string organisation, PublishedNumber number) =>
        values.Where(value => value.Organisation == organisation && Lies(value, number)).Sum(value => value.Value);

    private static bool Lies(ReportedValue value, PublishedNumber number) =>
        (number.Sector is null || value.Sector == number.Sector) && (number.District is null || value.District == number.District);

    private static IReadOnlyList<ReportedValue> Many(int count, decimal value) =>
        [.. Enumerable.Range(0, count).Select(number => Value(number, value))];

    private static ReportedValue Value(int number, decimal value) => new($"o{number}", Sectors[0], Districts[0], value);
}
