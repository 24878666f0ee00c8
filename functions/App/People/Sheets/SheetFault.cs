using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.People.Sheets;

/// <summary>What is wrong with a sheet, and where.</summary>
/// <param name="Row">As a spreadsheet counts, from 1; null for the file as such.</param>
/// <param name="Column">Its heading or letter; null for the row as such.</param>
/// <param name="Member">The member of the entry, for programs; null for none.</param>
public sealed record SheetFault(int? Row, LocalizedText? Column, LocalizedText Reason, string? Member = null)
{
    public static SheetFault OfFile(string chinese, string english) => new(null, null, new LocalizedText(chinese, english));

    public static SheetFault OfRow(int row, string chinese, string english) => new(row, null, new LocalizedText(chinese, english));

    public static SheetFault Of(int row, PersonColumn column, string chinese, string english) =>
        new(row, column.Heading, new LocalizedText(chinese, english), column.Name);

    /// <summary>With its place, as a problem lists it.</summary>
    public MemberFault AsMember() => new(
        Row is null ? "#" : Member is null ? $"#/rows/{Row}" : $"#/rows/{Row}/{Member}", "value",
        (Row, Column) switch
        {
            (null, _) => Reason,
            (_, null) => new($"第 {Row} 行：{Reason.Chinese}", $"Row {Row}: {Reason.English}"),
            _ => new($"第 {Row} 行，{Column.Chinese}：{Reason.Chinese}", $"Row {Row}, {Column.English}: {Reason.English}"),
        });
}
