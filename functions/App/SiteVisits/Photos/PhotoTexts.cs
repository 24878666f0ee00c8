using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;

namespace FunctionsApp.SiteVisits.Photos;

/// <summary>Words of the pages of photos.</summary>
public static class PhotoTexts
{
    public static readonly LocalizedText Photos = ApplicationTexts.Photos;
    public static readonly LocalizedText Attach = new("为报告附照片", "Attach photos to the report");
    public static readonly LocalizedText None = new("没有照片。", "There are no photos.");
    public static readonly LocalizedText Choose = new("选择照片", "Choose a photo");
    public static readonly LocalizedText Remove = new("删除", "Remove");
    public static readonly LocalizedText Back = new("返回报告", "Back to the report");
    public static readonly LocalizedText BackToApplication = new("返回申请", "Back to the application");

    public static readonly LocalizedText Rule = new(
        "照片随报告保存，评审人员和审计人员可以查看；逾期未提交报告的，照片自动删除。",
        "They are kept with the report, for those who review and audit; where no report comes in time they are removed.");

    public static readonly LocalizedText Drop = new("也可以把照片拖到这里", "Or drop a photo here");

    public static readonly LocalizedText Which = new("附上这张照片？", "Attach this photo?");

    public static LocalizedText Limits(AppointmentDefinition stage)
    {
        var size = ProgrammeTexts.Size(stage.MaxPhotoBytes);
        return new($"JPEG 或 PNG；每张不超过{size}，最多{stage.Photos}张", $"JPEG or PNG; at most {size} each, and {stage.Photos} photos");
    }

    public static LocalizedText Name(CheckState state) => state switch
    {
        CheckState.Received => new("检查中", "being checked"),
        CheckState.Accepted => new("已接收", "accepted"),
        CheckState.Rejected => new("未通过检查", "not accepted"),
        CheckState.Superseded => new("已被取代", "replaced"),
        CheckState.Removed => new("已删除", "removed"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
