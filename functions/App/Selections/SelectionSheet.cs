using FunctionsApp.Platform;
using FunctionsApp.Platform.Sheets;

namespace FunctionsApp.Selections;

/// <summary>A ranking as a sheet: a row for each application, with the amounts as numbers.</summary>
public static class SelectionSheet
{
    private static readonly IReadOnlyList<(LocalizedText Heading, Func<RankedApplication, object> Cell)> Columns =
    [
        (SelectionTexts.Rank, row => row.Rank == 0 ? "" : row.Rank),
        (SelectionTexts.Application, row => row.Application),
        (SelectionTexts.Title, row => SheetText.Cell(row.Title)),
        (SelectionTexts.Organisation, row => SheetText.Cell(row.Name)),
        (SelectionTexts.CreditCode, row => row.Organisation),
        (SelectionTexts.Score, row => row.Score is { } score ? score : ""),
        (SelectionTexts.Requested, row => row.Requested),
        (SelectionTexts.Amount, row => row.Amount),
    ];

    /// <param name="nameOf">Of a member of the staff.</param>
    public static byte[] Write(SelectionView selection, SheetFormat format, Language language, Func<string, string> nameOf)
    {
        IReadOnlyList<object> headings =
        [
            SelectionTexts.Batch.In(language), .. Columns.Select(column => column.Heading.In(language)),
            SelectionTexts.Outcome.In(language), SelectionTexts.Reason.In(language), SelectionTexts.DecidedBy.In(language),
        ];
        var rows = selection.Batches.SelectMany(batch => batch.Rows.Select(IReadOnlyList<object> (row) =>
        [
            batch.Number, .. Columns.Select(column => column.Cell(row)), SelectionTexts.OutcomeOf(row, batch.Status).In(language),
            SheetText.Cell(row.Reason ?? ""), batch.DecidedBy is { } person ? SheetText.Cell(nameOf(person)) : "",
        ]));
        return WriteSheet.Write(rows.Prepend(headings), format, SelectionTexts.Selections.In(language));
    }
}
