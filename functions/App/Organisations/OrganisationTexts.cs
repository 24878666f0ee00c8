using FunctionsApp.Organisations.Members;
using FunctionsApp.Platform;

namespace FunctionsApp.Organisations;

/// <summary>Words of the page of an organisation's entry.</summary>
public static class OrganisationTexts
{
    public static readonly LocalizedText Code = new("统一社会信用代码", "Unified social credit code");
    public static readonly LocalizedText District = new("地区", "District");
    public static readonly LocalizedText Sectors = new("领域", "Sectors");
    public static readonly LocalizedText Record = new("登记记录", "Record of the entry");
    public static readonly LocalizedText Whole = new("记录完整。", "The record is complete.");
    public static readonly LocalizedText Broken = new("记录不完整，或与当前登记不符。", "The record is broken, or differs from the entry.");
    public static readonly LocalizedText Applications = new("查看该机构的申请", "See the organisation's applications");
    public static readonly LocalizedText At = new("时间", "Time");
    public static readonly LocalizedText What = new("事实", "What happened");
    public static readonly LocalizedText Actor = new("操作者", "Actor");

    /// <summary>The name itself for a fact that this version does not know.</summary>
    public static LocalizedText Name(string fact) => fact switch
    {
        nameof(OrganisationRegistered) => new("登记", "Registered"),
        nameof(OrganisationChanged) => new("变更登记", "Entry changed"),
        nameof(MemberNamed) => new("添加人员或调整角色", "Person named"),
        nameof(MemberTakenOff) => new("移除人员", "Person taken off"),
        _ => new(fact, fact),
    };
}
