using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Panels.Agreements;
using FunctionsApp.Platform;

namespace FunctionsApp.Panels;

/// <summary>What the app knows of an expert and an applicant, without asking the expert.</summary>
public enum KnownConflict
{
    SameOrganisation,

    /// <summary>The expert's entry declares a relation to the organisation.</summary>
    DeclaredRelation,

    /// <summary>The expert drafted an application of the organisation in the last years.</summary>
    CommonProject,

    /// <summary>The expert and a person of the organisation have mail addresses of one domain, which is no public provider's.</summary>
    SharedMailDomain,
}

/// <summary>Why an expert may not judge an application, for officers: neither the expert nor the applicant reads it.</summary>
/// <param name="Expert">Staff id.</param>
public sealed record ExpertConflict(string Expert, KnownConflict Kind, LocalizedText Reason);

/// <summary>The people of an applicant, as the app knew them when a panel first looked for experts.</summary>
/// <param name="People">User ids of those who drafted the organisation's applications of the last years.</param>
/// <param name="MailDomains">Of those, and of the register's people of the organisation; lower case, no public providers.</param>
public sealed record ApplicantTies(string Stage, int Round, IReadOnlyList<string> People, IReadOnlyList<string> MailDomains)
{
    public static readonly ApplicantTies None = new("", 0, [], []);

    /// <summary>Year of which an expert must have accepted the agreement; null where none is needed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AgreementYear { get; init; }

    /// <summary>Whether an agreement that is needed keeps an expert from the panel.</summary>
    public bool LacksAgreement(StaffMember expert) => AgreementYear is { } year && !AskAgreement.HasAccepted(expert, year);
}

/// <summary>Finds conflicts of interest (回避) that need no declaration.</summary>
/// <remarks>Source: domain.md, review rules. Partners join it with joint applications.</remarks>
public static class FindConflicts
{
    /// <summary>All conflicts of one expert, the plainest first; empty for none.</summary>
    public static IReadOnlyList<ExpertConflict> Of(StaffMember expert, CreditCode applicant, ApplicantTies ties) =>
    [
        .. Kinds(expert, applicant, ties).Select(kind => new ExpertConflict(expert.Id, kind, ConflictTexts.Reason(kind, expert))),
    ];

    /// <summary>Ids of those who have one.</summary>
    public static IEnumerable<string> Among(IEnumerable<StaffMember> experts, CreditCode applicant, ApplicantTies ties) =>
        experts.Where(expert => Kinds(expert, applicant, ties).Any()).Select(expert => expert.Id);

    /// <summary>Domain of a mail address, lower case; null where it has none.</summary>
    public static string? DomainOf(string email) =>
        email.LastIndexOf('@') is var at and >= 0 && at < email.Length - 1 ? email[(at + 1)..].Trim().ToLowerInvariant() : null;

    private static IEnumerable<KnownConflict> Kinds(StaffMember expert, CreditCode applicant, ApplicantTies ties)
    {
        if (expert.Organisation == applicant) yield return KnownConflict.SameOrganisation;
        if (expert.Relations.Contains(applicant.Value)) yield return KnownConflict.DeclaredRelation;
        if (ties.People.Contains(expert.Id)) yield return KnownConflict.CommonProject;
        if (DomainOf(expert.Email) is { } domain && ties.MailDomains.Contains(domain)) yield return KnownConflict.SharedMailDomain;
    }
}
