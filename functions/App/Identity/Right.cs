namespace FunctionsApp.Identity;

/// <summary>What a person may see or do with one matter: an application, an organisation, a warning, an alert.</summary>
public enum Right
{
    /// <summary>Status, subject, applicant, round, outcome and its reasons.</summary>
    Application,

    /// <summary>Of each document: type, file name, size, digest, and why it was rejected.</summary>
    DocumentNames,

    /// <summary>The files.</summary>
    DocumentContent,

    /// <summary>The answers of the form.</summary>
    Answers,

    /// <summary>The record: of each fact its number, name, time and hashes.</summary>
    Record,

    /// <summary>In the record: what happened, as far as it names no reviewer and shows no single vote.</summary>
    Course,

    /// <summary>Who is asked in a stage that is still open.</summary>
    ReviewersOfOpenStages,

    /// <summary>Who was asked in closed stages.</summary>
    ReviewersOfClosedStages,

    /// <summary>Single decisions and comments in a stage that is still open.</summary>
    VotesOfOpenStages,

    /// <summary>Single decisions and comments of closed stages.</summary>
    VotesOfClosedStages,

    /// <summary>A closed panel's sheets, without their experts' names in them, and how far each is from the others.</summary>
    Sheets,

    /// <summary>Whether a person declared a conflict of interest, and of which kind.</summary>
    Conflicts,

    /// <summary>What it has in common with other applications, with passages of theirs.</summary>
    Duplicates,

    /// <summary>How it ended: title, applicant, points, rank, outcome and amount.</summary>
    Result,

    /// <summary>All that one may see of it as one archive.</summary>
    Dossier,

    /// <summary>The pages by which its organisation applies: what to do, documents, letters.</summary>
    ApplicantsPages,

    /// <summary>Fill in the form, upload, submit, withdraw.</summary>
    ChangeApplication,

    /// <summary>Appeal against its rejection.</summary>
    SubmitAppeal,

    /// <summary>What an appeal states, and why it was ruled so.</summary>
    Appeal,

    /// <summary>The own assignment: its page, and the answer.</summary>
    Assignment,

    /// <summary>Look after what others are asked: see who has not answered, and have them reminded.</summary>
    Oversee,

    /// <summary>Send it to an officer for information, and see who has a copy.</summary>
    Copy,

    /// <summary>The register's entry.</summary>
    Organisation,

    /// <summary>Register it, change its entry.</summary>
    ChangeOrganisation,

    /// <summary>Who drafts, signs and consents for the organisation.</summary>
    OrganisationPeople,

    /// <summary>Name people of the organisation, and take them off.</summary>
    NamePeople,

    /// <summary>An accepted statistical report.</summary>
    Report,

    /// <summary>A warning that was never published.</summary>
    WarningDraft,

    /// <summary>An alert before its publication.</summary>
    AlertDraft,
}

/// <summary>What a caller has to do with a matter. The first one that holds counts, and no other.</summary>
public enum Relation
{
    /// <summary>Belongs to the organisation that applies, or that the entry is about.</summary>
    Own,

    /// <summary>Belongs to a partner of the organisation that applies, which was asked to consent.</summary>
    Partner,

    /// <summary>Is asked, or answered, for an institution to which it is referred.</summary>
    Institution,

    /// <summary>Has an open assignment about it.</summary>
    Asked,

    /// <summary>Had an assignment about it that is closed.</summary>
    WasAsked,

    /// <summary>Scores it in a panel, without seeing what others are asked or answered.</summary>
    Scoring,

    /// <summary>Was asked to declare conflicts of interest first, and scores it not, or not any more.</summary>
    Blind,

    /// <summary>Has a copy of it for information.</summary>
    Copied,

    /// <summary>Serves its district, or the complete city.</summary>
    Served,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>How far a matter is. What has no stages is <see cref="Open"/>.</summary>
public enum MatterState
{
    /// <summary>Not submitted yet.</summary>
    Draft,

    /// <summary>Under review, or returned for corrections.</summary>
    Open,

    /// <summary>Decided or withdrawn.</summary>
    Over,
}
