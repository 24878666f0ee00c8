using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Warnings;

/// <summary>Gives up a change that was not verified in time; the warning stays as it is.</summary>
public static class LapseChange
{
    /// <summary>None where the decision came at the last moment.</summary>
    public static Change<WarningState> Decide(WarningState state, int round, string actor)
    {
        var warning = state.Warning;
        if (warning.Proposed is not { } proposed || proposed.Round != round) return Change.None(state);
        var next = state with { Warning = warning with { Proposed = null }, Assignments = state.Assignments.Cancelled() };
        return Change.To(next, actor, new WarningChangeLapsed(
            warning.Scope.Sector, warning.Scope.District, proposed.Level, proposed.Wording.Headline, warning.Messages.Count)
            .Concerning(warning, round));
    }
}

public sealed class LapseChangeActivity(AggregateStore store)
{
    /// <summary>Gives up a change. Safe to run twice.</summary>
    [Function(nameof(LapseChangeActivity))]
    public Task RunAsync([ActivityTrigger] WarningChangeRun run, CancellationToken cancellation) => store.ChangeWarningAsync(
        run.WarningId, state => LapseChange.Decide(state, run.Round, nameof(LapseChangeActivity)), cancellation);
}
