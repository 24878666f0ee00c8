namespace FunctionsApp.Identity;

/// <summary>What a person may be in the programme. The names are the values of the sign-in's roles claim.</summary>
public enum Role
{
    Applicant,

    /// <summary>Signs for the organisation: its legal representative or unit administrator.</summary>
    Signatory,
    Partner,
    DistrictOfficer,
    DepartmentOfficer,
    Expert,

    /// <summary>Examines for an industry association what a programme lets it examine.</summary>
    IndustryBody,
    LeadingGroup,
    Publisher,
    Auditor,
    Administrator,

    /// <summary>Runs the app; judges nothing.</summary>
    Operator,
}
