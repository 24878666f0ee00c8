using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Copying;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Copying;

/// <summary>Who may receive a copy of an application, and what it opens to them.</summary>
public static class CopyReceivers
{
    /// <summary>
    /// By name: officers of its district or the city who are not asked about it now, have no copy, and whom nothing keeps from it.
    /// </summary>
    /// <param name="copies">Null while it has none.</param>
    /// <param name="sender">User id.</param>
    public static IReadOnlyList<StaffMember> Of(ApplicationCase matter, Copies? copies, StaffDirectory staff, string sender)
    {
        var (applicant, organisations) = (matter.Application.Applicant, matter.Application.Organisations);
        // Whoever was to score, or declared a conflict, sees as much as that shows and no more.
        var kept = matter.Assignments.Where(each => each.State == AssignmentState.Open || each.Sight != AssignmentSight.All)
            .Select(each => each.Assignee).Append(applicant.Person).Append(sender).ToHashSet();
        return
        [
            .. staff.With([.. CopyInboxHttp.Roles], applicant.District)
                .Where(member => !kept.Contains(member.Id) && !(member.Organisation is { } own && organisations.Contains(own))
                    && !member.Roles.Contains(Role.Expert) && copies?.Of(member.Id) is null)
                .OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether the caller has a copy; people of other roles have none, and nothing is read for them.</summary>
    internal static async Task<bool> HasCopyAsync(
        this AggregateStore store, string id, Caller caller, CancellationToken cancellation) =>
        caller.Roles.Any(CopyInboxHttp.Roles.Contains)
        && await store.FindAsync(CopyAggregate.Kind, CopyAggregate.IdOf(id), cancellation) is { } copies
        && copies.State.Of(caller.Id) is not null;

    /// <summary>The reader with the relation that a copy gives, where no other one comes first.</summary>
    internal static Reader WithCopy(this Reader reader, bool hasCopy) =>
        hasCopy && IsOutside(reader) ? reader with { Relation = Relation.Copied } : reader;

    /// <summary>Whether nothing but a copy would open the matter to the reader.</summary>
    internal static bool IsOutside(Reader reader) => reader.Relation is Relation.Served or Relation.None;
}
