using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings;

/// <summary>A publication of a warning.</summary>
/// <param name="Cap">Its CAP document.</param>
public sealed record WarningMessageView(int Number, string Identifier, DateTimeOffset Sent, Uri Cap);

/// <summary>A change that waits for its verification.</summary>
/// <param name="At">When it was requested, UTC.</param>
/// <param name="Cancels">Why the warning is to be cancelled; null for any other change.</param>
public sealed record WarningChangeView(
    DateTimeOffset At, WarningLevel Level, LocalizedText Event, LocalizedText Headline, LocalizedText Description,
    LocalizedText? Instruction, DateTimeOffset? Expires, LocalizedText? Cancels = null);

/// <summary>A warning as the API answers it: nothing of who reported and verified it.</summary>
public sealed record WarningView(
    string Id, WarningStatus Status, WarningLevel Level, LocalizedText Scheme, string Sector, string? District,
    string? Indicator, decimal? Value,
    LocalizedText Event, LocalizedText Headline, LocalizedText Description, LocalizedText? Instruction,
    DateTimeOffset CreatedAt, DateTimeOffset? Expires, IReadOnlyList<WarningMessageView> Messages,
    CapStatus CapStatus = CapStatus.Actual, IReadOnlyList<string>? Districts = null, WarningChangeView? Proposed = null)
{
    /// <param name="forStaff">A change is for them alone until it is verified.</param>
    public static WarningView Of(Warning warning, PublicAddress address, bool forStaff = false) => new(
        warning.Id, warning.Status, warning.Level, WarningTexts.Scheme, warning.Scope.Sector, warning.Scope.District,
        warning.Evidence.Indicator, warning.Evidence.Value,
        warning.Wording.Event, warning.Wording.Headline, warning.Wording.Description, warning.Wording.Instruction,
        warning.CreatedAt, warning.Expires,
        [.. warning.Messages.Select((message, index) => View(warning, message, index + 1, address))],
        warning.CapStatus, warning.Scope.Districts, forStaff && warning.Proposed is { } proposed ? Of(proposed) : null);

    private static WarningChangeView Of(ProposedChange change) => new(
        change.At, change.Level, change.Wording.Event, change.Wording.Headline, change.Wording.Description, change.Wording.Instruction,
        change.Expires, change.Cancels);

    private static WarningMessageView View(Warning warning, CapReference message, int number, PublicAddress address) =>
        new(number, message.Identifier, message.Sent, WarningFeed.Cap(warning.Id, number, address));
}
