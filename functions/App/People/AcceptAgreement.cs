using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.People;

/// <summary>Enters the year of the agreement that a person accepted.</summary>
public static class AcceptAgreement
{
    /// <summary>None where the entry has that year, or a later one.</summary>
    public static Change<StaffMember> Decide(StaffMember person, int year) => person.AgreementYear >= year
        ? Change.None(person)
        : Change.To(person with { AgreementYear = year }, person.Id, new PersonChanged(["agreementYear"]));
}
