using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Selections;

namespace FunctionsApp.Records.Results;

/// <summary>Results as a sheet: a row for each application, with points, rank and amounts as numbers.</summary>
public static class ResultSheet
{
    private static readonly IReadOnlyList<(LocalizedText Heading, Func<Result, Language, object> Cell)> Columns =
    [
        (SelectionTexts.Application, (row, _) => row.Application.Id),
        (SelectionTexts.Title, (row, _) => SheetText.Cell(row.Application.Subject.Title)),
        (SelectionTexts.Organisation, (row, _) => SheetText.Cell(
            row.Application.Applicant.Name ?? row.Application.Applicant.Organisation.Value)),
        (SelectionTexts.CreditCode, (row, _) => row.Application.Applicant.Organisation.Value),
        (AuditTexts.District, (row, language) => SheetText.Cell(
            Districts.Find(row.Application.Applicant.District)?.Name.In(language) ?? row.Application.Applicant.District)),
        (ApplicationTexts.Sector, (row, language) => SheetText.Cell(Sectors.NameOf(row.Application.Subject.Sector).In(language))),
        (SelectionTexts.Requested, (row, _) => row.Application.Subject.Amount),
        (SelectionTexts.Score, (row, _) => row.Score is { } score ? score : ""),
        (SelectionTexts.Rank, (row, _) => row.Rank is { } rank ? rank : ""),
        (SelectionTexts.Outcome, (row, language) => ApplicationTexts.Name(row.Application.Status).In(language)),
        (SelectionTexts.Amount, (row, _) => row.Amount is { } amount ? amount : ""),
    ];

    public static byte[] Write(IEnumerable<Result> results, SheetFormat format, Language language)
    {
        IReadOnlyList<object> headings = [.. Columns.Select(column => column.Heading.In(language))];
        var rows = results.Select(IReadOnlyList<object> (row) => [.. Columns.Select(column => column.Cell(row, language))]);
        return WriteSheet.Write(rows.Prepend(headings), format, AuditTexts.Outcomes.In(language));
    }
}
