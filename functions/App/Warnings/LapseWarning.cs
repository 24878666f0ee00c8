using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Warnings;

/// <summary>Gives up a draft that was not verified in time.</summary>
public static class LapseWarning
{
    /// <summary>None where the decision came at the last moment.</summary>
    public static Change<WarningState> Decide(WarningState state, string actor)
    {
        var (warning, scope) = (state.Warning, state.Warning.Scope);
        if (warning.Status != WarningStatus.Draft) return Change.None(state);
        var next = state with { Warning = warning with { Status = WarningStatus.Lapsed }, Assignments = state.Assignments.Cancelled() };
        return Change.To(next, actor, new WarningLapsed(scope.Sector, scope.District, warning.Level, warning.Wording.Headline, 0)
            .Concerning(warning));
    }
}

public sealed class LapseWarningActivity(AggregateStore store)
{
    /// <summary>Gives up a draft. Safe to run twice.</summary>
    [Function(nameof(LapseWarningActivity))]
    public Task RunAsync([ActivityTrigger] string id, CancellationToken cancellation) =>
        store.ChangeWarningAsync(id, state => LapseWarning.Decide(state, nameof(LapseWarningActivity)), cancellation);
}
