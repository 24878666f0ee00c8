using FunctionsApp.Pages;
using FunctionsApp.Platform;

namespace FunctionsApp.Applications.Appealing;

/// <summary>How appeals read to people.</summary>
public static class AppealTexts
{
    public static readonly LocalizedText Appeal = new("复议", "Appeal");
    public static readonly LocalizedText Submit = new("提出复议", "Appeal against the rejection");
    public static readonly LocalizedText Send = new("提交复议申请", "Send the appeal");
    public static readonly LocalizedText Statement = new("复议理由", "Grounds of the appeal");
    public static readonly LocalizedText StatementHint = new(
        "请写明事实和依据；提交后不能修改。复议人员可以看到", "State the facts, and how they can be checked; what you send stays as it is. The examiner reads it");

    public static readonly LocalizedText Once = new(
        "每项申请只能提出一次复议，由未参与此前评审的人员审查。复议成立的，申请由其他人员从未通过的阶段起重新评审；再次未通过的结果为最终结果。",
        "An application can be appealed once. A person who had no part in the review examines the appeal. If it is upheld, other people "
            + "review the application again from the stage that rejected it; a second rejection is final.");

    public static readonly LocalizedText Closed = new("目前不能提出复议。", "No appeal can be sent now.");
    public static readonly LocalizedText Open = new("复议审查中", "Under appeal");
    public static readonly LocalizedText Sent = new("提出时间", "Sent");
    public static readonly LocalizedText RuledAt = new("答复时间", "Ruled");
    public static readonly LocalizedText Against = new("被复议的结果", "What is appealed");
    public static readonly LocalizedText Ask = new("复议审查", "Examine an appeal");
    public static readonly LocalizedText Ruling = new("复议结论", "Ruling");
    public static readonly LocalizedText Reason = new("结论理由", "Reason");
    public static readonly LocalizedText ReasonHint = new("申请人会看到；不得写出评审人员", "The applicant reads it; name no reviewer");
    public static readonly LocalizedText Independent = new(
        "您未参与本申请此前的评审。请仅对未通过的结果是否成立作出结论。",
        "You had no part in this application's review. Rule whether the rejection was right, and nothing else.");

    public static LocalizedText Name(AppealRuling ruling) => ruling switch
    {
        AppealRuling.Dismissed => new("复议不成立，维持原结果", "Dismissed: the rejection stays"),
        AppealRuling.Upheld => new("复议成立，重新评审", "Upheld: it is reviewed again"),
        _ => throw new ArgumentOutOfRangeException(nameof(ruling)),
    };

    /// <summary>How far an appeal is.</summary>
    /// <param name="ruling">Null while it is examined.</param>
    public static LocalizedText State(AppealRuling? ruling) => ruling is { } known ? Name(known) : Open;

    /// <summary>Until when a rejection can be appealed.</summary>
    public static LocalizedText Offer(DateTimeOffset until)
    {
        var time = PageTexts.Time(until);
        return new(
            $"对该结果有异议的，可在{time.Chinese}前提出一次复议。", $"You can appeal against this rejection once, before {time.English}.");
    }

    public static LocalizedText Over(DateTimeOffset until)
    {
        var time = PageTexts.Time(until);
        return new($"复议期限已于{time.Chinese}届满。", $"The time to appeal ended at {time.English}.");
    }

    public static LocalizedText WhyNot(NoAppeal reason) => reason switch
    {
        NoAppeal.NotCorrected => new(
            "因未按期补正而未通过的申请不能复议，可重新申请。",
            "A rejection for corrections that did not come in time cannot be appealed; you may apply again."),
        NoAppeal.NoPerson => new(
            "因材料或条件不符由系统判定未通过的申请不能复议，可重新申请。",
            "A rejection for missing documents or conditions that are not met, found without a person's decision, cannot be appealed; "
                + "you may apply again."),
        NoAppeal.Selected => new(
            "择优排序后的结果不能复议：预算已按排序分配给其他申请。",
            "A rejection at or after the ranking of a call cannot be appealed: its budget went to other applications by their rank."),
        NoAppeal.Appealed => new("复议后的结果为最终结果，不能再次复议。", "A rejection after an appeal is final."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
