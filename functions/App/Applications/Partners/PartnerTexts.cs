using FunctionsApp.Platform;

namespace FunctionsApp.Applications.Partners;

/// <summary>Words of partners and their consent.</summary>
public static class PartnerTexts
{
    public static readonly LocalizedText Ask = new("联合申报确认", "Consent as a partner");
    public static readonly LocalizedText Decision = new("贵单位是否同意联合申报", "Does your organisation consent?");
    public static readonly LocalizedText CommentHint = new(
        "不同意时必须填写原因；原因仅申请单位可见", "Required with a refusal; only the applicant sees it");

    public static readonly LocalizedText Partners = new("联合申报单位", "Partners");

    /// <summary>The table of it: that of the form may have the same name.</summary>
    public static readonly LocalizedText Consents = new("联合申报单位的同意情况", "Consents of the partners");

    public static readonly LocalizedText Yours = new("贵单位的任务与份额", "Your organisation's part");
    public static readonly LocalizedText Name = new("单位名称", "Name");
    public static readonly LocalizedText Code = new("统一社会信用代码", "Credit code");
    public static readonly LocalizedText Role = new("角色", "Role");
    public static readonly LocalizedText Share = new("份额", "Share");
    public static readonly LocalizedText Consent = new("确认情况", "Consent");
    public static readonly LocalizedText Open = new("查看申请", "Open the application");
    public static readonly LocalizedText Lead = new("牵头单位", "Applicant");
    public static readonly LocalizedText Binding = new(
        "同意即确认以下内容及贵单位的任务与份额。申请内容或贵单位的份额变更的，将再次征求贵单位同意。",
        "By consenting you confirm what follows and your organisation's part. Where the content or your part changes, "
            + "you are asked again.");

    public static LocalizedText Of(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Consent => new("同意联合申报", "Consent"),
        ConsentDecision.Refuse => new("不同意", "Refuse"),
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };

    public static LocalizedText Of(ConsentState state) => state switch
    {
        ConsentState.Asked => new("待确认", "Asked"),
        ConsentState.Consented => new("已同意", "Consented"),
        ConsentState.Refused => new("不同意", "Refused"),
        ConsentState.Lapsed => new("逾期未答复", "Not answered in time"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>How the last asking ended, in a sentence.</summary>
    public static LocalizedText Of(ConsentOutcome outcome) => outcome switch
    {
        ConsentOutcome.Agreed => new("联合申报单位均已同意。", "All partners consented."),
        ConsentOutcome.Refused => new(
            "有联合申报单位不同意，请修改后再次提交。", "A partner refused: change the application and send it again."),
        ConsentOutcome.Recalled => new("已撤回，不再征求联合申报单位同意。", "It was taken back from the partners."),
        ConsentOutcome.Lapsed => new(
            "有联合申报单位未在期限内答复，请再次提交。", "A partner did not answer in time: send the application again."),
        ConsentOutcome.Withdrawn => new("申请已撤回。", "The application is withdrawn."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
