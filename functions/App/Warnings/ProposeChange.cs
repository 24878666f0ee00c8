using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>Keeps a change until another person has verified it: nobody alone replaces what two have published.</summary>
public static class ProposeChange
{
    /// <param name="changed">The warning as it would be.</param>
    /// <param name="cancels">Why it is to be cancelled, for the public; null for any other change.</param>
    /// <returns>None where the same change waits already.</returns>
    /// <exception cref="ProblemException">warning-change-pending, warning-too-many-messages.</exception>
    public static Change<WarningState> Decide(WarningState state, Warning changed, Acting by, LocalizedText? cancels = null)
    {
        var warning = state.Warning;
        var proposed = new ProposedChange(
            warning.Rounds + 1, by.Actor, by.At, changed.Level, changed.Wording, changed.Expires, changed.Level > warning.Level)
        {
            Cancels = cancels,
        };
        if (warning.Proposed is { } waiting)
        {
            return waiting with { Round = proposed.Round, By = proposed.By, At = proposed.At, IsBlocked = false } == proposed
                ? Change.None(state)
                : throw WarningProblems.ChangePending.With();
        }

        AddMessage.RequireRoom(warning, cancels is null ? MessageType.Update : MessageType.Cancel);
        var next = warning with { Proposed = proposed, Rounds = proposed.Round };
        return Change.To(state with { Warning = next }, by.Actor, new WarningChangeProposed(
            warning.Scope.Sector, warning.Scope.District, changed.Level, changed.Wording.Headline, warning.Messages.Count)
            .Concerning(warning, proposed.Round));
    }

    /// <exception cref="ProblemException">warning-change-pending.</exception>
    public static void RequireNone(Warning warning)
    {
        if (warning.Proposed is not null) throw WarningProblems.ChangePending.With();
    }
}
