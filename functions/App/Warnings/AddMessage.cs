using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings.Cap;

namespace FunctionsApp.Warnings;

/// <summary>Publishes what a warning is now.</summary>
public static class AddMessage
{
    /// <summary>Messages of one warning at most: each one refers to all before it.</summary>
    public const int MaxMessages = 100;

    /// <summary>Where the document says that more can be read, while it is checked and no request names the address.</summary>
    private static readonly Uri Anywhere = new("https://warnings.example/");

    /// <summary>The state with the changed warning and the message about it.</summary>
    /// <param name="note">Why; null for none.</param>
    /// <exception cref="ProblemException">warning-too-many-messages.</exception>
    public static WarningState To(WarningState state, Warning next, MessageType type, Acting by, LocalizedText? note = null)
    {
        RequireRoom(next, type);
        var message = Of(next, type, by, note);
        CheckCap.RequireFlawless(CapDocument.Write(message, next.Messages, Anywhere));
        return state with
        {
            Warning = next with { Messages = [.. next.Messages, message.Reference] },
            Messages = [.. state.Messages, message],
        };
    }

    /// <exception cref="ProblemException">warning-too-many-messages.</exception>
    public static void RequireRoom(Warning warning, MessageType type)
    {
        // The last place is kept for the cancellation.
        if (warning.Messages.Count >= (type == MessageType.Cancel ? MaxMessages : MaxMessages - 1))
        {
            throw WarningProblems.TooManyMessages.With();
        }
    }

    private static WarningMessage Of(Warning warning, MessageType type, Acting by, LocalizedText? note) => new()
    {
        WarningId = warning.Id,
        Number = warning.Messages.Count + 1,
        Type = type,
        Sent = DateTimeOffset.FromUnixTimeSeconds(by.At.ToUnixTimeSeconds()),
        Issuer = by.Settings.Issuer with { Status = warning.CapStatus },
        Scope = warning.Scope,
        Level = warning.Level,
        Wording = warning.Wording,
        Evidence = Judged(warning, type),
        Expires = warning.Expires ?? by.At + by.Settings.Validity,
        Note = note,
        Trace = by.Trace,
    };

    /// <summary>
    /// Urgency and certainty are the signal's. Without: Red is Immediate, every other level Expected; a measured value is
    /// Observed, anything else Likely. A cancellation is Past.
    /// </summary>
    private static Evidence Judged(Warning warning, MessageType type) => warning.Evidence with
    {
        Urgency = type == MessageType.Cancel
            ? Urgency.Past
            : warning.Evidence.Urgency ?? (warning.Level == WarningLevel.Red ? Urgency.Immediate : Urgency.Expected),
        Certainty = warning.Evidence.Certainty ?? (warning.Evidence.Value is null ? Certainty.Likely : Certainty.Observed),
    };
}
