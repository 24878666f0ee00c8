using CsCheck;
using FunctionsApp.Panels;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Stages;

namespace App.Tests.Panels;

public sealed class PanelRulesTests
{
    private static readonly Gen<decimal> Points = Gen.Int[0, 10_000].Select(hundredths => hundredths / 100m);
    private static readonly Gen<decimal[]> Panels = Points.Array[1, 15];

    [Theory]
    [InlineData(80, 70, 76)]
    [InlineData(0, 0, 0)]
    [InlineData(100, 100, 100)]
    public void Score_OfASheet_IsTheWeightedSum(int innovation, int feasibility, int score) =>
        Assert.Equal(score, PanelRules.Score(Sheet(innovation, feasibility).Marks, PanelSample.Definition.Rubric));

    [Fact]
    public void Score_OfASheetWithDecimals_IsExact() =>
        Assert.Equal(33.334m, PanelRules.Score(Sheet(33.33m, 33.34m).Marks, PanelSample.Definition.Rubric));

    [Fact]
    public void Score_CriterionWithoutMark_IsRefused() => Assert.Throws<ArgumentException>(
        () => PanelRules.Score([new Mark("innovation", 1, null)], PanelSample.Definition.Rubric));

    [Fact]
    public void Score_NoSheet_IsRefused() => Assert.Throws<ArgumentException>(() => PanelRules.Score([], PanelSample.Definition));

    [Theory]
    [InlineData(59.99, false)]
    [InlineData(60, true)]
    [InlineData(60.01, true)]
    public void Score_AtThePassMarkAndEitherSide_PassesFromTheMark(double mark, bool passed) =>
        Assert.Equal(passed, Score([(decimal)mark], Dropping.None).Passed);

    [Theory]
    [InlineData(59.99, 60.00, 60.00, true)]
    [InlineData(59.99, 59.99, 60.00, false)]
    public void Score_ThatIsRounded_DecidesAsItReads(double one, double two, double three, bool passed)
    {
        var score = Score([(decimal)one, (decimal)two, (decimal)three], Dropping.None);

        Assert.Equal((passed, passed ? 60.00m : 59.99m), (score.Passed, score.Score));
    }

    [Fact]
    public void Score_HalfAHundredth_RoundsAwayFromZero() => Assert.Equal(60.01m, Score([60.00m, 60.01m], Dropping.None).Score);

    [Fact]
    public void Score_FiveSheets_DropsOneHighestAndOneLowest()
    {
        var score = Score([0, 50, 60, 70, 100], Dropping.HighestAndLowest);

        Assert.Equal((60m, 100m), (score.Score, score.Spread));
        Assert.Equal([true, false, false, false, true], score.Sheets.Select(sheet => sheet.IsDropped));
        Assert.Equal([-60m, -10m, 0m, 10m, 40m], score.Sheets.Select(sheet => sheet.Deviation));
    }

    [Fact]
    public void Score_FourSheets_DropsNone() => Assert.DoesNotContain(
        Score([0, 50, 60, 100], Dropping.HighestAndLowest).Sheets, sheet => sheet.IsDropped);

    [Fact]
    public void Score_EqualSheets_DropsTwoOfThemAlone() =>
        Assert.Equal(2, Score([70, 70, 70, 70, 70], Dropping.HighestAndLowest).Sheets.Count(sheet => sheet.IsDropped));

    [Fact]
    public void Score_AnyOrder_IsTheSame() => (from marks in Panels from drop in Gen.Enum<Dropping>() select (marks, drop)).Sample(panel =>
        Score(panel.marks, panel.drop).Score == Score([.. panel.marks.Reverse()], panel.drop).Score);

    [Fact]
    public void Score_AnyPanel_IsBetweenItsSheets() => (from marks in Panels from drop in Gen.Enum<Dropping>() select (marks, drop)).Sample(
        panel => Score(panel.marks, panel.drop).Score >= panel.marks.Min() && Score(panel.marks, panel.drop).Score <= panel.marks.Max());

    [Fact]
    public void Score_OneMarkHigher_IsNeverLower() => (from marks in Panels from place in Gen.Int[0, 14] from higher in Points
                                                      from drop in Gen.Enum<Dropping>() select (marks, place, higher, drop)).Sample(panel =>
    {
        var raised = panel.marks.ToArray();
        var place = panel.place % raised.Length;
        raised[place] = Math.Max(raised[place], panel.higher);
        return Score(raised, panel.drop).Score >= Score(panel.marks, panel.drop).Score;
    });

    [Fact]
    public void Score_OutlierThatIsDropped_DoesNotMatter() => (from marks in Points.Array[4, 14] from outlier in Points
                                                              select (marks, outlier)).Sample(panel =>
        Score([.. panel.marks, 100m], Dropping.HighestAndLowest).Score
            == Score([.. panel.marks, Math.Max(panel.outlier, panel.marks.Max())], Dropping.HighestAndLowest).Score);

    private static PanelScore Score(decimal[] marks, Dropping drop) => PanelRules.Score(
        [.. marks.Select((mark, index) => Sheet(mark, mark) with { Assignment = $"{index}" })], PanelSample.Definition with { Drop = drop });

    private static Sheet Sheet(decimal innovation, decimal feasibility) => new(
        "a", PanelSample.Stage, 0, "e", 1, [new Mark("innovation", innovation, null), new Mark("feasibility", feasibility, null)], "", "", default);
}
