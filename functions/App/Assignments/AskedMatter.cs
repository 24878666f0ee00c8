using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Assignments;

/// <summary>A question with all that was asked about its subject: what the rules of all kinds of questions decide by.</summary>
/// <param name="Assignments">Of the subject.</param>
/// <param name="MayBeAsked">Those who may be asked and are not asked yet; empty when there is nothing to ask any more.</param>
/// <param name="Oversees">Whether a caller looks after it without being asked: sees who is, and may have them reminded.</param>
/// <param name="MayGo">Whether the question can do without an open assignment.</param>
/// <param name="Closed">Why an assignment takes no answer any more; null while it does.</param>
public sealed record AskedMatter(
    Ask Ask, IReadOnlyList<Assignment> Assignments, Func<IReadOnlyList<StaffMember>> MayBeAsked, Func<Assignment, string?> Closed,
    Func<Caller, bool> Oversees, Func<Assignment, bool> MayGo);

/// <summary>The decision of such a rule.</summary>
/// <param name="Next">Assignments that change or come.</param>
/// <param name="Facts">Empty: the work is done already, and nothing is written.</param>
public sealed record AskedChange(IReadOnlyList<Assignment> Next, IReadOnlyList<Fact> Facts)
{
    public static readonly AskedChange None = new([], []);
}
