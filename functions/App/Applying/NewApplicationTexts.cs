using FunctionsApp.Pages;
using FunctionsApp.Platform;

namespace FunctionsApp.Applying;

/// <summary>Words of the page of a new application.</summary>
public static class NewApplicationTexts
{
    public static readonly LocalizedText Title = new("新建申请", "New application");
    public static readonly LocalizedText Name = new("申请名称", "Title of the application");
    public static readonly LocalizedText NameHint = new("审核人员首先看到的名称，最多200个字符", "What reviewers see first, at most 200 characters");
    public static readonly LocalizedText District = new("机构所在区", "District of your organisation");
    public static readonly LocalizedText DistrictHint = new(
        "贵单位尚未登记，因此需要填写", "Asked because your organisation is not registered yet");

    public static readonly LocalizedText Create = new("创建草稿", "Create the draft");
    public static readonly LocalizedText Next = new(
        "创建后填写申请表、上传材料，核对无误再提交。", "Then you fill in the form, upload the documents, check everything and submit.");

    public static readonly LocalizedText Others = new("查看其他项目", "See the other programmes");

    public static readonly LocalizedText SentBefore = new(
        "此前已用本页创建了一份草稿（见“我的申请”）；如需再建一份，请再次提交。",
        "This page has already made a draft (see My applications); send it again to make another one.");

    public static LocalizedText AmountHint(decimal maximum)
    {
        var most = PageTexts.Money(maximum);
        return new($"大于0，不超过{most.Chinese}，最多两位小数", $"More than 0, at most {most.English}, with at most two decimals");
    }
}
