using System.Text;
using CsvHelper;

namespace FunctionsApp.People.Sheets;

/// <summary>The records of a CSV file (RFC 4180) in UTF-8, with or without its mark, or in GB18030.</summary>
internal static class CsvRows
{
    private static readonly CsvReaderOptions Rules = CsvReaderOptions.Default with
    {
        HasHeader = false, SkipEmptyLines = false, MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
    };

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <exception cref="SheetException">Neither encoding, or quotes that do not match.</exception>
    public static IEnumerable<SheetRow> Read(byte[] file)
    {
        using var csv = CsvReader.Create(Encoding.UTF8.GetBytes(Text(file)), Rules);
        for (var number = 1; Next(csv, number); number++)
        {
            // Two mebibytes of separators are cells by the million: empty ones are not kept.
            yield return new SheetRow(number, Enumerable.Range(0, csv.FieldCount).Where(place => !csv.IsEmpty(place))
                .ToDictionary(place => place, place => new SheetCell(csv.GetString(place))));
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
            throw new SheetException(SheetFault.OfRow(number, "引号不成对", "its quotes do not match"));
        }
    }

    private static string Text(byte[] file)
    {
        try
        {
            return Utf8.GetString(file).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            return InChinese(file);
        }
    }

    private static string InChinese(byte[] file)
    {
        try
        {
            return Chinese.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            throw new SheetException("文件编码既不是 UTF-8，也不是 GB18030", "The file is neither in UTF-8 nor in GB18030");
        }
    }
}
