using System.Globalization;
using CsvHelper;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;

namespace FunctionsApp.Records;

/// <summary>A record as CSV for spreadsheets (RFC 4180, UTF-8 with its mark).</summary>
/// <remarks>
/// What a spreadsheet could take for a formula begins with an apostrophe: the JSON of the API has every text as it was hashed.
/// </remarks>
public static class FactSheet
{
    public const string Media = "text/csv";

    private static readonly CsvWriterOptions Rules = CsvWriterOptions.Default with
    {
        Injection = CsvInjection.Escape, WriteByteOrderMark = true,
    };

    public static byte[] Write(FactRecord record, ProgrammeDefinition definition, Language language)
    {
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, Rules, leaveOpen: true))
        {
            csv.WriteRecord([.. AuditTexts.Columns.Select(column => column.In(language))]);
            foreach (var fact in record.Facts) csv.WriteRecord(Cells(fact, definition, language));
        }

        return buffer.ToArray();
    }

    private static string[] Cells(FactEntry fact, ProgrammeDefinition definition, Language language) =>
    [
        fact.Number.ToString(CultureInfo.InvariantCulture), fact.At, fact.Type, FactTexts.Of(fact, definition).In(language),
        fact.Actor ?? "", fact.Data?.GetRawText() ?? "", fact.Previous, fact.Hash,
    ];
}
