using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Alerts.Drafts;

/// <summary>Body of an approval; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
public sealed record AlertApprovalForm(
    string? Token,
    ApprovalDecision? Decision,
    [property: TextLimit(ApproveAlert.MaxComment, Multiline = true, MayBeBlank = true)] string? Comment = null) : IAnswer;

/// <summary>An alert may be published at its time.</summary>
public sealed record AlertApproved(IReadOnlyList<string> Sectors, DateTimeOffset PublishAt) : Fact;

/// <summary>An alert was not approved, or not in time: then the actor is the function that waited.</summary>
public sealed record AlertRejected(IReadOnlyList<string> Sectors) : Fact;

/// <summary>Takes the answer on a draft.</summary>
public static class ApproveAlert
{
    public const int MaxComment = 1000;

    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<AlertDraftState> Decide(AlertDraftState state, AlertApprovalForm form, Answering by)
    {
        var (decision, comment) = Check(form.Decision, form.Comment);
        var (draft, approves) = (state.Draft, decision == ApprovalDecision.Approve);
        var next = draft with
        {
            Status = approves ? AlertDraftStatus.Approved : AlertDraftStatus.Rejected,
            Approval = new Approval(by.Person, decision, comment, by.At, by.Trace),
        };
        return Change.To(
            state with { Draft = next }, by.Person, approves
                ? new AlertApproved(draft.Sectors, draft.PublishAt)
                : new AlertRejected(draft.Sectors));
    }

    public static bool IsSame(Approval earlier, AlertApprovalForm form) =>
        earlier.Decision == form.Decision && earlier.Comment == PlainText.KeptOrNull(form.Comment);

    /// <summary>The decision and the comment, as they are kept, of an answer on something to be published.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static (ApprovalDecision Decision, string? Comment) Check(ApprovalDecision? decision, string? comment)
    {
        if (decision is not { } given || !Enum.IsDefined(given))
        {
            throw PlatformProblems.Invalid("decision", "应为批准发布或不批准", "must be Approve or Reject");
        }

        var kept = PlainText.KeptOrNull(comment);
        if (kept is not null) PlainText.Check("comment", kept, MaxComment);
        return (given, kept);
    }
}

/// <summary>Asks someone other than the author whether an alert may be published.</summary>
public sealed class AlertQuestion(AskingTools tools, IOptions<AlertOptions> options) : StateQuestion<AlertDraftState,
    AlertApprovalForm>(tools)
{
    public const string Name = "alert";
    private static readonly LocalizedText Step = new("审批行业快讯", "Approve an industry alert");

    public static Ask AskOf(string alertId) => new(Name, alertId, "Approval", 0);

    public override string Kind => Name;

    public override LocalizedText Label => Step;

    protected override Aggregate<AlertDraftState> Aggregate => AlertDraftAggregate.Kind;

    protected override IReadOnlyList<Assignment> Assignments(AlertDraftState state) => state.Assignments;

    protected override AlertDraftState With(AlertDraftState state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    protected override AskPlan? Plan(AlertDraftState state, Ask ask) => state.Draft.Status != AlertDraftStatus.Drafted ? null : new AskPlan
    {
        Roles = [Role.Publisher, Role.DepartmentOfficer],
        Count = 1,
        Ladder = options.Value.Ladder,
        Excluded = new HashSet<string> { state.Draft.Author },
        About = new AssignmentAbout(state.Draft.Title, AlertApprovalTexts.NamesOf(state.Draft), Step),
    };

    protected override string Digest(AlertDraftState state)
    {
        var (id, sectors, title, text, at) = (
            state.Draft.Id, state.Draft.Sectors, state.Draft.Title, state.Draft.Text, state.Draft.PublishAt);
        return AppJson.Digest(new { id, sectors, title, text, at });
    }

    protected override string? Closed(AlertDraftState state, Assignment assignment) => state.Draft.Status switch
    {
        AlertDraftStatus.Drafted => null,
        AlertDraftStatus.Withdrawn => AssignmentProblems.Withdrawn,
        _ => AssignmentProblems.StageClosed,
    };

    /// <summary>Its author, too.</summary>
    protected override bool Oversees(AlertDraftState state, Caller caller) =>
        base.Oversees(state, caller)
        || (caller.Id == state.Draft.Author && new Reader(caller, Relation.None, MatterState.Draft).Has(Right.Oversee));

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(AlertDraftState state, Assignment assignment)
    {
        var at = BeijingTime.Text(state.Draft.PublishAt);
        return
        [
            (new("标题", "Title"), assignment.About.Title),
            (new("行业", "Sectors"), assignment.About.Context),
            (new("发布时间（北京时间）", "To be published (Beijing time)"), new(at, at)),
        ];
    }

    protected override bool IsBlocked(AlertDraftState state, Ask ask) => state.Draft.IsBlocked;

    protected override Change<AlertDraftState> Opened(
        Change<AlertDraftState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) =>
        change with { Next = change.Next with { Draft = change.Next.Draft with { IsBlocked = assignments.Count == 0 } } };

    protected override bool? AnsweredBefore(AlertDraftState state, Assignment assignment, AlertApprovalForm answer) =>
        state.Draft.Approval is { } earlier && earlier.By == assignment.Assignee ? ApproveAlert.IsSame(earlier, answer) : null;

    protected override Change<AlertDraftState> Take(
        AlertDraftState state, Assignment assignment, AlertApprovalForm answer, Answering by) =>
        ApproveAlert.Decide(state, answer, by);

    protected override AlertApprovalForm ReadForm(IFormCollection form) =>
        new(form["token"], EnumByName.Find<ApprovalDecision>(form["decision"]), form["comment"]);

    protected override Task<ShownPart> AboutAsync(AlertDraftState state, Assignment assignment, CancellationToken cancellation) =>
        Task.FromResult(ShownPart.Of<AlertDraftAbout, AlertDraft>(state.Draft));

    protected override ShownPart Inputs(AlertDraftState state, Assignment assignment) =>
        ShownPart.Of<AlertApprovalInputs, AlertDraft>(state.Draft);

    protected override ShownPart Answered(AlertDraftState state, Assignment assignment) =>
        ShownPart.Of<AlertApprovalAnswered, AlertDraft>(state.Draft);

    protected override object AnsweredView(AlertDraftState state, Assignment assignment) => AlertDraftView.Of(state.Draft);
}
