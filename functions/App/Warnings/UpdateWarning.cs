using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>What changes; what is left out stays.</summary>
/// <param name="Level">The same or a lower one.</param>
public sealed record UpdateBody(
    [property: TextLimit(Wording.MaxEvent)] LocalizedText? Event = null,
    [property: TextLimit(Wording.MaxHeadline)] LocalizedText? Headline = null,
    [property: TextLimit(Wording.MaxDescription, Multiline = true)] LocalizedText? Description = null,
    [property: TextLimit(Wording.MaxInstruction, Multiline = true)] LocalizedText? Instruction = null,
    WarningLevel? Level = null,
    DateTimeOffset? Expires = null);

/// <summary>Lowers a warning's level or changes its end at once, and its texts once another person has verified them.</summary>
public static class UpdateWarning
{
    /// <summary>None where nothing differs.</summary>
    /// <exception cref="ProblemException">invalid-field, warning-not-in-force, update-not-upwards, warning-too-many-messages.</exception>
    public static Change<WarningState> Decide(WarningState state, UpdateBody body, Acting by)
    {
        var (warning, wording) = (state.Warning, state.Warning.Wording);
        var changed = warning with
        {
            Wording = wording.With(body),
            Level = body.Level ?? warning.Level,
            Expires = body.Expires ?? warning.Expires,
        };
        WarningRules.RequireInForce(warning, by.At);
        if (changed.Level > warning.Level) throw WarningProblems.UseEscalate.With();
        if (changed.Expires is { } expires && expires != warning.Expires) WarningRules.CheckExpiry(expires, by.At, by.Settings);
        if (changed == warning) return Change.None(state);
        if (changed.Wording != wording) return ProposeChange.Decide(state, changed, by);
        ProposeChange.RequireNone(warning);
        var next = AddMessage.To(state, changed, MessageType.Update, by);
        return Change.To(next, by.Actor, new WarningUpdated(
            warning.Scope.Sector, warning.Scope.District, changed.Level, changed.Wording.Headline, next.Messages.Count)
            .Concerning(warning));
    }
}
