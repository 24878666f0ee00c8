using FunctionsApp.Platform;

namespace FunctionsApp.Warnings;

/// <summary>What a publication needs of the options.</summary>
/// <param name="Validity">Of a warning whose signal names no end.</param>
/// <param name="LongestValidity">From now, of any warning.</param>
public sealed record PublicationSettings(string Sender, LocalizedText SenderName, CapStatus Status, TimeSpan Validity, TimeSpan LongestValidity);

/// <summary>Makes the message that says what a warning is now.</summary>
public static class Publication
{
    /// <remarks>
    /// Urgency and certainty are the signal's. Without: Red is Immediate, every other level Expected; a measured value is
    /// Observed, anything else Likely. A cancellation is Past.
    /// </remarks>
    public static WarningMessage Of(Warning warning, MessageType type, LocalizedText? note, DateTimeOffset now, PublicationSettings settings) => new(
        warning.Id,
        warning.Messages.Count + 1,
        type,
        // CAP knows whole seconds, and references must repeat the time exactly.
        DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
        settings.Sender,
        settings.SenderName,
        settings.Status,
        warning.Sector,
        warning.District,
        warning.Level,
        warning.Texts,
        type == MessageType.Cancel ? Urgency.Past : warning.Urgency ?? (warning.Level == WarningLevel.Red ? Urgency.Immediate : Urgency.Expected),
        warning.Certainty ?? (warning.Value is null ? Certainty.Likely : Certainty.Observed),
        warning.Indicator,
        warning.Value,
        warning.Expires ?? now + settings.Validity,
        note,
        warning.Messages);
}
