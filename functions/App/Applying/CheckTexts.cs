using FunctionsApp.Applications;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Platform;

namespace FunctionsApp.Applying;

/// <summary>Words of the pages that ask before they submit or withdraw.</summary>
public static class CheckTexts
{
    public static readonly LocalizedText Submit = new("提交申请", "Submit the application");
    public static readonly LocalizedText Binding = new(
        "提交即确认以下内容真实、完整。提交后不能修改，除非审核人员退回补正。",
        "By submitting you confirm that all of this is true and complete. Afterwards it can only be changed where a reviewer returns it.");

    public static readonly LocalizedText Send = new("送单位签署", "Send to your signatory");
    public static readonly LocalizedText Sending = new(
        "请确认以下内容真实、完整。送签后不能修改，除非签署人退回或您撤回送签；签署后评审开始。",
        "Confirm that all of this is true and complete. It can then only be changed where the signatory returns it or you take it back; "
            + "the review begins with the signature.");

    public static readonly LocalizedText SendToPartners = new("送联合申报单位确认", "Send to your partners");

    /// <param name="partners">1..n.</param>
    public static LocalizedText ToPartners(IReadOnlyList<Partner> partners) => new(
        $"先征求联合申报单位同意：{string.Join("、", partners.Select(each => each.Name))}。内容和份额未变的，已作出的同意继续有效。",
        $"Your partners are asked first: {string.Join(", ", partners.Select(each => each.Name))}. "
            + "Consents to the same content and part are kept.");

    public static readonly LocalizedText NotEligible = new(
        "以下申报条件尚未全部符合，暂不能提交。", "Not all conditions below are met, so the application cannot be submitted yet.");

    public static readonly LocalizedText Applicant = new("申请机构", "Organisation");
    public static readonly LocalizedText Code = new("统一社会信用代码", "Unified social credit code");
    public static readonly LocalizedText Name = new("名称", "Name");
    public static readonly LocalizedText Change = new("修改", "Change");
    public static readonly LocalizedText AskWithdrawal = new("确定要撤回这份申请吗？", "Withdraw this application?");
    public static readonly LocalizedText Final = new(
        "撤回后评审结束，不能恢复；需要时可以重新申请。", "The review ends, and this cannot be undone; you can apply again.");

    public static LocalizedText Closed(ApplicationStatus status)
    {
        var name = ApplicationTexts.Name(status);
        return new($"当前状态：{name.Chinese}。", $"Its status is: {name.English}.");
    }
}
