using FunctionsApp.Assignments;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>Ends a warning whose time has come.</summary>
public static class ExpireWarning
{
    /// <summary>None before its time.</summary>
    public static Change<WarningState> Decide(WarningState state, Acting by)
    {
        var (warning, scope) = (state.Warning, state.Warning.Scope);
        if (!WarningRules.IsOver(warning, by.At)) return Change.None(state);
        var next = state with
        {
            Warning = warning with { Status = WarningStatus.Expired, Proposed = null },
            Assignments = state.Assignments.Cancelled(),
        };
        return Change.To(next, by.Actor, new WarningExpired(
            scope.Sector, scope.District, warning.Level, warning.Wording.Headline, warning.Messages.Count)
            .Concerning(warning, warning.Proposed?.Round ?? 0));
    }
}
