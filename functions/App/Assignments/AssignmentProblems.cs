using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Assignments;

public static class AssignmentProblems
{
    /// <summary>Reason of a closed assignment: the applicant took the application back.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>Reason of a closed assignment: the matter is closed.</summary>
    public const string StageClosed = "stage-closed";

    /// <summary>Reason of a closed assignment: an overseer took its assignee off.</summary>
    public const string TakenOff = "taken-off";

    /// <summary>Reason of a closed assignment: its assignee gave it to another person.</summary>
    public const string HandedOver = "handed-over";

    public static readonly ProblemType NotAssignee = new("not-assignee", 403,
        new("此任务不属于您", "This assignment is not yours"),
        new("请以收到邮件的人员身份登录", "Sign in as the person who received the mail")) { Account = AccountRemedy.Change, Refusal = Refusal.Link };

    public static readonly ProblemType AssignmentClosed = new("assignment-closed", 409,
        new("该任务已结束", "The assignment is closed"),
        new("无需再作答；您的未办任务见任务列表", "No answer is needed any more; your list of assignments has what is open"));

    /// <summary>Why an assignment is closed, as people read it.</summary>
    /// <param name="reason">As the problem's <c>reason</c> has it.</param>
    public static LocalizedText Reason(string reason) => reason switch
    {
        "escalated" => new("逾期未作答，已转交他人", "It was not answered in time and has passed to someone else"),
        "lapsed" => new("逾期未作答", "It was not answered in time"),
        "decided" => new("已作答", "It is answered"),
        TakenOff => new("已减签，无需您再作答", "You were taken off: your answer is no longer asked for"),
        HandedOver => new("您已转办给他人", "You handed it over to another person"),
        Withdrawn => new("申请或内容已被提交人撤回", "What it is about was withdrawn"),
        _ => new("该事项已有结果，无需您再作答", "The matter is decided without it"),
    };

    public static readonly ProblemType AlreadyDecided = new("already-decided", 409,
        new("您已作出不同的答复", "You have already given a different answer"),
        new("答复提交后不能更改；页面提供撤回的，可先撤回", "A recorded answer stays; where its page offers it, take it back first"));

    public static readonly ProblemType AlreadyHandedOver = new("already-handed-over", 409,
        new("您已将此任务转办给他人", "You have already handed this assignment over"),
        new("请联系现在的承办人；已转办的任务不能再次转办", "Speak to the person who has it now; it is no longer yours to give"));

    public static readonly ProblemType HandOverRefused = new("hand-over-refused", 409,
        new("此任务不能转办", "This assignment cannot be handed over"),
        new("请自行办理；不能办理的，等待系统按期转交", "Answer it yourself; if you cannot, it passes on when it is due"));

    public static readonly ProblemType AddSignerRefused = new("add-signer-refused", 409,
        new("此任务不能加签", "No signer can be added to this assignment"),
        new("请自行作答；需要他人意见的，可线下征求", "Answer it yourself; ask others for their opinion by other means"));

    public static readonly ProblemType AwaitsSigner = new("awaits-signer", 409,
        new("须先等待加签人的意见", "The answer waits for a signer's opinion"),
        new("请在加签人答复后，或等待时间结束后再提交", "Answer again once the signer has answered, or the time to wait is over"));

    public static readonly ProblemType TooManyCopies = new("too-many-copies", 409,
        new("此事项的抄送已达上限", "The matter was sent to too many people already"),
        new("请通过其他方式告知", "Inform the person by other means"));

    public static readonly ProblemType CannotTakeOff = new("cannot-take-off", 409,
        new("不能减去此办理人", "This person cannot be taken off"),
        new("只有减去后其余人员仍能达到通过人数时才能减签；也可以催办",
            "The others must be enough for the approvals that are needed; you can send a reminder instead"));

    public static readonly ProblemType CannotTakeBack = new("cannot-take-back", 409,
        new("不能撤回此答复", "The answer cannot be taken back"),
        new("只有尚未据此作出后续处理的答复才能撤回", "Only an answer on which nothing was built can be taken back"));

    public static readonly ProblemType DocumentsChanged = new("documents-changed", 409,
        new("内容在发出邮件之后有变更", "The content changed after the mail was sent"),
        new("请在待办任务中打开，或使用最新邮件中的链接", "Open it in your inbox, or use the link of the newest mail"));
}
