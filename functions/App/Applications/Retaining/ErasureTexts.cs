using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications.Retaining;

/// <summary>Words of erasures, for the pages of applications too.</summary>
public static class ErasureTexts
{
    public static LocalizedText Name(ErasureStep step) => step switch
    {
        ErasureStep.Personal => new("个人信息", "Personal data"),
        ErasureStep.Content => new("材料和文字内容", "Documents and texts"),
        _ => new("无", "Nothing"),
    };

    public static readonly LocalizedText Unwritten = new(
        "未发信：申请人已离职或没有邮箱", "no letter: the drafter has left or has no address");

    /// <summary>What readers of the application are told; null for nothing.</summary>
    public static LocalizedText? Note(Application application) => application.Retention switch
    {
        { Erased: ErasureStep.Content, ErasedAt: { } at } => new(
            $"保管期限届满，材料和文字内容已于 {Day(at)} 删除；事实记录仍完整。",
            $"Its retention time is over: documents and texts were erased on {Day(at)}. The record of facts is still complete."),
        { Planned: { From: { } from } ending } => new(
            $"草稿长期未修改，自 {Day(from)} 起将被撤回并删除：{Name(ending.Step).Chinese}。"
                + "在此之前修改申请表中的内容或上传材料，即可保留。",
            $"This draft has not been changed for long. From {Day(from)} on it is withdrawn, and this is erased: "
                + $"{Name(ending.Step).English}. Change an answer of its form or upload a document before that day to keep it."),
        { Planned: { Step: ErasureStep.Content } planned } => new(
            $"保管期限届满，材料和文字内容自 {Day(planned.At)} 起列入删除计划；仍需要的，请尽快下载。",
            $"Its retention time is over: since {Day(planned.At)} its documents and texts are planned to be erased. "
                + "Download what you still need."),
        { Erased: ErasureStep.Personal, ErasedAt: { } at } => new(
            $"个人信息已按保管期限于 {Day(at)} 删除。", $"Its personal data were erased on {Day(at)}, as the retention policy says."),
        _ => null,
    };

    private static string Day(DateTimeOffset at) => BeijingTime.Day(at).ToString("O", CultureInfo.InvariantCulture);
}
