using System.Text;
using CsvHelper;

namespace FunctionsApp.Platform.Sheets;

/// <summary>The records of a CSV file (RFC 4180) in UTF-8, with or without its mark, or in GB18030.</summary>
internal static class CsvRows
{
    private static readonly CsvReaderOptions Rules = CsvReaderOptions.Default with
    {
        HasHeader = false, SkipEmptyLines = false, MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Allow, MaxRecordSize = 2 * 1024 * 1024,
    };

    /// <exception cref="SheetException">Neither encoding, or both; or quotes that do not match.</exception>
    public static IEnumerable<SheetRow> Read(Stream file)
    {
        var (encoding, mark) = TextEncoding.Find(file);
        file.Position = mark;
        using var csv = CsvReader.Create(file, Rules with { Encoding = encoding }, leaveOpen: true);
        for (var number = 1; Next(csv, number); number++)
        {
            // Two mebibytes of separators are cells by the million: empty ones are not kept.
            yield return new SheetRow(
                number,
                Enumerable.Range(0, csv.FieldCount).Where(place => !csv.IsEmpty(place))
                    .ToDictionary(place => place, place => new SheetCell(csv.GetString(place))),
                csv.FieldCount);
        }
    }

    private static bool Next(CsvReader csv, int number)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException)
        {
            throw new SheetException(new LocalizedText("引号不成对", "its quotes do not match"), number);
        }
    }
}
