using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.Panels;

/// <summary>A review with what its panels keep.</summary>
/// <param name="Sheets">All versions.</param>
public sealed record PanelState(
    ReviewState Review, IReadOnlyList<Declaration> Declarations, IReadOnlyList<Sheet> Sheets, IReadOnlyList<PanelResult> Results)
{
    /// <summary>The last version of each expert's sheet, by assignment's number.</summary>
    public IReadOnlyList<Sheet> SheetsOf(string stage, int round) =>
    [
        .. Sheets.Where(sheet => sheet.Stage == stage && sheet.Round == round)
            .GroupBy(sheet => sheet.Assignment).Select(versions => versions.MaxBy(sheet => sheet.Version)!)
            .OrderBy(sheet => AssignmentId.Parse(sheet.Assignment)?.Number),
    ];

    /// <summary>The last version; null while there is none.</summary>
    public Sheet? SheetOf(Assignment assignment) =>
        Sheets.Where(sheet => sheet.Assignment == assignment.Id).MaxBy(sheet => sheet.Version);

    public Declaration? DeclarationOf(Assignment assignment) =>
        Declarations.FirstOrDefault(declaration => declaration.Assignment == assignment.Id);
}

/// <summary>The panels, in the application's partition: rows <c>declaration|…</c>, <c>panel|…</c>, <c>sheet|…</c>.</summary>
public static class PanelAggregate
{
    private static readonly Part<IReadOnlyList<Declaration>> Declarations =
        Part.Many<Declaration>("declaration", declaration => declaration.Assignment);

    private static readonly Part<IReadOnlyList<PanelResult>> Results = Part.Many<PanelResult>("panel", result => result.Key);

    private static readonly Part<IReadOnlyList<Sheet>> Sheets =
        Part.Many<Sheet>("sheet", sheet => $"{sheet.Assignment}|{sheet.Version:D3}");

    public static readonly Aggregate<PanelState> Kind = new(ReviewAggregate.Kind.Table, new Part<PanelState>
    {
        Kinds = [.. ReviewAggregate.Part.Kinds, .. Declarations.Kinds, .. Results.Kinds, .. Sheets.Kinds],
        Read = rows => new PanelState(
            ReviewAggregate.Part.Read(rows), Declarations.Read(rows), Sheets.Read(rows), Results.Read(rows)),
        Write = state =>
        [
            .. ReviewAggregate.Part.Write(state.Review), .. Declarations.Write(state.Declarations), .. Results.Write(state.Results),
            .. Sheets.Write(state.Sheets),
        ],
        Lines = state => ReviewAggregate.Part.Lines(state.Review),
    });
}
