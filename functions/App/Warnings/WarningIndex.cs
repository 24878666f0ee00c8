using System.Text;
using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings;

/// <summary>One line of the public list of warnings.</summary>
/// <param name="At">When it was first published, UTC.</param>
public sealed record WarningLine(
    string Id, string Sector, string? District, WarningLevel Level, WarningStatus Status, LocalizedText Headline,
    DateTimeOffset At, DateTimeOffset Expires, CapStatus CapStatus = CapStatus.Actual)
{
    /// <summary>When its signal came, UTC; null in lines of an earlier version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DraftedAt { get; init; }
}

/// <summary>One publication as the feed shows it.</summary>
/// <param name="Description">As much of it as fits with the others into one line of a list; the CAP document has all.</param>
/// <param name="Instruction">Likewise; null for none.</param>
public sealed record WarningEntry(
    string WarningId, int Number, MessageType Type, WarningLevel Level, string Sector, LocalizedText Headline,
    DateTimeOffset Sent, DateTimeOffset Expires, CapStatus CapStatus = CapStatus.Actual, LocalizedText? Description = null,
    LocalizedText? Instruction = null);

/// <summary>What waits for a verification.</summary>
/// <param name="Round">Of a change; 0 for the draft.</param>
/// <param name="Since">When it was drafted or proposed, UTC.</param>
public sealed record UnverifiedLine(string Id, int Round, DateTimeOffset Since);

/// <summary>
/// What the public reads: warnings and their messages, where one that was never published is in neither list; and what waits to be
/// verified.
/// </summary>
public static class WarningIndex
{
    /// <summary>Owner of what the public reads.</summary>
    public const string Public = "public";

    /// <summary>Owner of what it does not read.</summary>
    public const string Staff = "staff";

    // As JSON escapes them: both languages of all texts, with the longest headline, stay below a property's 32,000 characters.
    private const int MaxDescription = 5000;
    private const int MaxInstruction = 2000;

    /// <summary>Newest first.</summary>
    public static readonly ListIndex<WarningLine> Warnings = new("warnings");

    /// <summary>The messages of all warnings, newest first.</summary>
    public static readonly ListIndex<WarningEntry> Messages = new("warning-messages");

    public static readonly ListIndex<UnverifiedLine> ToVerify = new("warnings-to-verify");

    internal static IEnumerable<Line> Lines(Warning warning)
    {
        if (warning.Status == WarningStatus.Draft) yield return Unverified(warning, 0, warning.CreatedAt);
        if (warning.Proposed is { } change) yield return Unverified(warning, change.Round, change.At);
        if (!warning.IsPublic) yield break;
        var at = warning.Messages[0].Sent;
        yield return Warnings.Line(Public, LineOrder.NewestFirst(at, warning.Id), new WarningLine(
            warning.Id, warning.Scope.Sector, warning.Scope.District, warning.Level, warning.Status, warning.Wording.Headline,
            at, warning.Expires!.Value, warning.CapStatus) { DraftedAt = warning.CreatedAt });
    }

    private static Line Unverified(Warning warning, int round, DateTimeOffset since) =>
        ToVerify.Line(Staff, $"{warning.Id}|{round:D4}", new UnverifiedLine(warning.Id, round, since));

    // Of two messages of one second the later comes first.
    internal static IEnumerable<Line> Lines(IReadOnlyList<WarningMessage> messages) => messages.Select(message => Messages.Line(
        Public,
        LineOrder.NewestFirst(message.Sent, $"{message.WarningId}|{9999 - message.Number:D4}"),
        new WarningEntry(
            message.WarningId, message.Number, message.Type, message.Level, message.Scope.Sector, message.Wording.Headline,
            message.Sent, message.Expires, message.Issuer.Status, Cut(message.Wording.Description, MaxDescription),
            message.Wording.Instruction is { } instruction ? Cut(instruction, MaxInstruction) : null)));

    private static LocalizedText Cut(LocalizedText text, int limit) => new(Cut(text.Chinese, limit), Cut(text.English, limit));

    private static string Cut(string text, int limit)
    {
        if (Encoded(text) <= limit) return text;
        var (kept, length) = (new StringBuilder(), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            length += Encoded(rune.ToString());
            if (length >= limit) break;
            kept.Append(rune.ToString());
        }

        return $"{kept}…";
    }

    private static int Encoded(string text) => AppJson.Options.Encoder!.Encode(text).Length;
}
