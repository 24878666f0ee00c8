using FunctionsApp.Platform.Http;

namespace FunctionsApp.Assignments;

public static class AssignmentProblems
{
    /// <summary>Reason of a closed assignment: the applicant took the application back.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>Reason of a closed assignment: the matter is closed.</summary>
    public const string StageClosed = "stage-closed";

    public static readonly ProblemType NotAssignee = new("not-assignee", 403,
        new("此任务不属于您", "This assignment is not yours"),
        new("请以收到邮件的人员身份登录", "Sign in as the person who received the mail"));

    public static readonly ProblemType AssignmentClosed = new("assignment-closed", 409,
        new("该任务已结束", "The assignment is closed"),
        new("reason 说明原因：escalated 已转交，lapsed 逾期，decided 已作答，stage-closed 阶段已结束，withdrawn 申请已撤回",
            "See reason: escalated (passed to someone else), lapsed (overdue), decided (answered), stage-closed, or withdrawn"));

    public static readonly ProblemType AlreadyDecided = new("already-decided", 409,
        new("您已作出不同的答复", "You have already given a different answer"),
        new("答复提交后不能更改", "An answer is final"));

    public static readonly ProblemType DocumentsChanged = new("documents-changed", 409,
        new("内容在发出邮件之后有变更", "The content changed after the mail was sent"),
        new("请使用最新邮件中的链接", "Use the link of the newest mail"));
}
