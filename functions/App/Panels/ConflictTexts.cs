using FunctionsApp.Identity;
using FunctionsApp.Platform;

namespace FunctionsApp.Panels;

/// <summary>Words about conflicts of interest that the app knows.</summary>
public static class ConflictTexts
{
    public static readonly LocalizedText Known = new("系统已知的应当回避情形", "Known conflicts of interest");

    public static readonly LocalizedText KnownHint = new(
        "这些专家不会被选定评审本申请；本人和申请人看不到此表。",
        "These experts are not asked about this application. Neither they nor the applicant see this list.");

    public static readonly LocalizedText None = new("没有已知的应当回避情形。", "No conflict of interest is known.");

    /// <param name="expert">Whose conflict it is.</param>
    public static LocalizedText Reason(KnownConflict kind, StaffMember expert) => kind switch
    {
        KnownConflict.SameOrganisation => new("与申请机构或联合申报单位同一单位", "Belongs to an organisation that applies"),
        KnownConflict.DeclaredRelation => new(
            "专家名册中声明与申请机构或联合申报单位有关系", "Has declared a relation to an organisation that applies in the register"),
        KnownConflict.CommonProject => new(
            "近年为申请机构或联合申报单位起草过申请", "Drafted an application of an organisation that applies in the last years"),
        KnownConflict.SharedMailDomain => new(
            $"与申请机构或联合申报单位人员使用同一邮箱域名 {FindConflicts.DomainOf(expert.Email)}",
            $"Shares the mail domain {FindConflicts.DomainOf(expert.Email)} with people of an organisation that applies"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
