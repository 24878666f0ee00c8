using FunctionsApp.Identity;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Panels.Agreements;

/// <summary>An expert is to be asked for the agreement of a year.</summary>
public sealed record AgreementAsked(string Person, int Year, int Version) : Fact;

/// <summary>Has an expert asked for the agreement of a year, once.</summary>
public static class AskAgreement
{
    /// <summary>None where the expert was asked that year.</summary>
    public static Change<AgreementCase> Decide(AgreementCase? current, string person, int year, DateTimeOffset at, string actor)
    {
        if (current is not null) return Change.None(current);
        var agreement = new ExpertAgreement
        {
            Id = ExpertAgreement.IdOf(person, year), Person = person, Year = year, Version = AgreementTexts.Newest,
            AskedAt = at.ToUniversalTime(),
        };
        return Change.To(new AgreementCase(agreement, []), actor, new AgreementAsked(person, year, agreement.Version));
    }

    /// <summary>Experts who have not accepted the agreement of a year, and have not left.</summary>
    public static IReadOnlyList<StaffMember> Missing(StaffDirectory staff, int year) =>
        [.. staff.With([Role.Expert], null).Where(expert => !HasAccepted(expert, year))];

    public static bool HasAccepted(StaffMember expert, int year) => expert.AgreementYear >= year;
}
