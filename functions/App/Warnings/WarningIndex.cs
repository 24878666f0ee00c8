using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>One line of the public list of warnings.</summary>
/// <param name="At">When it was first published, UTC.</param>
public sealed record WarningLine(
    string Id, string Sector, string? District, WarningLevel Level, WarningStatus Status, LocalizedText Headline,
    DateTimeOffset At, DateTimeOffset Expires);

/// <summary>One publication as the feed shows it.</summary>
public sealed record WarningEntry(
    string WarningId, int Number, MessageType Type, WarningLevel Level, string Sector, LocalizedText Headline,
    DateTimeOffset Sent, DateTimeOffset Expires);

/// <summary>What the public reads: warnings and their messages. A warning that was never published is in neither list.</summary>
public static class WarningIndex
{
    /// <summary>Owner of both lists.</summary>
    public const string Public = "public";

    /// <summary>Newest first.</summary>
    public static readonly ListIndex<WarningLine> Warnings = new("warnings");

    /// <summary>The messages of all warnings, newest first.</summary>
    public static readonly ListIndex<WarningEntry> Messages = new("warning-messages");

    internal static IEnumerable<Line> Lines(Warning warning)
    {
        if (!warning.IsPublic) yield break;
        var at = warning.Messages[0].Sent;
        yield return Warnings.Line(Public, LineOrder.NewestFirst(at, warning.Id), new WarningLine(
            warning.Id, warning.Scope.Sector, warning.Scope.District, warning.Level, warning.Status, warning.Wording.Headline,
            at, warning.Expires!.Value));
    }

    // Of two messages of one second the later comes first.
    internal static IEnumerable<Line> Lines(IReadOnlyList<WarningMessage> messages) => messages.Select(message => Messages.Line(
        Public,
        LineOrder.NewestFirst(message.Sent, $"{message.WarningId}|{9999 - message.Number:D4}"),
        new WarningEntry(
            message.WarningId, message.Number, message.Type, message.Level, message.Scope.Sector, message.Wording.Headline,
            message.Sent, message.Expires)));
}
