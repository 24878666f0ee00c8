using System.Globalization;
using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace FunctionsApp.Platform.Sheets;

/// <summary>Writes rows as a file.</summary>
/// <remarks>CSV is RFC 4180 with the mark of UTF-8; no cell of either format is a formula.</remarks>
public static class WriteSheet
{
    private static readonly CsvWriterOptions Rules = CsvWriterOptions.Default with { WriteByteOrderMark = true };

    private static readonly OpenXmlConfiguration Plain = new() { AutoFilter = false, TableStyles = TableStyles.None };

    /// <param name="rows">The headings first; numbers, and texts as <see cref="SheetText.Cell"/> makes them.</param>
    /// <param name="name">Of the sheet, in XLSX.</param>
    public static byte[] Write(IEnumerable<IReadOnlyList<object>> rows, SheetFormat format, string name)
    {
        using var buffer = new MemoryStream();
        if (format == SheetFormat.Csv) WriteCsv(buffer, rows);
        else buffer.SaveAs(rows.Select(Cells), printHeader: false, sheetName: name, configuration: Plain);
        return buffer.ToArray();
    }

    private static void WriteCsv(Stream buffer, IEnumerable<IReadOnlyList<object>> rows)
    {
        using var csv = CsvWriter.Create(buffer, Rules, leaveOpen: true);
        foreach (var row in rows) csv.WriteRecord([.. row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))]);
    }

    // Its keys are never shown: the headings are the first row.
    private static Dictionary<string, object> Cells(IReadOnlyList<object> row) =>
        row.Index().ToDictionary(cell => $"{cell.Index:D2}", cell => cell.Item);
}
