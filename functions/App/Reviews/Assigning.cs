using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FunctionsApp.Identity;

namespace FunctionsApp.Reviews;

/// <summary>Who may be asked, and who is.</summary>
public static class Assigning
{
    /// <summary>Those of the candidates who may judge this application in this stage and round.</summary>
    /// <param name="candidates">Staff with the stage's role and district.</param>
    /// <remarks>
    /// Nobody of the applicant's organisation, nor the applicant; nobody who decided or is asked in another stage of the
    /// application; nobody who was already asked in this stage and round.
    /// </remarks>
    public static IReadOnlyList<StaffMember> Eligible(IReadOnlyList<StaffMember> candidates, ReviewState state, string stage, int round)
    {
        var application = state.Application;
        return
        [
            .. candidates.Where(member =>
                member.Id != application.Applicant
                && (member.Organisation is null || member.Organisation != application.Organisation)
                && !state.Assignments.Any(assignment => assignment.Assignee == member.Id && Excludes(assignment, stage, round))),
        ];
    }

    /// <summary>In the order in which they are asked: whoever judged the stage in an earlier round, then a rotation that starts elsewhere for each application.</summary>
    public static IReadOnlyList<StaffMember> InOrder(IReadOnlyList<StaffMember> eligible, ReviewState state, string stage)
    {
        if (eligible.Count == 0) return [];
        var earlier = state.Assignments.Where(assignment => assignment.Stage == stage).Select(assignment => assignment.Assignee).ToHashSet();
        var start = Start(state.Application.Id, stage, eligible.Count);
        return [.. eligible.Skip(start).Concat(eligible.Take(start)).OrderByDescending(member => earlier.Contains(member.Id))];
    }

    /// <summary>Who takes over from an assignee: the named delegate when eligible, otherwise the next in order; null when nobody is left.</summary>
    public static StaffMember? Delegate(StaffMember? assignee, IReadOnlyList<StaffMember> inOrder) =>
        inOrder.FirstOrDefault(member => member.Id == assignee?.Delegate) ?? inOrder.FirstOrDefault();

    private static bool Excludes(Assignment assignment, string stage, int round) => assignment.Stage == stage
        ? assignment.Round == round
        : assignment.State is AssignmentState.Open or AssignmentState.Decided;

    private static int Start(string applicationId, string stage, int count) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{applicationId}|{stage}"))) % (uint)count);
}
