using FunctionsApp.Platform;

namespace FunctionsApp.Reviews;

/// <summary>How the review's values read to people.</summary>
public static class ReviewTexts
{
    /// <summary>Why an application was rejected.</summary>
    /// <param name="stage">Title of the stage that decided.</param>
    public static LocalizedText Reason(Conclusion kind, LocalizedText? stage) => kind switch
    {
        Conclusion.SupplementOverdue => new("未在期限内提交补正材料", "The corrections were not submitted on time"),
        Conclusion.RoundsExhausted => new("补正次数已用完，材料仍不符合要求",
            "The documents still do not meet the requirements after the last round of corrections"),
        _ => new($"未通过“{stage?.Chinese}”阶段", $"It did not pass the stage \"{stage?.English}\""),
    };

    public static readonly LocalizedText ByStage = new("评审中的申请，按阶段和时长", "Reviews by stage and time since submission");
    public static readonly LocalizedText Stage = new("阶段", "Stage");
    public static readonly LocalizedText SentBackBy = new("退回阶段", "Sent back by");

    /// <summary>The stage of a group that waits for no person.</summary>
    public static readonly LocalizedText Nobody = new("无人受理", "No person is asked");

    public static readonly LocalizedText Supplement = new("等待补正", "Waits for corrections");

    /// <summary>A band of <see cref="ReviewCensus.Bands"/>, by its place.</summary>
    public static LocalizedText Age(int band) => band switch
    {
        0 => new("不到1天", "below 1 day"),
        1 => new("1至7天", "1 to 7 days"),
        2 => new("7至30天", "7 to 30 days"),
        _ => new("30天以上", "30 days and more"),
    };

    public static readonly LocalizedText Times = new("办理时限", "Time taken");
    public static readonly LocalizedText Phase = new("环节", "Part");
    public static readonly LocalizedText From = new("开始", "From");
    public static readonly LocalizedText Until = new("结束", "Until");
    public static readonly LocalizedText Days = new("用时", "Took");
    public static readonly LocalizedText Promised = new("承诺时限", "Promised");
    public static readonly LocalizedText Lasts = new("进行中", "In progress");
    public static readonly LocalizedText NotCounted = new("不计入时限", "Not counted");
    public static readonly LocalizedText Corrections = new("补正", "Corrections");

    public static LocalizedText WorkingDays(int days) =>
        new($"{days} 个工作日", days == 1 ? "1 working day" : $"{days} working days");

    public static LocalizedText TimesTogether(int used, int promised) => new(
        $"计入时限的环节共用 {used} 个工作日，承诺 {promised} 个工作日。",
        $"What is counted took {used} of {promised} promised working days.");

    public static LocalizedText Name(TrafficLight light) => light switch
    {
        TrafficLight.Red => new("超期", "Overdue"),
        TrafficLight.Amber => new("临期", "Due soon"),
        TrafficLight.Green => new("正常", "In time"),
        TrafficLight.Paused => new("暂停计时", "Paused"),
        _ => throw new ArgumentOutOfRangeException(nameof(light)),
    };

    public static LocalizedText Name(DecisionKind kind) => kind switch
    {
        DecisionKind.Approve => new("同意", "Approve"),
        DecisionKind.Reject => new("不同意", "Reject"),
        DecisionKind.Return => new("退回补正", "Return for corrections"),
        DecisionKind.Abstain => new("弃权", "Abstain"),
        DecisionKind.SendBack => new("退回前序阶段", "Send back to an earlier stage"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static LocalizedText Name(StageOutcome outcome) => outcome switch
    {
        StageOutcome.Passed => new("通过", "Passed"),
        StageOutcome.Rejected => new("不通过", "Rejected"),
        StageOutcome.Returned => new("退回补正", "Returned for corrections"),
        StageOutcome.SentBack => new("退回前序阶段", "Sent back to an earlier stage"),
        StageOutcome.Withdrawn => new("申请已撤回", "Withdrawn by the applicant"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
