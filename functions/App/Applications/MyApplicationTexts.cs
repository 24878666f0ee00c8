using FunctionsApp.Platform;

namespace FunctionsApp.Applications;

/// <summary>Words of the page of an organisation's applications.</summary>
public static class MyApplicationTexts
{
    public static readonly LocalizedText Mine = new("我的申请", "My applications");
    public static readonly LocalizedText None = new("贵单位还没有申请。", "Your organisation has no applications yet.");
    public static readonly LocalizedText Title = new("名称", "Title");
    public static readonly LocalizedText Programme = new("项目类别", "Programme");
    public static readonly LocalizedText Status = new("状态", "Status");
    public static readonly LocalizedText Created = new("创建时间", "Created");
    public static readonly LocalizedText Open = new("查看可申报的项目", "See the programmes");
}
