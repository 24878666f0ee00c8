using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Reviews;

/// <summary>The review, in its application's partition: rows <c>stage|…</c>, <c>assignment|…</c>, <c>decision|…</c>.</summary>
public static class ReviewAggregate
{
    private static readonly Part<IReadOnlyList<StageRun>> Runs = Part.Many<StageRun>("stage", run => $"{run.Stage}|{run.Round:D2}");

    private static readonly Part<IReadOnlyList<Decision>> Decisions = Part.Many<Decision>("decision", decision => decision.Assignment);

    public static readonly Aggregate<ReviewState> Kind = new(ApplicationAggregate.Kind.Table, new Part<ReviewState>
    {
        Kinds = [.. ApplicationAggregate.Part.Kinds, .. Runs.Kinds, .. AssignmentIndex.Part.Kinds, .. Decisions.Kinds],
        Read = rows => new ReviewState(ApplicationAggregate.Part.Read(rows), Runs.Read(rows), AssignmentIndex.Part.Read(rows),
            Decisions.Read(rows)),
        Write = state =>
        [
            .. ApplicationAggregate.Part.Write(state.Application), .. Runs.Write(state.Runs),
                .. AssignmentIndex.Part.Write(state.Assignments), .. Decisions.Write(state.Decisions),
        ],
        Lines = state => [.. ApplicationAggregate.Part.Lines(state.Application), .. AssignmentIndex.Part.Lines(state.Assignments)],
    });
}
