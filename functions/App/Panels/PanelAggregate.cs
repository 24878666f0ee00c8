using FunctionsApp.Assignments;
using FunctionsApp.Panels.Plans;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;

namespace FunctionsApp.Panels;

/// <summary>A review with what its panels keep.</summary>
/// <param name="Sheets">All versions.</param>
public sealed record PanelState(
    ReviewState Review, IReadOnlyList<Declaration> Declarations, IReadOnlyList<Sheet> Sheets, IReadOnlyList<PanelResult> Results)
{
    /// <summary>One for each panel.</summary>
    public IReadOnlyList<ApplicantTies> Ties { get; init; } = [];

    /// <summary>One for each panel that waits, or waited, for its call's plan.</summary>
    public IReadOnlyList<PanelWait> Waits { get; init; } = [];

    public PanelWait? WaitOf(string stage, int round) => Waits.FirstOrDefault(wait => wait.Stage == stage && wait.Round == round);

    public PanelState With(PanelWait wait) =>
        this with { Waits = [.. Waits.Where(each => (each.Stage, each.Round) != (wait.Stage, wait.Round)), wait] };

    /// <summary>Null before the panel looked for experts; of panels of earlier versions of the app, too.</summary>
    public ApplicantTies? TiesOf(string stage, int round) => Ties.FirstOrDefault(each => each.Stage == stage && each.Round == round);

    public PanelState With(ApplicantTies ties) =>
        this with { Ties = [.. Ties.Where(each => (each.Stage, each.Round) != (ties.Stage, ties.Round)), ties] };

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

/// <summary>
/// The panels, in the application's partition: rows <c>declaration|…</c>, <c>panel|…</c>, <c>sheet|…</c>, <c>ties|…</c>, <c>wait|…</c>.
/// </summary>
public static class PanelAggregate
{
    private static readonly Part<IReadOnlyList<Declaration>> Declarations =
        Part.Many<Declaration>("declaration", declaration => declaration.Assignment);

    private static readonly Part<IReadOnlyList<PanelResult>> Results = Part.Many<PanelResult>("panel", result => result.Key);

    private static readonly Part<IReadOnlyList<Sheet>> Sheets =
        Part.Many<Sheet>("sheet", sheet => $"{sheet.Assignment}|{sheet.Version:D3}");

    private static readonly Part<IReadOnlyList<ApplicantTies>> Ties =
        Part.Many<ApplicantTies>("ties", ties => $"{ties.Stage}|{ties.Round:D2}");

    private static readonly Part<IReadOnlyList<PanelWait>> Waits =
        Part.Many<PanelWait>("wait", wait => $"{wait.Stage}|{wait.Round:D2}");

    public static readonly Aggregate<PanelState> Kind = new(ReviewAggregate.Kind.Table, new Part<PanelState>
    {
        Kinds =
        [
            .. ReviewAggregate.Part.Kinds, .. Declarations.Kinds, .. Results.Kinds, .. Sheets.Kinds, .. Ties.Kinds, .. Waits.Kinds,
        ],
        Read = rows => new PanelState(
            ReviewAggregate.Part.Read(rows), Declarations.Read(rows), Sheets.Read(rows), Results.Read(rows)) 
        {
            Ties = Ties.Read(rows), Waits = Waits.Read(rows),
        },
        Write = state =>
        [
            .. ReviewAggregate.Part.Write(state.Review), .. Declarations.Write(state.Declarations), .. Results.Write(state.Results),
            .. Sheets.Write(state.Sheets), .. Ties.Write(state.Ties), .. Waits.Write(state.Waits),
        ],
        Lines = state => [.. ReviewAggregate.Part.Lines(state.Review), .. PanelPlanIndex.Lines(state)],
    });
}
