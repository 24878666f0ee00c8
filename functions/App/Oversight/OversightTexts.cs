using FunctionsApp.Platform;

namespace FunctionsApp.Oversight;

/// <summary>Words of the page of reviews under way.</summary>
public static class OversightTexts
{
    public static readonly LocalizedText Oversight = new("时限督办", "Promised times");
    public static readonly LocalizedText Intro = new(
        "评审中的申请，按所在阶段的承诺时限（工作日）排列，最紧急的在前。",
        "Reviews under way by the promised time of their stage, in working days, the most urgent first.");

    public static readonly LocalizedText Light = new("时限", "Time");
    public static readonly LocalizedText Programme = new("项目类别", "Programme");
    public static readonly LocalizedText District = new("地区", "District");
    public static readonly LocalizedText Any = new("全部", "Any");
    public static readonly LocalizedText Search = new("筛选", "Filter");
    public static readonly LocalizedText Title = new("名称", "Title");
    public static readonly LocalizedText Stage = new("阶段", "Stage");
    public static readonly LocalizedText Since = new("阶段开始", "Stage began");
    public static readonly LocalizedText Until = new("承诺完成", "Promised until");
    public static readonly LocalizedText None = new("没有符合条件的评审。", "No review fits.");
    public static readonly LocalizedText Cut = new("评审过多，未全部查看。", "There are more reviews than this page looks at.");
}
