using static FunctionsApp.Identity.MatterState;
using static FunctionsApp.Identity.Relation;
using static FunctionsApp.Identity.Role;

namespace FunctionsApp.Identity;

/// <summary>A line of the table: people with one of the roles, in one of the relations, have the rights in these states.</summary>
public sealed record Grant(
    IReadOnlyList<Role> Roles, IReadOnlyList<Relation> Relations, IReadOnlyList<MatterState> States, IReadOnlyList<Right> Rights);

/// <summary>Who may see and do what, by role, relation and state. What no line grants is nobody's.</summary>
/// <remarks>
/// A person of the organisation that applies has no other relation to its application: an officer or auditor who belongs to it sees at
/// most what its applicants see. So it is for a partner's people, who read all but the files.
/// </remarks>
public static class AccessTable
{
    private static readonly Role[] Everyone = Enum.GetValues<Role>();
    private static readonly Role[] Reviewers = [DistrictOfficer, DepartmentOfficer, Expert, IndustryBody, LeadingGroup];

    // No office of the city: it examines the application, and reads no vote.
    private static readonly Role[] ReadersOfVotes = [DistrictOfficer, DepartmentOfficer, Expert, LeadingGroup];
    private static readonly Role[] Officers = [DistrictOfficer, DepartmentOfficer, LeadingGroup];
    private static readonly MatterState[] Always = [Draft, Open, Over];

    // People of the organisation itself, and of its partners, are never among them.
    private static readonly Relation[] Outside = [Asked, WasAsked, Scoring, Blind, Copied, Served, None];

    public static readonly IReadOnlyList<Grant> All =
    [
        // Applications.
        new([Applicant, Signatory], [Own], Always,
        [
            Right.Application, Right.DocumentNames, Right.DocumentContent, Right.Answers, Right.Record, Right.Course,
            Right.ApplicantsPages, Right.Dossier,
        ]),
        new([Applicant], [Own], Always, [Right.ChangeApplication]),
        new([Applicant, Signatory], [Own], Always, [Right.SubmitAppeal, Right.Appeal]),
        new(ReadersOfVotes, [Asked], [Open], [Right.Appeal, Right.ReviewersOfClosedStages, Right.VotesOfClosedStages]),
        new([Auditor], Outside, Always, [Right.Appeal]),
        new([Applicant, Signatory, Role.Partner], [Relation.Partner], Always,
            [Right.Application, Right.DocumentNames, Right.Answers, Right.Record, Right.Course]),
        new([Signatory, Role.Partner], [Institution], [Open], [Right.Application, Right.DocumentNames, Right.Answers]),
        new(Reviewers, [Asked], [Open],
        [
            Right.Application, Right.DocumentNames, Right.DocumentContent, Right.Answers, Right.Record, Right.Course,
        ]),
        // No expert and no industry body takes an application along.
        new(Officers, [Asked], [Open], [Right.Dossier]),
        new(Officers, [Asked, WasAsked], [Open, Over],
            [Right.Sheets, Right.Conflicts, Right.Duplicates]),
        new(Officers, [Asked, WasAsked], [Open, Over], [Right.Copy]),
        new(Officers, [Copied], [Open, Over], [Right.Application, Right.DocumentNames, Right.Record, Right.Course]),
        new([Administrator], Outside, [Open, Over], [Right.Copy]),
        new(Reviewers, [Scoring], [Open], [Right.Application, Right.DocumentNames, Right.DocumentContent, Right.Answers]),
        new(Reviewers, [WasAsked], [Open, Over], [Right.Application, Right.DocumentNames, Right.Record, Right.Course]),
        new([Auditor], Outside, Always,
        [
            Right.Application, Right.DocumentNames, Right.DocumentContent, Right.Answers, Right.Record, Right.Course,
            Right.ReviewersOfOpenStages, Right.ReviewersOfClosedStages, Right.VotesOfOpenStages, Right.VotesOfClosedStages,
            Right.Sheets, Right.Conflicts, Right.Duplicates, Right.Dossier,
        ]),
        new([Administrator], Outside, [Open, Over],
        [
            Right.Application, Right.DocumentNames, Right.Record, Right.Course,
            Right.ReviewersOfOpenStages, Right.ReviewersOfClosedStages, Right.Dossier,
        ]),
        new([Operator], Outside, [Open, Over], [Right.Record]),
        new([DepartmentOfficer, LeadingGroup, Auditor, Administrator], Outside, [Over], [Right.Result]),

        // Assignments: whoever is asked, whatever about.
        new(Everyone, [Institution, Asked, WasAsked, Scoring, Blind], Always, [Right.Assignment]),

        new([Administrator], Outside, [Open], [Right.Oversee]),
        new([Applicant], [Own], [Draft], [Right.Oversee]),
        new([Publisher], Outside, [Draft], [Right.Oversee]),

        // Organisations.
        new([Applicant, Signatory], [Own], Always, [Right.Organisation]),
        new([Applicant], [Own], Always, [Right.ChangeOrganisation]),
        new([Applicant, Signatory, Role.Partner], [Own], Always, [Right.OrganisationPeople]),
        new([Signatory], [Own], Always, [Right.NamePeople]),
        new([DistrictOfficer], [Served], Always, [Right.Organisation]),
        new([DepartmentOfficer, Auditor], [Served, None], Always, [Right.Organisation]),
        new([Administrator], [Own, Served, None], Always, [Right.Organisation, Right.ChangeOrganisation]),

        // Statistical reports. The reporter's own people read and write them at addresses that name no organisation.
        new([DepartmentOfficer, Auditor], [Served, None], Always, [Right.Report]),

        // Warnings and alerts before their publication.
        new([Publisher, DepartmentOfficer, DistrictOfficer, Auditor, Administrator], Outside, [Draft], [Right.WarningDraft]),
        new([Publisher], Outside, [Draft], [Right.AlertDraft]),
    ];

    /// <summary>Whether one of the lines grants the right.</summary>
    public static bool Grants(Right right, IReadOnlySet<Role> roles, Relation relation, MatterState state) =>
        All.Any(grant => grant.Rights.Contains(right) && grant.Relations.Contains(relation) && grant.States.Contains(state)
            && grant.Roles.Any(roles.Contains));
}

/// <summary>A caller before one matter.</summary>
public readonly record struct Reader(Caller Caller, Relation Relation, MatterState State)
{
    public bool Has(Right right) => AccessTable.Grants(right, Caller.Roles, Relation, State);
}
