using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <param name="Level">Higher than the present one.</param>
public sealed record EscalateBody(WarningLevel Level);

/// <summary>Raises a warning's level.</summary>
public static class EscalateWarning
{
    /// <summary>None where it has the level already.</summary>
    /// <exception cref="ProblemException">warning-not-in-force, escalation-only-upwards, warning-too-many-messages.</exception>
    public static Change<WarningState> Decide(WarningState state, EscalateBody body, Acting by)
    {
        var (warning, scope) = (state.Warning, state.Warning.Scope);
        WarningRules.RequireInForce(warning, by.At);
        if (body.Level == warning.Level) return Change.None(state);
        if (body.Level < warning.Level) throw WarningProblems.OnlyUpwards.With();
        var next = AddMessage.To(state, warning with { Level = body.Level }, MessageType.Update, by);
        return Change.To(next, by.Actor, new WarningEscalated(
            scope.Sector, scope.District, body.Level, warning.Wording.Headline, next.Messages.Count).Concerning(warning));
    }
}
