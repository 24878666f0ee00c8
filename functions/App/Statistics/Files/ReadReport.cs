using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Statistics.Reports;

namespace FunctionsApp.Statistics.Files;

/// <summary>What a report is expected to be about.</summary>
public sealed record ReportScope(CreditCode Organisation, Period Period, DateOnly Today);

/// <summary>The place of a figure.</summary>
public sealed record FigureKey(string Indicator, string Sector, string District);

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

    private static readonly IReadOnlyList<(string Name, string Chinese, string English)> Columns =
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
        var reading = new Reading(scope, last.SelectMany(line => line.Figures.Select(figure => (line, figure))).ToDictionary(
            each => new FigureKey(each.figure.Indicator, each.line.Sector, each.line.District), each => each.figure.Value));
        try
        {
            if (!scope.Period.IsOver(scope.Today)) reading.Fault(null, null, "统计期尚未结束", "the period is not over yet");
            foreach (var row in ReadSheet.Rows(file, most)) reading.Take(row);
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

    private sealed class Reading(ReportScope scope, IReadOnlyDictionary<FigureKey, decimal> last)
    {
        private readonly Dictionary<FigureKey, Figure> figures = [];
        private readonly List<ReportFault> faults = [];
        private Dictionary<string, int>? places;
        private int width;
        private int count;
        private bool isHard;

        public ReadingOfReport End()
        {
            if (count == 0 && figures.Count == 0) Fault(null, null, "没有数据行", "has no row of figures");
            return new(isHard ? [] : Lines(), faults, count);
        }

        public void Fault(int? row, string? column, string chinese, string english, bool isSoft = false)
        {
            isHard |= !isSoft;
            if (++count <= ListedFaults) faults.Add(new(row, column, new LocalizedText(chinese, english), isSoft));
        }

        public void Take(SheetRow row)
        {
            if (places is null) Head(row);
            else if (Enumerable.Range(0, Columns.Count - 1).All(column => places.ContainsKey(Columns[column].Name))) Body(row);
        }

        private void Head(SheetRow row)
        {
            places = [];
            width = row.Width ?? row.Cells.Keys.Max() + 1;
            foreach (var (place, cell) in row.Cells)
            {
                var name = Columns.FirstOrDefault(
                    column => column.Name == cell.Text || column.Chinese == cell.Text || column.English == cell.Text).Name;
                if (name is null) Fault(row.Number, cell.Text, "不是报表的列标题", "is no heading of a report");
                else if (!places.TryAdd(name, place)) Fault(row.Number, name, "列标题重复", "is there twice");
            }

            foreach (var (name, _, _) in Columns.SkipLast(1))
            {
                if (!places.ContainsKey(name)) Fault(row.Number, name, "缺少此列", "is missing");
            }
        }

        private void Body(SheetRow row)
        {
            var before = count;
            if ((row.Width ?? row.Cells.Keys.Max() + 1) is var cells && (cells > width || (row.Width is not null && cells < width)))
            {
                Fault(row.Number, null, $"应有 {width} 列，实有 {cells} 列", $"has {cells} columns; {width} are required");
                return;
            }

            foreach (var (name, place) in places!)
            {
                var cell = row.Cells.GetValueOrDefault(place);
                if (cell is { IsFormula: true } || cell?.Text is ['=' or '@', ..])
                {
                    Fault(row.Number, name, "不能是公式", "must not be a formula");
                }
            }

            if (count > before) return;
            var key = Key(row);
            var indicator = Indicators.All.FirstOrDefault(each => each.Code == key.Indicator);
            if (indicator is null || Value(row, indicator) is not { } value || count > before) return;
            var explanation = PlainText.Kept(Text(row, "explanation"));
            if (!figures.TryAdd(key, new Figure(key.Indicator, value, explanation.Length > 0 ? explanation : null)))
            {
                Fault(row.Number, null, "与前面的行重复", "repeats an earlier row");
            }

            Explain(row, key, indicator, value);
        }

        private FigureKey Key(SheetRow row)
        {
            if (CreditCode.Find(Text(row, "organisation")) != scope.Organisation)
            {
                Fault(row.Number, "organisation", "不是填报单位的统一社会信用代码", "is not the credit code of the reporter");
            }

            if (Period.Find(Text(row, "period")) != scope.Period)
            {
                Fault(row.Number, "period", $"应为 {scope.Period}", $"must be {scope.Period}");
            }

            return new FigureKey(
                Code("indicator", Indicators.Find(Text(row, "indicator"))?.Code),
                Code("sector", Named(Sectors.All, Text(row, "sector"))), Code("district", Named(Districts.All, Text(row, "district"))));

            string Code(string column, string? code)
            {
                if (code is null) Fault(row.Number, column, "没有这个代码或名称", "is no known code or name");
                return code ?? "";
            }
        }

        private decimal? Value(SheetRow row, Indicator indicator)
        {
            if (Text(row, "unit") is var unit && unit != indicator.Unit.Chinese && unit != indicator.Unit.English)
            {
                Fault(row.Number, "unit", $"应为“{indicator.Unit.Chinese}”", $"must be {indicator.Unit.English}");
            }

            const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            if (!decimal.TryParse(Text(row, "value"), style, CultureInfo.InvariantCulture, out var value))
            {
                Fault(row.Number, "value", "应为数字", "must be a number");
                return null;
            }

            foreach (var reason in CheckFigure.Faults(indicator, value)) Fault(row.Number, "value", reason.Chinese, reason.English);
            return value;
        }

        private void Explain(SheetRow row, FigureKey key, Indicator indicator, decimal value)
        {
            var text = Text(row, "explanation");
            if (text.Length > CheckFigure.LongestExplanation)
            {
                Fault(row.Number, "explanation", $"最多 {CheckFigure.LongestExplanation} 个字符",
                    $"has more than {CheckFigure.LongestExplanation} characters");
            }

            if (!PlainText.IsClean(text)) Fault(row.Number, "explanation", "含有不允许的字符", "has characters that are not allowed");
            decimal? before = last.TryGetValue(key, out var earlier) ? earlier : null;
            if (text.Length > 0 || CheckFigure.Jump(indicator, value, before) is not { } jump) return;
            Fault(row.Number, "value", jump.Chinese, jump.English, isSoft: true);
        }

        private IReadOnlyList<ReportLine> Lines() => SubmitReport.Ordered(
            figures.GroupBy(each => (each.Key.Sector, each.Key.District), each => each.Value).Select(group => new ReportLine(
                group.Key.Sector, group.Key.District,
                [.. Indicators.All.SelectMany(indicator => group.Where(figure => figure.Indicator == indicator.Code))])));

        private string Text(SheetRow row, string column) =>
            places!.TryGetValue(column, out var place) ? (row.Cells.GetValueOrDefault(place)?.Text ?? "").Trim() : "";

        private static string? Named(IReadOnlyList<NamedCode> all, string text) =>
            all.FirstOrDefault(each => each.Code == text || each.Name.Chinese == text || each.Name.English == text)?.Code;
    }
}
