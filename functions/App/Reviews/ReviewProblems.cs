using FunctionsApp.Platform.Http;

namespace FunctionsApp.Reviews;

public static class ReviewProblems
{
    public static readonly ProblemType NotAssignee = new("not-assignee", 403,
        new("此评审任务不属于您", "This assignment is not yours"),
        new("请以收到邮件的人员身份登录", "Sign in as the person whom the mail was sent to"));

    public static readonly ProblemType SecondStage = new("second-stage", 409,
        new("您已在本申请的另一阶段作出决定", "You have already decided another stage of this application"),
        new("同一人不得参与同一申请的两个阶段；请等待任务转交", "One person never decides two stages of one application; leave it to your delegate"));

    public static readonly ProblemType AssignmentClosed = new("assignment-closed", 409,
        new("该评审任务已结束", "The assignment is closed"),
        new("reason 说明原因：escalated 已转交，lapsed 逾期，stage-closed 阶段已结束，withdrawn 申请已撤回",
            "The reason says why: escalated to someone else, lapsed, stage-closed, or withdrawn by the applicant"));

    public static readonly ProblemType AlreadyDecided = new("already-decided", 409,
        new("您已作出另一决定", "You have already decided otherwise"),
        new("决定作出后不能更改", "A decision is final"));

    public static readonly ProblemType DocumentsChanged = new("documents-changed", 409,
        new("材料在发出邮件之后有变更", "The documents changed after the mail was sent"),
        new("请使用最新邮件中的链接", "Use the link of the newest mail"));

    public static readonly ProblemType ReturnItems = new("return-items", 400,
        new("退回补正时须逐项列出材料及原因，且仅在退回时填写", "A return names each document once with a reason, and only a return does"),
        new("请为至少一项材料填写原因（每项最多 1000 个字符），或选择其他决定", "Give a reason (at most 1000 characters) for at least one document, or choose another decision"));
}
