using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Reviews;

/// <summary>The review, in its application's partition: rows <c>stage|…</c>, <c>assignment|…</c>, <c>decision|…</c>.</summary>
public static class ReviewAggregate
{
    private static readonly Part<IReadOnlyList<StageRun>> Runs =
        Platform.Storage.Part.Many<StageRun>("stage", run => $"{run.Stage}|{run.Round:D2}");

    private static readonly Part<IReadOnlyList<Decision>> Decisions =
        Platform.Storage.Part.Many<Decision>(
            "decision", decision => decision.Attempt == 0 ? decision.Assignment : $"{decision.Assignment}|{decision.Attempt}");

    /// <summary>For kinds of stages that keep rows of their own beside it.</summary>
    public static readonly Part<ReviewState> Part = new()
    {
        Kinds =
        [
            .. ApplicationAggregate.Part.Kinds, .. FormAggregate.Part.Kinds, .. Runs.Kinds, .. AssignmentIndex.Part.Kinds,
                .. Decisions.Kinds,
        ],
        Read = rows => Of(rows, Decisions.Read(rows)),
        Write = state =>
        [
            .. ApplicationAggregate.Part.Write(state.Application), .. FormAggregate.Part.Write(state.Answers), .. Runs.Write(state.Runs),
                .. AssignmentIndex.Part.Write(state.Assignments), .. Decisions.Write([.. state.Decisions, .. state.TakenBack]),
        ],
        Lines = state => [.. ApplicationAggregate.Part.Lines(state.Application), .. AssignmentIndex.Part.Lines(state.Assignments)],
    };

    public static readonly Aggregate<ReviewState> Kind = new(ApplicationAggregate.Kind.Table, Part);

    private static ReviewState Of(StateRows rows, IReadOnlyList<Decision> decisions) => new(
        ApplicationAggregate.Part.Read(rows), Runs.Read(rows), AssignmentIndex.Part.Read(rows),
        [.. decisions.Where(decision => decision.TakenBackAt is null)])
    {
        TakenBack = [.. decisions.Where(decision => decision.TakenBackAt is not null)],
        Answers = FormAggregate.Part.Read(rows),
    };
}
