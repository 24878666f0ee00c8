using CsCheck;
using FunctionsApp.Warnings.Rules;

namespace App.Tests.Warnings.Rules;

/// <summary>Values of figures; changes compare the same organisations.</summary>
public sealed class TakeReadingTests
{
    [Fact]
    public void Level_IsTheSumOfAll() => Assert.Equal(60, RuleSample.Read(RuleSample.With(Comparison.Level), [10, 20, 30]).Value);

    [Fact]
    public void ChangeOnMonth_SameOrganisations_IsInPercentOfTheSum() =>
        Assert.Equal(new Reading("2026-09", -25m, 3), RuleSample.Read(RuleSample.Falling, [60, 45, 45], [80, 60, 60]));

    /// <summary>The sum more than doubles, and those who are there both times lose a quarter.</summary>
    [Fact]
    public void ChangeOnMonth_AnotherComes_IsOfThoseWhoWereThere() =>
        Assert.Equal(new Reading("2026-09", -25m, 3), RuleSample.Read(RuleSample.Falling, [60, 45, 45, 500], [80, 60, 60, null]));

    [Fact]
    public void ChangeOnMonth_OneGoes_IsOfThoseWhoStay() =>
        Assert.Equal(0, RuleSample.Read(RuleSample.Falling, [80, 60, 60, null], [80, 60, 60, 900]).Value);

    [Fact]
    public void ChangeOnYear_ComparesTheSameMonth()
    {
        var months = Enumerable.Repeat(new decimal?[] { 1, 1, 1 }, 13).ToArray();
        (months[0], months[12]) = ([50, 50, 50], [100, 100, 100]);

        Assert.Equal(-50, RuleSample.Read(RuleSample.With(Comparison.ChangeOnYear), months).Value);
    }

    [Theory]
    [InlineData(Direction.Fall, 50)]
    [InlineData(Direction.Rise, 25)]
    public void Share_CountsThoseWhoMovedFarEnough(Direction direction, int share) => Assert.Equal(
        share, RuleSample.Read(
            RuleSample.With(Comparison.ShareOfOrganisations, each: 30, direction: direction), [70, 60, 99, 5], [100, 100, 100, 0]).Value);

    [Fact]
    public void Share_NothingBeforeAndNothingNow_DidNotMove() => Assert.Equal(
        0, RuleSample.Read(RuleSample.With(Comparison.ShareOfOrganisations, each: 30), [0, 0, 0], [0, 0, 0]).Value);

    [Fact]
    public void Score_UnusualChange_IsInDeviations()
    {
        decimal?[] Month(decimal value) => [value, value, value];
        // Changes of the months before: +10 % and -10 % by turns.
        var values = new List<decimal> { 100 };
        for (var month = 0; month < 7; month++) values.Add(values[^1] * (month % 2 == 0 ? 1.1m : 0.9m));
        values.Add(values[^1] * 0.7m);
        values.Reverse();

        var reading = RuleSample.Read(RuleSample.With(Comparison.ZScore, window: 6), [.. values.Select(Month)]);

        Assert.Equal(-2.74m, reading.Value);
    }

    [Fact]
    public void Score_AlwaysTheSameChange_HasNone() => Assert.Equal(NoValue.NoSpread, RuleSample.Read(
        RuleSample.With(Comparison.ZScore, window: 6), [.. Enumerable.Repeat(new decimal?[] { 7, 7, 7 }, 8)]).Missing);

    [Fact]
    public void Score_AMonthOfTheWindowIsMissing_HasNone() => Assert.Equal(NoValue.TooFewOrganisations, RuleSample.Read(
        RuleSample.With(Comparison.ZScore, window: 6), [.. Enumerable.Repeat(new decimal?[] { 7, 7, 7 }, 7)]).Missing);

    [Fact]
    public void NoOrganisationInBothPeriods_HasNone() => Assert.Equal(
        new Reading("2026-09", null, 0, NoValue.TooFewOrganisations),
        RuleSample.Read(RuleSample.Falling, [1, 2, 3, null, null, null], [null, null, null, 1, 2, 3]));

    [Theory]
    [InlineData(2, NoValue.TooFewOrganisations)]
    [InlineData(3, null)]
    public void FewerThanNeeded_HasNone(int organisations, NoValue? missing)
    {
        decimal?[] month = [.. Enumerable.Repeat<decimal?>(1, organisations)];

        Assert.Equal(missing, RuleSample.Read(RuleSample.Falling, month, month).Missing);
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, NoValue.TooSmallShare)]
    public void TooManyHaveNotReportedYet_HasNone(int before, NoValue? missing) => Assert.Equal(missing, RuleSample.Read(
        RuleSample.Falling, [1, 1, 1], [.. Enumerable.Repeat<decimal?>(1, before)]).Missing);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(-5, 1, 1)]
    public void NothingBefore_IsNotDividedBy(decimal first, decimal second, decimal third) =>
        Assert.Equal(NoValue.NothingBefore, RuleSample.Read(RuleSample.Falling, [1, 1, 1], [first, second, third]).Missing);

    [Fact]
    public void District_CountsItsOwnAlone() => Assert.Equal(NoValue.TooFewOrganisations, TakeReading.Of(
        RuleSample.Falling, new("it", "440304"), RuleSample.September, RuleSample.Figures([1, 1, 1], [1, 1, 1])).Missing);

    [Fact]
    public void AnyFigures_GiveAValueOrAReason() => Gen.Select(
        Gen.Bool, Gen.Decimal[-1_000, 1_000], (reported, value) => reported ? value : (decimal?)null)
        .Array[0, 5].Array[1, 15].Sample(months =>
    {
        foreach (var comparison in Enum.GetValues<Comparison>())
        {
            var reading = RuleSample.Read(RuleSample.With(comparison, each: 10, window: 6), months);
            Assert.NotEqual(reading.Value is null, reading.Missing is null);
            Assert.True(reading.Value is null || reading.Organisations >= 3);
        }
    }, iter: 300, threads: 1);

    /// <summary>Organisations that reported one of the months alone never change the value.</summary>
    [Fact]
    public void ComingAndGoing_ChangesNothing() => Gen.Select(
        Gen.Decimal[1, 1_000].Array[3, 6], Gen.Decimal[1, 1_000].Array[6], Gen.Decimal[-1_000, 9_000]).Sample((before, now, extra) =>
    {
        var first = before.Select(value => (decimal?)value).ToList();
        var second = now.Take(before.Length).Select(value => (decimal?)value).ToList();

        Assert.Equal(
            RuleSample.Read(RuleSample.Falling, [.. second], [.. first]).Value,
            RuleSample.Read(RuleSample.Falling, [.. second, extra, null], [.. first, null, extra]).Value);
    }, iter: 300, threads: 1);
}
