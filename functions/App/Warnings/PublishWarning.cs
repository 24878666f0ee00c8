using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>Brings a verified warning into force.</summary>
public static class PublishWarning
{
    /// <summary>None unless it is verified. One that is over before it was in force expires without alarming anyone.</summary>
    public static Change<WarningState> Decide(WarningState state, Acting by)
    {
        var (warning, scope) = (state.Warning, state.Warning.Scope);
        if (warning.Status != WarningStatus.Verified) return Change.None(state);
        if (WarningRules.IsOver(warning, by.At)) return ExpireWarning.Decide(state, by);
        var published = warning with { Status = WarningStatus.Published, Expires = warning.Expires ?? by.At + by.Settings.Validity };
        var next = AddMessage.To(state, published, MessageType.Alert, by);
        return Change.To(next, by.Actor, new WarningPublished(
            scope.Sector, scope.District, warning.Level, warning.Wording.Headline, next.Messages.Count).Concerning(warning));
    }
}
