using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Figures;

namespace App.Tests.Warnings.Figures;

public sealed class WarningYearTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, BeijingTime.Offset);

    [Fact]
    public void Of_ARaisedWarning_HasItsHighestLevelAndTheTimeUntilIt()
    {
        var year = WarningYear.Of(2026, [Line("a", WarningLevel.Yellow)],
        [
            Message("a", 3, WarningLevel.Red, At.AddDays(9)), Message("a", 1, WarningLevel.Blue, At),
            Message("a", 2, WarningLevel.Orange, At.AddDays(3)),
            // Lowered again, and raised to the same level a second time: the first time counts.
            Message("a", 4, WarningLevel.Yellow, At.AddDays(10)), Message("a", 5, WarningLevel.Red, At.AddDays(12)),
        ]);

        var warning = Assert.Single(year.Warnings);
        Assert.Equal((WarningLevel.Red, TimeSpan.FromDays(9), TimeSpan.FromHours(3)), (warning.Level, warning.Lead, warning.ToPublication));
    }

    [Fact]
    public void Of_AWarningThatWasNeverRaised_HasNoLeadTime()
    {
        var year = WarningYear.Of(
            2026, [Line("a", WarningLevel.Blue)],
            [Message("a", 1, WarningLevel.Orange, At), Message("a", 2, WarningLevel.Blue, At.AddDays(1))]);

        Assert.Equal((WarningLevel.Orange, null), (year.Warnings[0].Level, year.Warnings[0].Lead));
        Assert.Null(year.Lead);
    }

    /// <summary>A year begins in Beijing; what is not in earnest is not counted.</summary>
    [Fact]
    public void Of_OtherYearsAndExercises_AreLeftOut()
    {
        var newYear = new DateTimeOffset(2026, 1, 1, 0, 0, 0, BeijingTime.Offset).ToUniversalTime();
        var lines = new[]
        {
            Line("first") with { At = newYear }, Line("before") with { At = newYear.AddTicks(-1) },
            Line("last") with { At = newYear.AddYears(1).AddTicks(-1) },
            Line("after") with { At = newYear.AddYears(1) }, Line("drill") with { CapStatus = CapStatus.Exercise },
        };

        Assert.Equal(["last", "first"], WarningYear.Of(2026, lines, []).Warnings.Select(warning => warning.Id));
    }

    [Theory]
    [InlineData(null, new int[0])]
    [InlineData(2, 2)]
    [InlineData(2, 9, 2)]
    [InlineData(3, 9, 3, 1)]
    [InlineData(3, 9, 3, 1, 8)]
    public void Of_SeveralWarnings_HasTheMedianOfThoseThatHaveTheFigure(int? median, params int[] hours)
    {
        var lines = hours.Select((time, index) => Line($"{index}") with { DraftedAt = At.AddHours(-time) })
            .Append(Line("earlier version") with { DraftedAt = null });

        Assert.Equal(median is { } found ? TimeSpan.FromHours(found) : null, WarningYear.Of(2026, lines, []).ToPublication);
    }

    private static WarningLine Line(string id, WarningLevel level = WarningLevel.Yellow) => new(
        id, "it", null, level, WarningStatus.Published, new LocalizedText("标题", "Headline"), At, At.AddDays(30))
    {
        DraftedAt = At.AddHours(-3),
    };

    private static WarningEntry Message(string id, int number, WarningLevel level, DateTimeOffset sent) => new(
        id, number, number == 1 ? MessageType.Alert : MessageType.Update, level, "it", new LocalizedText("标题", "Headline"), sent,
        sent.AddDays(30));
}
