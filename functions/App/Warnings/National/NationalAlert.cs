namespace FunctionsApp.Warnings.National;

/// <summary>A warning in the national form: one info for each language.</summary>
/// <param name="Sender">Name of the unit that issues it.</param>
/// <param name="References">The messages that it replaces, oldest first.</param>
public sealed record NationalAlert(
    NationalIdentifier Identifier, string Sender, DateTimeOffset Sent, CapStatus Status, MessageType Type,
    IReadOnlyList<NationalIdentifier> References, IReadOnlyList<NationalInfo> Infos);

/// <param name="Language">Its tag.</param>
/// <param name="Parameters">What the form has no element for, by name.</param>
public sealed record NationalInfo(
    string Language, string Event, Urgency Urgency, WarningLevel Level, Certainty Certainty, DateTimeOffset Effective,
    DateTimeOffset Expires, string SenderName, string Headline, string Description, string? Instruction,
    IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<NationalArea> Areas);

/// <param name="Code">Of GB/T 2260, or the name of a zone that has none.</param>
public sealed record NationalArea(string Description, string Code);
