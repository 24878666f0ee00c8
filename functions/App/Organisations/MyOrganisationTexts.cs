using FunctionsApp.Platform;

namespace FunctionsApp.Organisations;

/// <summary>Words of the page of the caller's organisation.</summary>
public static class MyOrganisationTexts
{
    public static readonly LocalizedText Title = new("机构信息", "Your organisation");
    public static readonly LocalizedText Saved = new("已保存。", "Saved.");
    public static readonly LocalizedText None = new(
        "您的账户没有关联机构。请由机构管理员将账户关联到统一社会信用代码。",
        "Your account belongs to no organisation. Ask your organisation's administrator to link it to its unified social credit code.");

    public static readonly LocalizedText Code = new("统一社会信用代码", "Unified social credit code");
    public static readonly LocalizedText Entry = new("登记情况", "Entry in the register");
    public static readonly LocalizedText Registered = new("已登记", "Registered");
    public static readonly LocalizedText NotRegistered = new("未登记", "Not registered");
    public static readonly LocalizedText Name = new("机构名称", "Name of the organisation");
    public static readonly LocalizedText NameHint = new("与营业执照或登记证书一致", "As on its licence or certificate");
    public static readonly LocalizedText District = new("所在区", "District");
    public static readonly LocalizedText Sectors = new("业务领域", "Sectors");
    public static readonly LocalizedText Later = new(
        "修改所在区只影响以后的申请，已有的申请仍由原来的区审核。",
        "A change of district holds for later applications; those that exist stay with the district that they were made in.");

    public static readonly LocalizedText Letters = new("通知方式", "Where letters go");
    public static readonly LocalizedText FromAccount = new(
        "信件寄往创建申请的账户的邮箱，并使用该账户的语言；两者都来自登录账户，在此不能修改，且以创建申请时为准。",
        "Letters go to the mail address of the account that made the application, in that account's language. Both come from the account "
            + "that signed in, as they were when the application was made, and cannot be changed here.");

    public static readonly LocalizedText Address = new("您账户的邮箱", "Mail address of your account");
    public static readonly LocalizedText NoAddress = new("账户没有邮箱，收不到信件", "The account has none, so no letter arrives");
    public static readonly LocalizedText Language = new("您账户的语言", "Language of your account");
    public static readonly LocalizedText Back = new("我的申请", "My applications");
}
