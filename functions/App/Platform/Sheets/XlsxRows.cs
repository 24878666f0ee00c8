extern alias openxml;
using System.Globalization;
using System.IO.Compression;
using openxml::DocumentFormat.OpenXml;
using openxml::DocumentFormat.OpenXml.Packaging;
using openxml::DocumentFormat.OpenXml.Spreadsheet;

namespace FunctionsApp.Platform.Sheets;

/// <summary>The rows of a workbook's first sheet, read one by one; also where its formulas are.</summary>
internal sealed class XlsxRows(Stream file, int most) : SheetRows(most)
{
    /// <summary>32 MiB for all parts together: a small file must not cost much.</summary>
    public const long MaxUnpacked = 32L * 1024 * 1024;

    private const int MaxParts = 1000;

    /// <summary>To XFD: no spreadsheet has more.</summary>
    private const int MaxColumns = 16_384;

    private readonly IEnumerator<SheetRow> rows = Read(file).GetEnumerator();
    private int places;

    public override int Number => rows.Current.Number;

    public override int? Width => null;

    public override int Places => places;

    public override ReadOnlySpan<char> Text(int place) => rows.Current.Cells.GetValueOrDefault(place)?.Text ?? "";

    public override bool IsFormula(int place) => rows.Current.Cells.GetValueOrDefault(place) is { IsFormula: true };

    public override bool HasFormula => rows.Current.Cells.Values.Any(cell => cell.IsFormula || cell.Text is ['=' or '@', ..]);

    public override SheetRow ToRow() => rows.Current;

    public override void Dispose() => rows.Dispose();

    /// <exception cref="SheetException">It unpacks to too much.</exception>
    protected override bool Next()
    {
        if (!rows.MoveNext()) return false;
        places = rows.Current.Cells.Keys.Append(-1).Max() + 1;
        return true;
    }

    // By its cells: the name of one may claim a place far away.
    protected override bool IsBlank() =>
        rows.Current.Cells.Values.All(cell => string.IsNullOrWhiteSpace(cell.Text) && !cell.IsFormula);

    private static IEnumerable<SheetRow> Read(Stream file)
    {
        RequireSmall(file);
        file.Position = 0;
        using var package = SpreadsheetDocument.Open(file, isEditable: false, new OpenSettings { MaxCharactersInPart = MaxUnpacked });
        var book = package.WorkbookPart ?? throw new InvalidDataException();
        var first = book.Workbook?.Descendants<Sheet>().First() ?? throw new InvalidDataException();
        var cells = new XlsxCells(book);
        using var reader = OpenXmlReader.Create((WorksheetPart)book.GetPartById(first.Id?.Value ?? ""));
        var number = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement) continue;
            var row = (Row)reader.LoadCurrentElement()!;
            number = row.RowIndex is { } index ? checked((int)index.Value) : number + 1;
            yield return new SheetRow(number, Cells(row, cells));
        }
    }

    private static Dictionary<int, SheetCell> Cells(Row row, XlsxCells cells)
    {
        var read = new Dictionary<int, SheetCell>();
        var place = -1;
        foreach (var cell in row.Elements<Cell>())
        {
            place = cell.CellReference?.Value is { } reference ? Place(reference) : place + 1;
            if (place is < 0 or >= MaxColumns) throw new InvalidDataException();
            read[place] = new SheetCell(cells.Text(cell), cell.CellFormula is not null);
        }

        return read;
    }

    /// <summary>The column of a cell's name, from 0: 27 of AB12.</summary>
    private static int Place(string reference) =>
        reference.TakeWhile(char.IsAsciiLetter).Aggregate(0, (place, letter) => checked((place * 26) + (letter & 31))) - 1;

    // What the directory announces may be a lie: all of it is unpacked once.
    private static void RequireSmall(Stream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MaxParts) throw TooMuch();
        var (buffer, unpacked) = (new byte[64 * 1024], 0L);
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            while (content.Read(buffer) is > 0 and var read)
            {
                unpacked += read;
                if (unpacked > MaxUnpacked) throw TooMuch();
            }
        }
    }

    private static SheetException TooMuch() => new("文件解压后过大", "The file unpacks to too much");
}

/// <summary>The texts of a workbook's cells: shared ones by their number, days by their format.</summary>
internal sealed class XlsxCells
{
    private readonly IReadOnlyList<string> shared;
    private readonly IReadOnlyList<bool> isDay;
    private readonly int epoch;

    public XlsxCells(WorkbookPart book)
    {
        shared = [.. (book.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>() ?? []).Select(item => Plain(item))];
        var styles = book.WorkbookStylesPart?.Stylesheet;
        var formats = (styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .ToDictionary(format => format.NumberFormatId?.Value ?? 0, format => format.FormatCode?.Value ?? "");
        isDay = [.. (styles?.CellFormats?.Elements<CellFormat>() ?? [])
            .Select(format => IsDay(format.NumberFormatId?.Value ?? 0, formats))];
        // Workbooks of old Macs count from 1904.
        epoch = book.Workbook?.WorkbookProperties?.Date1904?.Value == true ? 1462 : 0;
    }

    public string Text(Cell cell)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value == CellValues.SharedString) return shared[int.Parse(value, CultureInfo.InvariantCulture)];
        if (cell.DataType?.Value == CellValues.InlineString) return cell.InlineString is { } inline ? Plain(inline) : "";
        if (cell.DataType is { } type && type.Value != CellValues.Number) return value;
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return value;
        return isDay.ElementAtOrDefault((int)(cell.StyleIndex?.Value ?? 0))
            ? DateTime.FromOADate((double)number + epoch).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : number.ToString(CultureInfo.InvariantCulture);
    }

    // Readings for the eye beside a text are no part of it.
    private static string Plain(RstType text) =>
        text.Text?.Text ?? string.Concat(text.Elements<Run>().Select(run => run.Text?.Text));

    /// <summary>The days among the formats that every workbook has, and those of its own that write a year or day.</summary>
    private static bool IsDay(uint id, Dictionary<uint, string> formats) =>
        id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58
        || (formats.TryGetValue(id, out var format) && format.AsSpan().IndexOfAny("yYdD") >= 0);
}
