using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings.National;

/// <summary>A message of a warning got its national identifier, for good.</summary>
public sealed record NationalIdentifierClaimed(string Warning, int Message) : Fact;

/// <summary>The message that has a national identifier; it is never given back.</summary>
/// <param name="Id">The identifier.</param>
/// <param name="Message">Its number in the warning.</param>
public sealed record ClaimedIdentifier(string Id, string Warning, int Message)
{
    /// <summary>By warning and number of the message.</summary>
    public static readonly ListIndex<ClaimedIdentifier> OfWarning = new("national-identifiers");

    /// <summary>
    /// A partition for each identifier: two warnings that are published in one second write the same row, and one finds it taken.
    /// </summary>
    public static readonly Aggregate<ClaimedIdentifier> Kind = new(Topology.NationalTable, Part.Own<ClaimedIdentifier>(Lines));

    /// <summary>None where it is taken, by whichever message.</summary>
    public static Change<ClaimedIdentifier> Claim(ClaimedIdentifier? current, string id, WarningMessage message, string actor) =>
        current is not null ? Change.None(current) : Change.To(
            new ClaimedIdentifier(id, message.WarningId, message.Number), actor,
            new NationalIdentifierClaimed(message.WarningId, message.Number));

    private static IEnumerable<Line> Lines(ClaimedIdentifier claimed) =>
        [OfWarning.Line(claimed.Warning, $"{claimed.Message:D4}", claimed)];
}
