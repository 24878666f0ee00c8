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

    public static LocalizedText Name(DecisionKind kind) => kind switch
    {
        DecisionKind.Approve => new("同意", "Approve"),
        DecisionKind.Reject => new("不同意", "Reject"),
        DecisionKind.Return => new("退回补正", "Return for corrections"),
        DecisionKind.Abstain => new("弃权", "Abstain"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static LocalizedText Name(StageOutcome outcome) => outcome switch
    {
        StageOutcome.Passed => new("通过", "Passed"),
        StageOutcome.Rejected => new("不通过", "Rejected"),
        StageOutcome.Returned => new("退回补正", "Returned for corrections"),
        StageOutcome.Withdrawn => new("申请已撤回", "Withdrawn by the applicant"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
