using FunctionsApp.City;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings;

/// <summary>CAP's status: whether recipients shall act.</summary>
public enum CapStatus
{
    Actual,
    Exercise,
    Test,
}

public enum MessageType
{
    Alert,
    Update,
    Cancel,
}

/// <summary>How CAP names an earlier message: sender, identifier, time of sending.</summary>
public sealed record CapReference(string Sender, string Identifier, DateTimeOffset Sent)
{
    public override string ToString() => $"{Sender},{Identifier},{CapTime.Text(Sent)}";
}

/// <summary>CAP's dates: seconds, offset written as +08:00 and never Z.</summary>
public static class CapTime
{
    public static string Text(DateTimeOffset at) => at.ToOffset(BeijingTime.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One publication of a warning, complete: its CAP document is made of nothing else, the same every time.</summary>
/// <param name="Number">1, 2, 3 … within the warning.</param>
/// <param name="References">The earlier messages that it replaces, oldest first.</param>
/// <param name="Note">Why it was cancelled; null for none.</param>
public sealed record WarningMessage(
    string WarningId,
    int Number,
    MessageType Type,
    DateTimeOffset Sent,
    string Sender,
    LocalizedText SenderName,
    CapStatus Status,
    string Sector,
    string? District,
    WarningLevel Level,
    WarningTexts Texts,
    Urgency Urgency,
    Certainty Certainty,
    string? Indicator,
    decimal? Value,
    DateTimeOffset Expires,
    LocalizedText? Note,
    IReadOnlyList<CapReference> References)
{
    /// <summary>CAP identifier and Service Bus MessageId.</summary>
    public string Identifier => $"{WarningId}-{Number}";

    public CapReference Reference => new(Sender, Identifier, Sent);
}
