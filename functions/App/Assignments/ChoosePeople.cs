using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FunctionsApp.Identity;

namespace FunctionsApp.Assignments;

/// <summary>Who may be asked, and in which order.</summary>
public static class ChoosePeople
{
    /// <summary>
    /// Those who may be asked and are not asked yet: the preferred first, then a rotation that starts elsewhere for each subject.
    /// </summary>
    /// <param name="candidates">Staff with one of the plan's roles and its district, in a fixed order.</param>
    /// <param name="assignments">Of the subject; who is in this step and round is not asked again.</param>
    public static IReadOnlyList<StaffMember> InOrder(IReadOnlyList<StaffMember> candidates, AskPlan plan, Ask ask,
        IReadOnlyList<Assignment> assignments)
    {
        var asked = assignments.Where(assignment => assignment.Ask == ask).Select(assignment => assignment.Assignee).ToHashSet();
        var eligible = candidates.Where(member => !asked.Contains(member.Id) && May(member, plan)).ToList();
        if (eligible.Count == 0) return [];
        var start = Start(ask, eligible.Count);
        return [.. eligible.Skip(start).Concat(eligible.Take(start)).OrderByDescending(member => plan.Preferred.Contains(member.Id))];
    }

    /// <summary>Whether nothing keeps a candidate from the matter.</summary>
    public static bool May(StaffMember candidate, AskPlan plan) =>
        !plan.Excluded.Contains(candidate.Id)
        && (plan.Organisation is null || candidate.Organisation == plan.Organisation)
        && (candidate.Organisation is null || !plan.ExcludedOrganisations.Contains(candidate.Organisation));

    /// <summary>
    /// Who takes over from an assignee: the named delegate when eligible, otherwise the next in order; null when no one is left.
    /// </summary>
    public static StaffMember? Delegate(StaffMember? assignee, IReadOnlyList<StaffMember> inOrder) =>
        inOrder.FirstOrDefault(member => member.Id == assignee?.Delegate) ?? inOrder.FirstOrDefault();

    private static int Start(Ask ask, int count) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{ask.Subject}|{ask.Step}"))) % (uint)count);
}
