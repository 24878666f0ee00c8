using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Panels.Agreements;
using FunctionsApp.Platform;

namespace FunctionsApp.Panels;

/// <summary>What the app knows of an expert or officer and an applicant, without asking the person.</summary>
public enum KnownConflict
{
    SameOrganisation,

    /// <summary>The expert's entry declares a relation to an organisation that applies.</summary>
    DeclaredRelation,

    /// <summary>The expert drafted an application of such an organisation in the last years.</summary>
    CommonProject,

    /// <summary>The expert and a person of such an organisation have mail addresses of one domain, which is no public provider's.</summary>
    SharedMailDomain,
}

/// <summary>Why an expert may not judge an application, for officers: neither the expert nor the applicant reads it.</summary>
/// <param name="Expert">Staff id.</param>
public sealed record ExpertConflict(string Expert, KnownConflict Kind, LocalizedText Reason);

/// <summary>The people of those who apply, as the app knew them when a panel first looked for experts.</summary>
/// <param name="People">User ids of those who drafted the organisations' applications of the last years.</param>
/// <param name="MailDomains">Of those, and of the register's people of the organisations; lower case, no public providers.</param>
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
/// <remarks>Of a joint application all organisations count alike. Source: domain.md, review rules.</remarks>
public static class FindConflicts
{
    /// <summary>All conflicts of one expert, the plainest first; empty for none.</summary>
    /// <param name="applying">The applicant's organisation and its partners, see <see cref="Application.Organisations"/>.</param>
    public static IReadOnlyList<ExpertConflict> Of(StaffMember expert, IReadOnlySet<CreditCode> applying, ApplicantTies ties) =>
    [
        .. Kinds(expert, applying, ties).Select(kind => new ExpertConflict(expert.Id, kind, ConflictTexts.Reason(kind, expert))),
    ];

    /// <summary>Ids of those who have one.</summary>
    public static IEnumerable<string> Among(
        IEnumerable<StaffMember> experts, IReadOnlySet<CreditCode> applying, ApplicantTies ties) =>
        experts.Where(expert => Has(expert, applying, ties)).Select(expert => expert.Id);

    /// <summary>Whether a person has one; such a person has no part in what is decided about several applications together.</summary>
    public static bool Has(StaffMember person, IReadOnlySet<CreditCode> applying, ApplicantTies ties) =>
        Kinds(person, applying, ties).Any();

    /// <summary>Domain of a mail address, lower case; null where it has none.</summary>
    public static string? DomainOf(string email) =>
        email.LastIndexOf('@') is var at and >= 0 && at < email.Length - 1 ? email[(at + 1)..].Trim().ToLowerInvariant() : null;

    private static IEnumerable<KnownConflict> Kinds(StaffMember expert, IReadOnlySet<CreditCode> applying, ApplicantTies ties)
    {
        if (expert.Organisation is { } own && applying.Contains(own)) yield return KnownConflict.SameOrganisation;
        if (applying.Any(organisation => expert.Relations.Contains(organisation.Value))) yield return KnownConflict.DeclaredRelation;
        if (ties.People.Contains(expert.Id)) yield return KnownConflict.CommonProject;
        if (DomainOf(expert.Email) is { } domain && ties.MailDomains.Contains(domain)) yield return KnownConflict.SharedMailDomain;
    }
}
