using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionsApp.WhitePapers;

/// <summary>Body of an approval; the page's form sends the same by fields.</summary>
/// <param name="Token">From the mailed link.</param>
/// <param name="Foreword">In both languages; null for none.</param>
public sealed record PaperApprovalForm(
    string? Token,
    ApprovalDecision? Decision,
    [property: TextLimit(ApproveWhitePaper.MaxForeword, Multiline = true)] LocalizedText? Foreword = null,
    [property: TextLimit(ApproveAlert.MaxComment, Multiline = true, MayBeBlank = true)] string? Comment = null) : IAnswer;

/// <summary>A paper may be published.</summary>
public sealed record WhitePaperApproved(string Period, int Edition) : Fact;

/// <summary>A paper was not approved, or not in time: then the actor is the function that waited.</summary>
public sealed record WhitePaperRejected(string Period, int Edition) : Fact;

/// <summary>Takes the editor's answer on a paper.</summary>
public static class ApproveWhitePaper
{
    public const int MaxForeword = 5000;

    /// <exception cref="ProblemException">invalid-field.</exception>
    public static Change<WhitePaperState> Decide(WhitePaperState state, PaperApprovalForm form, Answering by)
    {
        var (decision, comment) = ApproveAlert.Check(form.Decision, form.Comment);
        var foreword = Foreword(form);
        var (paper, approves) = (state.Paper, decision == ApprovalDecision.Approve);
        var next = paper with
        {
            Status = approves ? WhitePaperStatus.Approved : WhitePaperStatus.Rejected,
            Approval = new PaperApproval(by.Person, decision, comment, approves ? foreword : null, by.At, by.Trace),
        };
        return Change.To(state with { Paper = next }, by.Person, approves
            ? new WhitePaperApproved(paper.Period, paper.Edition) : new WhitePaperRejected(paper.Period, paper.Edition));
    }

    public static bool IsSame(PaperApproval earlier, PaperApprovalForm form) =>
        earlier.Decision == form.Decision && earlier.Comment == PlainText.KeptOrNull(form.Comment)
        && (earlier.Decision == ApprovalDecision.Reject || earlier.Foreword == Foreword(form));

    private static LocalizedText? Foreword(PaperApprovalForm form) =>
        form.Foreword is null ? null : PlainText.Check("foreword", form.Foreword, MaxForeword);
}

/// <summary>Asks an editor whether a paper may be published.</summary>
public sealed class WhitePaperQuestion(AskingTools tools, WhitePaperStore files, IOptions<WhitePaperOptions> options)
    : StateQuestion<WhitePaperState, PaperApprovalForm>(tools)
{
    public const string Name = "paper";

    private static readonly LocalizedText Step = new("审批白皮书", "Approve a white paper");

    public static Ask AskOf(string paperId) => new(Name, paperId, "Approval", 0);

    public override string Kind => Name;

    public override LocalizedText Label => Step;

    protected override Aggregate<WhitePaperState> Aggregate => WhitePaperAggregate.Kind;

    protected override IReadOnlyList<Assignment> Assignments(WhitePaperState state) => state.Assignments;

    protected override WhitePaperState With(WhitePaperState state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    protected override AskPlan? Plan(WhitePaperState state, Ask ask) => state.Paper.Status != WhitePaperStatus.Drafted ? null : new AskPlan
    {
        Roles = [Role.Publisher, Role.DepartmentOfficer],
        Count = 1,
        Ladder = options.Value.Ladder,
        Excluded = new HashSet<string>(),
        About = new AssignmentAbout(
            WhitePaperTexts.TitleOf(state.Paper.Period), WhitePaperTexts.EditionOf(state.Paper.Edition), Step),
    };

    protected override string Digest(WhitePaperState state) => AppJson.Digest(new { state.Paper.Id, state.Paper.Content });

    protected override string? Closed(WhitePaperState state, Assignment assignment) =>
        state.Paper.Status == WhitePaperStatus.Drafted ? null : AssignmentProblems.StageClosed;

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(WhitePaperState state, Assignment assignment) =>
        [(new("标题", "Title"), assignment.About.Title), (new("版次", "Edition"), assignment.About.Context)];

    protected override bool IsBlocked(WhitePaperState state, Ask ask) => state.Paper.IsBlocked;

    protected override Change<WhitePaperState> Opened(
        Change<WhitePaperState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) =>
        change with { Next = change.Next with { Paper = change.Next.Paper with { IsBlocked = assignments.Count == 0 } } };

    protected override bool? AnsweredBefore(WhitePaperState state, Assignment assignment, PaperApprovalForm answer) =>
        state.Paper.Approval is { } earlier && earlier.By == assignment.Assignee ? ApproveWhitePaper.IsSame(earlier, answer) : null;

    protected override Change<WhitePaperState> Take(
        WhitePaperState state, Assignment assignment, PaperApprovalForm answer, Answering by) =>
        ApproveWhitePaper.Decide(state, answer, by);

    protected override PaperApprovalForm ReadForm(IFormCollection form)
    {
        var (chinese, english) = (form["foreword.zh-CN"].ToString(), form["foreword.en"].ToString());
        return new(
            form["token"], EnumByName.Find<ApprovalDecision>(form["decision"]),
            string.IsNullOrWhiteSpace(chinese + english) ? null : new LocalizedText(chinese, english), form["comment"]);
    }

    protected override async Task<ShownPart> AboutAsync(WhitePaperState state, Assignment assignment, CancellationToken cancellation) =>
        ShownPart.Of<WhitePaperAbout, WhitePaperContent>(await files.ReadAsync<WhitePaperContent>(state.Paper.Content, cancellation));

    protected override ShownPart Inputs(WhitePaperState state, Assignment assignment) =>
        ShownPart.Of<WhitePaperInputs, WhitePaper>(state.Paper);

    protected override ShownPart Answered(WhitePaperState state, Assignment assignment) =>
        ShownPart.Of<WhitePaperAnswered, WhitePaper>(state.Paper);

    protected override object AnsweredView(WhitePaperState state, Assignment assignment) => WhitePaperView.Of(state.Paper);
}
