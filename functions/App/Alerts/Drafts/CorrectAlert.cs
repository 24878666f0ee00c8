using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>Another alert, which is published now, corrects this one.</summary>
/// <param name="By">Id of that alert.</param>
public sealed record AlertCorrected(string By) : Fact;

/// <summary>Notes on a published alert that another one corrects it.</summary>
public static class CorrectAlert
{
    /// <summary>None where it is noted already.</summary>
    /// <param name="by">Id of the correction.</param>
    public static Change<AlertDraftState> Decide(AlertDraftState state, string by, string actor) => state.Draft.CorrectedBy == by
        ? Change.None(state)
        : Change.To(state with { Draft = state.Draft with { CorrectedBy = by } }, actor, new AlertCorrected(by));
}
