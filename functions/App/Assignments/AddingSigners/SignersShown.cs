using FunctionsApp.Identity;
using FunctionsApp.Platform;

namespace FunctionsApp.Assignments.AddingSigners;

/// <summary>What the page of an assignment shows of added signers.</summary>
/// <param name="Added">To the assignment: name, place, state.</param>
/// <param name="Waits">Until when the answer waits for opinions at longest; null where it does not.</param>
/// <param name="Refusal">Why none can be added; null where one can.</param>
/// <param name="Joined">How the assignee came to be asked as a signer; null where the plan asked.</param>
public sealed record SignersShown(
    IReadOnlyList<(string Name, SignerPlace Place, AssignmentState State)> Added, DateTimeOffset? Waits, LocalizedText? Refusal,
    JoinedShown? Joined)
{
    /// <param name="refused">Why the kind of question takes no signers; null where it does.</param>
    internal static SignersShown Of(
        IReadOnlyList<Assignment> assignments, Assignment assignment, LocalizedText? refused, StaffDirectory staff, DateTimeOffset now) =>
        new(
            [.. AddSigner.Of(assignments, assignment).Select(each => (staff.NameOf(each.Assignee), each.Added!.Place, each.State))],
            AddSigner.Awaited(assignments, assignment, now),
            AddSigner.Refusal(assignments, assignment, refused),
            AddSigner.Received(assignments, assignment) is { } joined
                ? new JoinedShown(staff.NameOf(joined.From), joined.Adding.Place, joined.Adding.Reason) : null);
}

/// <summary>What a signer reads.</summary>
/// <param name="From">Name of the person who added the signer.</param>
public sealed record JoinedShown(string From, SignerPlace Place, string Reason);
