using FunctionsApp.Platform;

namespace FunctionsApp.Identity;

/// <summary>How roles read to people.</summary>
public static class RoleTexts
{
    public static LocalizedText Name(Role role) => role switch
    {
        Role.Applicant => new("申请人", "Applicant"),
        Role.Signatory => new("单位签署人", "Signatory"),
        Role.Partner => new("合作单位", "Partner"),
        Role.DistrictOfficer => new("区主管人员", "District officer"),
        Role.DepartmentOfficer => new("市主管部门人员", "Department officer"),
        Role.Expert => new("专家", "Expert"),
        Role.IndustryBody => new("行业组织", "Industry body"),
        Role.LeadingGroup => new("领导小组", "Leading group"),
        Role.Publisher => new("发布人员", "Publisher"),
        Role.Auditor => new("审计人员", "Auditor"),
        Role.Administrator => new("管理员", "Administrator"),
        Role.Operator => new("运维人员", "Operator"),
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
