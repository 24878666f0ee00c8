using FunctionsApp.Platform;

namespace FunctionsApp.Applications;

/// <summary>How an application's values read to people.</summary>
public static class ApplicationTexts
{
    public static readonly LocalizedText Sheets = new("专家评分表", "Sheets of the panel");
    public static readonly LocalizedText Photos = new("现场照片", "Photos of appointments");
    public static readonly LocalizedText Dossier = new("下载申请档案（ZIP）", "Download the dossier (ZIP)");
    public static readonly LocalizedText Application = new("申请", "Application");
    public static readonly LocalizedText Status = new("状态", "Status");
    public static readonly LocalizedText Number = new("编号", "Number");
    public static readonly LocalizedText Programme = new("项目类别", "Programme");
    public static readonly LocalizedText Sector = new("领域", "Sector");
    public static readonly LocalizedText Amount = new("申请金额", "Amount");
    public static readonly LocalizedText Submitted = new("提交时间", "Submitted");
    public static readonly LocalizedText Decided = new("办结时间", "Decided");
    public static readonly LocalizedText Documents = new("材料", "Documents");
    public static readonly LocalizedText Form = new("申请表", "Form");
    public static readonly LocalizedText ToCorrect = new("需要补正", "To correct");
    public static readonly LocalizedText Reasons = new("未通过的原因", "Why it was not approved");

    public static LocalizedText Name(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Draft => new("草稿", "Draft"),
        ApplicationStatus.Consenting => new("待联合申报单位同意", "Waits for its partners"),
        ApplicationStatus.Signing => new("待单位签署", "Waits for its organisation's signature"),
        ApplicationStatus.Submitted => new("评审中", "Under review"),
        ApplicationStatus.Returned => new("待补正", "Returned for corrections"),
        ApplicationStatus.Approved => new("已通过", "Approved"),
        ApplicationStatus.Rejected => new("未通过", "Not approved"),
        ApplicationStatus.Withdrawn => new("已撤回", "Withdrawn"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static LocalizedText Name(DocumentState state) => state switch
    {
        DocumentState.Empty => new("未上传", "Not uploaded"),
        DocumentState.Received => new("检查中", "Being checked"),
        DocumentState.Accepted => new("已接收", "Accepted"),
        DocumentState.Rejected => new("未通过检查", "Not accepted"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static LocalizedText Name(ScanState scan) => scan switch
    {
        ScanState.Unscanned => new("未经病毒扫描", "Not scanned for malware"),
        ScanState.Clean => new("已通过病毒扫描", "Scanned, no malware found"),
        _ => throw new ArgumentOutOfRangeException(nameof(scan)),
    };
}
