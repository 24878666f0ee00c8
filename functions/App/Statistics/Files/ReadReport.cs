using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics.Files;

/// <summary>What a report is expected to be about.</summary>
public sealed record ReportScope(CreditCode Organisation, Period Period, DateOnly Today);

/// <summary>What is wrong with a report, and where.</summary>
/// <param name="Row">As a spreadsheet counts, from 1; null for the file as such.</param>
/// <param name="Column">Its name; null for the row as such.</param>
/// <param name="IsSoft">Whether an explanation in the row would do.</param>
public sealed record ReportFault(int? Row, string? Column, LocalizedText Reason, bool IsSoft = false);

/// <summary>A report as it was read.</summary>
/// <param name="Lines">Empty where a fault is not soft: a file is taken complete or not at all.</param>
/// <param name="Faults">The first of them.</param>
/// <param name="FaultCount">All of them.</param>
public sealed record ReadingOfReport(
    IReadOnlyList<ReportLine> Lines, IReadOnlyList<ReportFault> Faults, int FaultCount)
{
    /// <summary>Whether explanations alone are missing.</summary>
    public bool IsSoft => FaultCount > 0 && Lines.Count > 0;
}

/// <summary>Reads a report row by row and checks each.</summary>
public static class ReadReport
{
    public const int ListedFaults = 200;

    private const int Organisation = 0;
    private const int OfPeriod = 1;
    private const int OfIndicator = 2;
    private const int OfSector = 3;
    private const int OfDistrict = 4;
    private const int Unit = 5;
    private const int OfValue = 6;

    /// <summary>The one column that may be missing; the last.</summary>
    private const int Explanation = 7;

    private static readonly (string Name, string Chinese, string English)[] Columns =
    [
        ("organisation", "统一社会信用代码", "Credit code"), ("period", "统计期", "Period"), ("indicator", "指标", "Indicator"),
        ("sector", "领域", "Sector"), ("district", "区", "District"), ("unit", "计量单位", "Unit"), ("value", "数值", "Value"),
        ("explanation", "说明", "Explanation"),
    ];

    /// <param name="file">Seekable.</param>
    /// <param name="most">Rows at most.</param>
    /// <param name="last">Lines of the last period; empty where there are none.</param>
    public static ReadingOfReport Run(Stream file, ReportScope scope, int most, IReadOnlyList<ReportLine> last)
    {
        var reading = new Reading(scope, last);
        try
        {
            if (!scope.Period.IsOver(scope.Today)) reading.Fault(null, null, "统计期尚未结束", "the period is not over yet");
            using var rows = ReadSheet.Open(file, most);
            while (rows.Read()) reading.Take(rows);
        }
        catch (SheetException refused)
        {
            reading.Fault(refused.Row, null, refused.Reason.Chinese, refused.Reason.English);
        }

        return reading.End();
    }

    /// <summary>How people call a column of a fault.</summary>
    public static LocalizedText HeadingOf(string column) =>
        Columns.FirstOrDefault(each => each.Name == column) is { Name: not null } known ? new(known.Chinese, known.English)
            : new(column, column);

    private sealed class Reading(ReportScope scope, IReadOnlyList<ReportLine> before)
    {
        private readonly Figure?[] figures = new Figure?[Sectors.All.Count * Districts.All.Count * Indicators.All.Count];
        private readonly decimal?[]? last = before.Count == 0 ? null : Last(before);
        private readonly List<ReportFault> faults = [];

        // The place of each column in the file; -1 where it has none.
        private readonly int[] places = [.. Columns.Select(_ => -1)];
        private readonly RepeatedText organisation = new(text => CreditCode.Find(text) == scope.Organisation ? 0 : -1);
        private readonly RepeatedText period = new(text => Period.Find(text) == scope.Period ? 0 : -1);
        private readonly RepeatedText sectors = new(text => FindCode.Sector(text));
        private readonly RepeatedText districts = new(text => FindCode.District(text));

        // Columns in the order of the file; null before the headings.
        private int[]? order;
        private bool isComplete;
        private int width;
        private int taken;
        private int count;
        private bool isHard;

        public ReadingOfReport End()
        {
            if (count == 0 && taken == 0) Fault(null, null, "没有数据行", "has no row of figures");
            return new(isHard ? [] : Lines(), faults, count);
        }

        public void Fault(int? row, string? column, string chinese, string english, bool isSoft = false)
        {
            isHard |= !isSoft;
            if (++count <= ListedFaults) faults.Add(new(row, column, new LocalizedText(chinese, english), isSoft));
        }

        public void Take(SheetRows row)
        {
            if (order is null) Head(row.ToRow());
            else if (isComplete) Body(row);
        }

        private void Head(SheetRow row)
        {
            var found = new List<int>();
            width = row.Width ?? row.Cells.Keys.Max() + 1;
            foreach (var (place, cell) in row.Cells)
            {
                var column = Array.FindIndex(
                    Columns, each => each.Name == cell.Text || each.Chinese == cell.Text || each.English == cell.Text);
                if (column < 0)
                {
                    Fault(row.Number, cell.Text, "不是报表的列标题", "is no heading of a report");
                }
                else if (places[column] >= 0)
                {
                    Fault(row.Number, Columns[column].Name, "列标题重复", "is there twice");
                }
                else
                {
                    places[column] = place;
                    found.Add(column);
                }
            }

            for (var column = 0; column < Explanation; column++)
            {
                if (places[column] < 0) Fault(row.Number, Columns[column].Name, "缺少此列", "is missing");
            }

            order = [.. found];
            isComplete = places.AsSpan(0, Explanation).IndexOf(-1) < 0;
        }

        private void Body(SheetRows row)
        {
            var faultsBefore = count;
            var cells = row.Width ?? row.Places;
            if (cells > width || (row.Width is not null && cells < width))
            {
                Fault(row.Number, null, $"应有 {width} 列，实有 {cells} 列", $"has {cells} columns; {width} are required");
                return;
            }

            if (row.HasFormula) Formulas(row);
            if (count > faultsBefore) return;
            var (indicator, place) = Place(row);
            if (indicator is null || Value(row, indicator) is not { } value || count > faultsBefore) return;
            var explanation = Text(row, Explanation);
            var kept = explanation.IsEmpty ? "" : PlainText.Kept(explanation.ToString());
            var figure = new Figure(indicator.Code, value, kept.Length > 0 ? kept : null);
            if (figures[place] is null)
            {
                figures[place] = figure;
                taken++;
            }
            else
            {
                Fault(row.Number, null, "与前面的行重复", "repeats an earlier row");
            }

            Explain(row, explanation, indicator, value, last?[place]);
        }

        private void Formulas(SheetRows row)
        {
            foreach (var column in order!)
            {
                if (row.IsFormula(places[column]) || row.Text(places[column]) is ['=' or '@', ..])
                {
                    Fault(row.Number, Columns[column].Name, "不能是公式", "must not be a formula");
                }
            }
        }

        /// <returns>
        /// The indicator, or null where it is not known; and the place of its figure, which holds without a fault alone.
        /// </returns>
        private (Indicator? Indicator, int Place) Place(SheetRows row)
        {
            if (organisation.Find(Text(row, Organisation)) < 0)
            {
                Fault(row.Number, "organisation", "不是填报单位的统一社会信用代码", "is not the credit code of the reporter");
            }

            if (period.Find(Text(row, OfPeriod)) < 0)
            {
                Fault(row.Number, "period", $"应为 {scope.Period}", $"must be {scope.Period}");
            }

            var indicator = Known("indicator", FindCode.Indicator(Text(row, OfIndicator)));
            var sector = Known("sector", sectors.Find(Text(row, OfSector)));
            var district = Known("district", districts.Find(Text(row, OfDistrict)));
            return (indicator < 0 ? null : Indicators.All[indicator], PlaceOf(sector, district, indicator));

            int Known(string column, int code)
            {
                if (code < 0) Fault(row.Number, column, "没有这个代码或名称", "is no known code or name");
                return code;
            }
        }

        private decimal? Value(SheetRows row, Indicator indicator)
        {
            if (Text(row, Unit) is var unit && !unit.SequenceEqual(indicator.Unit.Chinese) && !unit.SequenceEqual(indicator.Unit.English))
            {
                Fault(row.Number, "unit", $"应为“{indicator.Unit.Chinese}”", $"must be {indicator.Unit.English}");
            }

            if (ReadNumber.Of(Text(row, OfValue)) is not { } value)
            {
                Fault(row.Number, "value", "应为数字", "must be a number");
                return null;
            }

            foreach (var reason in CheckFigure.Faults(indicator, value)) Fault(row.Number, "value", reason.Chinese, reason.English);
            return value;
        }

        private void Explain(SheetRows row, ReadOnlySpan<char> explanation, Indicator indicator, decimal value, decimal? earlier)
        {
            if (explanation.IsEmpty)
            {
                if (CheckFigure.Jump(indicator, value, earlier) is not { } jump) return;
                Fault(row.Number, "value", jump.Chinese, jump.English, isSoft: true);
                return;
            }

            if (explanation.Length > CheckFigure.LongestExplanation)
            {
                Fault(row.Number, "explanation", $"最多 {CheckFigure.LongestExplanation} 个字符",
                    $"has more than {CheckFigure.LongestExplanation} characters");
            }

            if (PlainText.IsClean(explanation.ToString())) return;
            Fault(row.Number, "explanation", "含有不允许的字符", "has characters that are not allowed");
        }

        /// <summary>In the order of sectors, then of districts.</summary>
        private List<ReportLine> Lines()
        {
            var lines = new List<ReportLine>();
            for (var sector = 0; sector < Sectors.All.Count; sector++)
            {
                for (var district = 0; district < Districts.All.Count; district++)
                {
                    var here = figures.AsSpan(PlaceOf(sector, district, 0), Indicators.All.Count);
                    var line = new List<Figure>(here.Length);
                    foreach (var figure in here)
                    {
                        if (figure is not null) line.Add(figure);
                    }

                    if (line.Count > 0) lines.Add(new ReportLine(Sectors.All[sector].Code, Districts.All[district].Code, line));
                }
            }

            return lines;
        }

        private ReadOnlySpan<char> Text(SheetRows row, int column) => places[column] < 0 ? [] : row.Text(places[column]).Trim();

        private static decimal?[] Last(IReadOnlyList<ReportLine> lines)
        {
            var last = new decimal?[Sectors.All.Count * Districts.All.Count * Indicators.All.Count];
            foreach (var line in lines)
            {
                var (sector, district) = (FindCode.Sector(line.Sector), FindCode.District(line.District));
                foreach (var figure in line.Figures)
                {
                    var indicator = FindCode.Indicator(figure.Indicator);
                    if (sector >= 0 && district >= 0 && indicator >= 0) last[PlaceOf(sector, district, indicator)] = figure.Value;
                }
            }

            return last;
        }

        private static int PlaceOf(int sector, int district, int indicator) =>
            (((sector * Districts.All.Count) + district) * Indicators.All.Count) + indicator;
    }
}
