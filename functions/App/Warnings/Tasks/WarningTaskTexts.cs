using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>Words of acknowledgements and emergency tasks.</summary>
public static class WarningTaskTexts
{
    public static readonly LocalizedText Task = new("预警签收与应急任务", "Acknowledge a warning, or report on a task");
    public static readonly LocalizedText Tasks = new("签收与应急任务", "Acknowledgements and emergency tasks");

    public static readonly LocalizedText Intro = new(
        "被指定的机构须确认已阅知预警（签收），或者办理应急任务并报告。逾期一半时提醒，四分之三时转交该机构另一人，到期失效并通知您。",
        "Named organisations confirm that they read the warning, or do something about it and report. Half of the time on they are "
            + "reminded, after three quarters a second person is asked, and at the end it lapses and you get a letter.");

    public static readonly LocalizedText None = new("尚未向任何机构下达。", "No organisation was asked yet.");
    public static readonly LocalizedText Organisation = new("机构", "Organisation");
    public static readonly LocalizedText Kind = new("事项", "What");
    public static readonly LocalizedText Status = new("状态", "State");
    public static readonly LocalizedText Until = new("期限", "Until");
    public static readonly LocalizedText Report = new("答复", "Answer");
    public static readonly LocalizedText Blocked = new("该机构没有可以联系的人员", "The organisation has no one who may be asked");
    public static readonly LocalizedText Assign = new("下达", "Assign");
    public static readonly LocalizedText Withdraw = new("收回", "Take back");
    public static readonly LocalizedText Assigned = new("已下达，各机构将收到邮件。", "Assigned: the organisations get a letter.");
    public static readonly LocalizedText TakenBack = new("已收回。", "Taken back.");
    public static readonly LocalizedText Organisations = new("机构的统一社会信用代码", "Credit codes of the organisations");

    public static readonly LocalizedText OrganisationsHint = new(
        $"每行一个，最多 {AssignTask.MaxOrganisations} 个", $"One in each line, at most {AssignTask.MaxOrganisations}");

    public static readonly LocalizedText Text = new("任务内容", "What is to be done");
    public static readonly LocalizedText TextHint = new("应急任务必填", "Needed for an emergency task");
    public static readonly LocalizedText Hours = new("时限（小时）", "Time, in hours");
    public static readonly LocalizedText Result = new("办理结果", "Result");
    public static readonly LocalizedText Answer = new("处置情况", "What was done, or why not");
    public static readonly LocalizedText Remark = new("备注", "Remark");
    public static readonly LocalizedText Confirms = new(
        "提交即确认贵机构已阅知本预警。", "By sending this you confirm that your organisation has read the warning.");

    public static readonly LocalizedText OpenWarning = new("查看预警", "Read the warning");
    public static readonly LocalizedText Back = new("返回预警", "Back to the warning");

    public static LocalizedText WithdrawOne(string organisation) =>
        new($"收回向{organisation}下达的事项", $"Take back what {organisation} was asked");

    public static LocalizedText Name(WarningTaskKind kind) => kind switch
    {
        WarningTaskKind.Acknowledge => new("签收预警", "Acknowledge the warning"),
        WarningTaskKind.Emergency => new("应急任务", "Emergency task"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static LocalizedText Name(WarningTaskStatus status) => status switch
    {
        WarningTaskStatus.Asked => new("待答复", "Waits for an answer"),
        WarningTaskStatus.Done => new("已完成", "Done"),
        WarningTaskStatus.NotDone => new("未完成", "Not done"),
        WarningTaskStatus.Lapsed => new("逾期未答复", "Not answered in time"),
        WarningTaskStatus.Withdrawn => new("已收回", "Taken back"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static LocalizedText Name(WarningTaskResult result) => result switch
    {
        WarningTaskResult.Done => Name(WarningTaskStatus.Done),
        WarningTaskResult.NotDone => Name(WarningTaskStatus.NotDone),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
