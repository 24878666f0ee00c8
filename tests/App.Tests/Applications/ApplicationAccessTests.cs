using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Platform;

namespace App.Tests.Applications;

public class ApplicationAccessTests
{
    [Theory]
    [InlineData(Role.Applicant, "91350100M000100Y43", null, true, true)]
    [InlineData(Role.Applicant, "91440300MA5DA0001X", null, false, false)]
    [InlineData(Role.Applicant, null, null, false, false)]
    [InlineData(Role.Partner, null, null, false, false)]
    [InlineData(Role.DepartmentOfficer, null, null, false, true)]
    [InlineData(Role.DistrictOfficer, null, "440305", false, true)]
    [InlineData(Role.DistrictOfficer, null, "440304", false, false)]
    [InlineData(Role.DistrictOfficer, null, null, false, true)]
    [InlineData(Role.Auditor, null, null, true, true)]
    public void MayRead_ByRole_DraftAndSubmitted(Role role, string? organisation, string? district, bool draft, bool submitted)
    {
        var caller = new Caller("x", "X", null, new HashSet<Role> { role }, organisation, district, Language.Chinese);
        Assert.Equal(draft, ApplicationAccess.MayRead(caller, Examples.Draft()));
        Assert.Equal(submitted, ApplicationAccess.MayRead(caller, Examples.Submitted()));
    }
}
