using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.Panels;

/// <summary>A sheet as the panel counts it.</summary>
/// <param name="Score">Of the sheet, exact.</param>
/// <param name="IsDropped">Left out as the highest or the lowest.</param>
/// <param name="Deviation">From the panel's score, with its sign; two decimals.</param>
public sealed record CountedSheet(Sheet Sheet, decimal Score, bool IsDropped, decimal Deviation);

/// <summary>What the sheets of a panel come to.</summary>
/// <param name="Score">Points, 0–100, two decimals.</param>
/// <param name="Spread">Highest minus lowest sheet, those that are dropped included.</param>
public sealed record PanelScore(decimal Score, bool Passed, decimal Spread, IReadOnlyList<CountedSheet> Sheets);

/// <summary>How a panel scores.</summary>
/// <remarks>Source: domain.md, review rules (M19).</remarks>
public static class PanelRules
{
    /// <summary>Weighted sum of the marks, 0–100 points, exact: weights are integers and sum to 100.</summary>
    /// <exception cref="ArgumentException">A criterion has no mark.</exception>
    public static decimal Score(IReadOnlyList<Mark> marks, IReadOnlyList<Criterion> rubric) => rubric.Sum(criterion => criterion.Weight
        * (marks.FirstOrDefault(mark => mark.Criterion == criterion.Key)
            ?? throw new ArgumentException($"{criterion.Key} has no mark.", nameof(marks))).Points) / 100;

    /// <summary>
    /// Mean of the sheets after dropping, rounded to two decimals, half away from zero. The rounded score is compared with the pass mark,
    /// so that what people read is what decided.
    /// </summary>
    /// <param name="sheets">1..n, one per expert. Their order decides which of equal ones is shown as dropped, and nothing else.</param>
    /// <exception cref="ArgumentException">There is no sheet.</exception>
    public static PanelScore Score(IReadOnlyList<Sheet> sheets, PanelDefinition panel)
    {
        if (sheets.Count == 0) throw new ArgumentException("A panel scores by one sheet or more.", nameof(sheets));
        var scored = sheets.Select(sheet => (Sheet: sheet, Score: Score(sheet.Marks, panel.Rubric))).OrderBy(each => each.Score).ToList();
        var isDropping = panel.Drop == Dropping.HighestAndLowest && scored.Count >= PanelDefinition.DroppingFrom;
        var counted = isDropping ? scored[1..^1] : scored;
        var score = Round(counted.Sum(each => each.Score) / counted.Count);
        return new PanelScore(
            score, score >= panel.PassMark, scored[^1].Score - scored[0].Score,
            [
                .. sheets.Select(sheet => scored.First(each => ReferenceEquals(each.Sheet, sheet))).Select(each => new CountedSheet(
                    each.Sheet, each.Score, !counted.Contains(each), Round(each.Score - score))),
            ]);
    }

    private static decimal Round(decimal value) => decimal.Round(value, 2, MidpointRounding.AwayFromZero);
}
