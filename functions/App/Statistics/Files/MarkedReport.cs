using FunctionsApp.Platform;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Statistics.Reports;
using FunctionsApp.Statistics.Tables;

namespace FunctionsApp.Statistics.Files;

/// <summary>A refused file as its sender gets it back: its rows, and in a last column what is wrong with each.</summary>
public static class MarkedReport
{
    // Two mebibytes of separators are a million columns, in each row of the file that goes back.
    private const int MostColumns = 64;

    private static readonly LocalizedText Heading = new("错误", "Errors");

    /// <param name="file">Seekable.</param>
    /// <param name="faults">As they are listed.</param>
    /// <remarks>No cell is a formula, whatever the file had there; what cannot be read, or is far to the right, is left out.</remarks>
    public static byte[] Write(Stream file, IReadOnlyList<ReportFault> faults, SheetFormat format, Language language)
    {
        var rows = Read(file);
        var width = Math.Min(MostColumns, rows.SelectMany(row => row.Cells.Keys).Append(-1).Max() + 1);
        var ofRows = faults.Where(fault => fault.Row is not null).ToLookup(fault => fault.Row!.Value);
        return WriteSheet.Write(Marked().Concat(OfFile()), format, "Report");

        IEnumerable<IReadOnlyList<object>> Marked() => rows.Index().Select(each => (IReadOnlyList<object>)
        [
            .. Enumerable.Range(0, width).Select(place => SheetText.Cell(each.Item.Cells.GetValueOrDefault(place)?.Text ?? "")),
            Text(ofRows[each.Item.Number], each.Index == 0 ? Heading.In(language) : null),
        ]);

        IEnumerable<IReadOnlyList<object>> OfFile() => faults.Where(fault => fault.Row is null)
            .Select(fault => (IReadOnlyList<object>)[.. Enumerable.Repeat("", width), Text([fault], null)]);

        string Text(IEnumerable<ReportFault> here, string? first) => SheetText.Cell(string.Join(
            "; ", here.Select(fault => StatisticsTexts.TextOf(fault with { Row = null }).In(language)).Prepend(first).OfType<string>()));
    }

    private static List<SheetRow> Read(Stream file)
    {
        var rows = new List<SheetRow>();
        try
        {
            foreach (var row in ReadSheet.Rows(file, CheckReport.MostRows)) rows.Add(row);
        }
        catch (SheetException)
        {
            // It is among the faults of the file.
        }

        return rows;
    }
}
