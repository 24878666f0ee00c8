using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings;

/// <summary>The life of a warning: Draft → Verified → Published → Cancelled or Expired; Draft → Dismissed or Lapsed.</summary>
public static class WarningRules
{
    /// <summary>Messages of one warning at most: each one refers to all before it.</summary>
    public const int MaxMessages = 100;

    /// <summary>The draft that a signal makes.</summary>
    /// <param name="reporter">User id, or the name of the function that received it.</param>
    /// <exception cref="ProblemException">invalid-field: over already, or later than the longest validity.</exception>
    public static WarningChange Draft(Signal signal, string reporter, DateTimeOffset now, PublicationSettings settings)
    {
        if (signal.Expires is { } expires) CheckExpiry(expires, now, settings);
        var draft = new Warning(
            signal.WarningId, signal.Source, signal.ExternalId, signal.Sector, signal.District, signal.Indicator, signal.Value, signal.Urgency, signal.Certainty,
            reporter, signal.Texts, signal.Level, WarningStatus.Draft, null, 0, null, now, signal.Expires, [], FactHead.Start, "");
        return Changed(draft, "WarningDrafted", reporter);
    }

    /// <param name="now">UTC.</param>
    /// <exception cref="ProblemException">The state does not allow the command.</exception>
    public static WarningChange Decide(Warning warning, WarningCommand command, DateTimeOffset now, PublicationSettings settings) => command switch
    {
        AssignVerifier assign => Assign(warning, assign),
        VerifyWarning verify => Verify(warning, verify, now),
        LapseWarning => warning.Status == WarningStatus.Draft ? Changed(warning with { Status = WarningStatus.Lapsed }, "WarningLapsed", command.Actor) : None(warning),
        PublishWarning => Publish(warning, command.Actor, now, settings),
        EscalateWarning escalate => Escalate(warning, escalate, now, settings),
        UpdateWarning update => Update(warning, update, now, settings),
        CancelWarning cancel => Cancel(warning, cancel, now, settings),
        ExpireWarning => IsOver(warning, now) ? Changed(warning with { Status = WarningStatus.Expired }, "WarningExpired", command.Actor) : None(warning),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "There is no such command."),
    };

    private static WarningChange Assign(Warning warning, AssignVerifier assign) =>
        warning.Status != WarningStatus.Draft || warning.Attempt >= assign.Attempt
            ? None(warning)
            : Changed(warning with { Verifier = assign.Verifier, Attempt = assign.Attempt }, "WarningVerificationAsked", assign.Actor);

    private static WarningChange Verify(Warning warning, VerifyWarning verify, DateTimeOffset now)
    {
        var confirmed = verify.Decision == VerificationDecision.Confirm;
        if (warning.Verification is { } earlier)
        {
            var same = earlier.By == verify.Actor && earlier.Decision == verify.Decision && (!confirmed || earlier.Level == (verify.Level ?? earlier.Level));
            return same ? None(warning) : throw WarningProblems.AlreadyVerified.With();
        }

        if (warning.Status != WarningStatus.Draft) throw WarningProblems.AlreadyVerified.With();
        var level = confirmed ? verify.Level ?? warning.Level : warning.Level;
        var next = warning with
        {
            Status = confirmed ? WarningStatus.Verified : WarningStatus.Dismissed,
            Level = level,
            Verification = new Verification(verify.Actor, verify.Decision, level, verify.Comment, now),
        };
        return Changed(next, confirmed ? "WarningVerified" : "WarningDismissed", verify.Actor);
    }

    private static WarningChange Publish(Warning warning, string actor, DateTimeOffset now, PublicationSettings settings)
    {
        if (warning.Status != WarningStatus.Verified) return None(warning);
        // Over before it was in force: nobody shall be alarmed by it any more.
        if (IsOver(warning, now)) return Changed(warning with { Status = WarningStatus.Expired }, "WarningExpired", actor);
        var next = warning with { Status = WarningStatus.Published, Expires = warning.Expires ?? now + settings.Validity };
        return Said(next, MessageType.Alert, "WarningPublished", actor, null, now, settings);
    }

    private static WarningChange Escalate(Warning warning, EscalateWarning escalate, DateTimeOffset now, PublicationSettings settings)
    {
        InForce(warning, now);
        if (escalate.Level == warning.Level) return None(warning);
        if (escalate.Level < warning.Level) throw WarningProblems.OnlyUpwards.With();
        return Said(warning with { Level = escalate.Level }, MessageType.Update, "WarningEscalated", escalate.Actor, null, now, settings);
    }

    private static WarningChange Update(Warning warning, UpdateWarning update, DateTimeOffset now, PublicationSettings settings)
    {
        InForce(warning, now);
        if (update.Level > warning.Level) throw WarningProblems.UseEscalate.With();
        if (update.Expires is { } expires && expires != warning.Expires) CheckExpiry(expires, now, settings);
        var next = warning with { Texts = update.Texts ?? warning.Texts, Level = update.Level ?? warning.Level, Expires = update.Expires ?? warning.Expires };
        return next == warning ? None(warning) : Said(next, MessageType.Update, "WarningUpdated", update.Actor, null, now, settings);
    }

    private static WarningChange Cancel(Warning warning, CancelWarning cancel, DateTimeOffset now, PublicationSettings settings)
    {
        if (warning.Status == WarningStatus.Cancelled) return None(warning);
        InForce(warning, now);
        return Said(warning with { Status = WarningStatus.Cancelled }, MessageType.Cancel, "WarningCancelled", cancel.Actor, cancel.Reason, now, settings);
    }

    private static bool IsOver(Warning warning, DateTimeOffset now) =>
        warning.Status is WarningStatus.Verified or WarningStatus.Published && warning.Expires is { } expires && now >= expires;

    private static void InForce(Warning warning, DateTimeOffset now)
    {
        if (warning.Status != WarningStatus.Published || IsOver(warning, now)) throw WarningProblems.NotInForce.With();
    }

    private static void CheckExpiry(DateTimeOffset expires, DateTimeOffset now, PublicationSettings settings)
    {
        if (expires <= now) throw PlatformProblems.InvalidField.With("expires 已过", "expires is over already");
        if (expires > now + settings.LongestValidity)
        {
            throw PlatformProblems.InvalidField.With($"expires 最多在 {settings.LongestValidity.TotalDays} 天之后", $"expires is at most {settings.LongestValidity.TotalDays} days from now");
        }
    }

    private static WarningChange Said(
        Warning next, MessageType type, string fact, string actor, LocalizedText? note, DateTimeOffset now, PublicationSettings settings)
    {
        // The last place is kept for the cancellation.
        if (next.Messages.Count >= (type == MessageType.Cancel ? MaxMessages : MaxMessages - 1)) throw WarningProblems.TooManyMessages.With();
        var message = Publication.Of(next, type, note, now, settings);
        return Changed(next with { Messages = [.. next.Messages, message.Reference] }, fact, actor) with { Message = message };
    }

    private static WarningChange Changed(Warning next, string fact, string actor) => new(next,
        [new NewFact(fact, actor, new WarningFact(next.Sector, next.District, next.Level, next.Status, next.Texts.Event, next.Texts.Headline, next.Messages.Count))]);

    private static WarningChange None(Warning warning) => new(warning, []);
}
