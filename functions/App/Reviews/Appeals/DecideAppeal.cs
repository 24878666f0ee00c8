using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>An appeal is dismissed: the rejection stays. Why, and by whom, is no fact.</summary>
[ShownAs(Right.Course)]
public sealed record AppealDismissed(string Stage, int Round) : Fact;

/// <summary>An appeal is upheld: the review continues from the stage that rejected. Why, and by whom, is no fact.</summary>
[ShownAs(Right.Course)]
public sealed record AppealUpheld(string Stage, int Round) : ApplicationReopened;

/// <summary>Body of a ruling; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Reason">The applicant reads it: it names no reviewer.</param>
[Problems("took-part")]
public sealed record AppealAnswer(
    string? Token,
    AppealRuling? Ruling,
    [property: TextLimit(DecideAppeal.MaxReason, Multiline = true, MayBeBlank = true)] string? Reason = null) : IAnswer;

/// <summary>Takes a ruling on an appeal.</summary>
public static class DecideAppeal
{
    public const int MaxReason = 2000;

    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<AppealState> Decide(AppealState state, Assignment assignment, AppealAnswer answer, Answering by)
    {
        if (answer.Ruling is not { } ruling || !Enum.IsDefined(ruling)) throw PlatformProblems.Invalid(
            "ruling", "应为 Dismissed 或 Upheld", "must be Dismissed or Upheld");
        var reason = PlainText.Check("reason", answer.Reason ?? "", MaxReason);
        var (application, at) = (state.Application, by.At.ToUniversalTime());
        var mark = application.Appeal! with { Ruling = ruling, RuledAt = at };
        var decided = state.Appeal! with
        {
            IsBlocked = false, Decision = new AppealDecision(assignment.Id, by.Person, ruling, reason, by.Digest, at, by.Trace),
        };
        var next = ruling == AppealRuling.Upheld ? ReopenApplication.Of(application, mark) : application with { Appeal = mark };
        // The actor of a fact is public to those who read it, the applicant among them: the function, and not the examiner.
        return Change.To(
            new AppealState(state.Review with { Application = next }, decided), nameof(DecideAppeal),
            ruling == AppealRuling.Upheld ? new AppealUpheld(mark.Stage, mark.Round) : new AppealDismissed(mark.Stage, mark.Round));
    }

    public static bool IsSame(AppealDecision earlier, AppealAnswer answer) =>
        earlier.Ruling == answer.Ruling && answer.Reason is { } reason && earlier.Reason == PlainText.Kept(reason);
}
