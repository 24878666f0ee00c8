using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <param name="Level">Higher than the present one.</param>
public sealed record EscalateBody(WarningLevel Level);

/// <summary>Raises a warning's level, once another person has verified it.</summary>
public static class EscalateWarning
{
    /// <summary>None where it has the level already.</summary>
    /// <exception cref="ProblemException">
    /// warning-not-in-force, escalation-only-upwards, warning-change-pending, warning-too-many-messages.
    /// </exception>
    public static Change<WarningState> Decide(WarningState state, EscalateBody body, Acting by)
    {
        var warning = state.Warning;
        WarningRules.RequireInForce(warning, by.At);
        if (body.Level == warning.Level) return Change.None(state);
        if (body.Level < warning.Level) throw WarningProblems.OnlyUpwards.With();
        return ProposeChange.Decide(state, warning with { Level = body.Level }, by);
    }
}
