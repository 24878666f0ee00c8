namespace FunctionsApp.Identity;

/// <summary>What a person may be in the programme. The names are the values of the sign-in's roles claim.</summary>
public enum Role
{
    Applicant,
    Partner,
    DistrictOfficer,
    DepartmentOfficer,
    Expert,
    LeadingGroup,
    Publisher,
    Auditor,
    Administrator,
}
