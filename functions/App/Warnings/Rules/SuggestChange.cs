using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings.Rules;

/// <summary>Proposes to the officers what a rule suggests: a rule alone changes no warning, and ends none.</summary>
public static class SuggestChange
{
    /// <summary>None where it was proposed before, where another change waits, and where the warning is over or takes no more.</summary>
    public static Change<WarningState> Decide(WarningState state, Suggestion suggestion, Acting by)
    {
        var warning = state.Warning;
        if (warning.Rounds >= suggestion.Round || warning.Proposed is not null || !WarningRules.IsInForce(warning, by.At)
            || warning.Messages.Count >= AddMessage.MaxMessages - 1)
        {
            return Change.None(state);
        }

        var changed = warning with { Level = suggestion.Level, Wording = suggestion.Wording, Expires = suggestion.Expires };
        return ProposeChange.Decide(state, changed, by, suggestion.Cancels);
    }
}
