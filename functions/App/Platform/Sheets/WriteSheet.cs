using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace FunctionsApp.Platform.Sheets;

/// <summary>Writes rows as a file.</summary>
/// <remarks>CSV is RFC 4180 with the mark of UTF-8; no cell of either format is a formula.</remarks>
public static partial class WriteSheet
{
    private static readonly CsvWriterOptions Rules = CsvWriterOptions.Default with { WriteByteOrderMark = true };

    /// <summary>Of every part of a file: the first that an archive can hold.</summary>
    private static readonly DateTimeOffset Moment = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly OpenXmlConfiguration Plain = new() { AutoFilter = false, TableStyles = TableStyles.None };

    /// <param name="rows">The headings first; numbers, and texts as <see cref="SheetText.Cell"/> makes them.</param>
    /// <param name="name">Of the sheet, in XLSX.</param>
    public static byte[] Write(IEnumerable<IReadOnlyList<object>> rows, SheetFormat format, string name)
    {
        using var buffer = new MemoryStream();
        if (format == SheetFormat.Csv) WriteCsv(buffer, rows);
        else WriteXlsx(buffer, rows, name);
        return buffer.ToArray();
    }

    private static void WriteXlsx(MemoryStream buffer, IEnumerable<IReadOnlyList<object>> rows, string name)
    {
        buffer.SaveAs(rows.Select(Cells), printHeader: false, sheetName: name, configuration: Plain);
        // Each part has the moment of its writing, and the sheet a random id: the same rows would be another file, and have another ETag.
        buffer.Position = 0;
        using var archive = new ZipArchive(buffer, ZipArchiveMode.Update, leaveOpen: true);
        foreach (var part in new[] { "xl/workbook.xml", "xl/_rels/workbook.xml.rels" }) NameSheet(archive.GetEntry(part)!);
        foreach (var part in archive.Entries) part.LastWriteTime = Moment;
    }

    private static void NameSheet(ZipArchiveEntry part)
    {
        using var stream = part.Open();
        using var reader = new StreamReader(stream);
        var text = RandomId().Replace(reader.ReadToEnd(), "Rsheet");
        stream.SetLength(0);
        using var writer = new StreamWriter(stream);
        writer.Write(text);
    }

    private static void WriteCsv(Stream buffer, IEnumerable<IReadOnlyList<object>> rows)
    {
        using var csv = CsvWriter.Create(buffer, Rules, leaveOpen: true);
        foreach (var row in rows) csv.WriteRecord([.. row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))]);
    }

    // Its keys are never shown: the headings are the first row.
    private static Dictionary<string, object> Cells(IReadOnlyList<object> row) =>
        row.Index().ToDictionary(cell => $"{cell.Index:D2}", cell => cell.Item);

    [GeneratedRegex("R[0-9a-f]{32}")]
    private static partial Regex RandomId();
}
