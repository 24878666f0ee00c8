using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Applications;

/// <summary>An application with all that is asked about it: what decides who may see it.</summary>
public sealed record ApplicationCase(Application Application, IReadOnlyList<Assignment> Assignments)
{
    /// <summary>The case as one caller may see it.</summary>
    public Reader For(Caller caller)
    {
        var relation = ApplicationAccess.RelationOf(caller, Application, Assignments);
        return new Reader(caller, relation, ApplicationAccess.StateOf(Application, relation));
    }

    /// <summary>Whether the stage of an assignment still waits for someone.</summary>
    public bool IsOpen(Ask ask) =>
        Assignments.Any(assignment => assignment.State == AssignmentState.Open && assignment.Ask.Step == ask.Step
            && assignment.Ask.Round == ask.Round);
}

/// <summary>Finds an application for a caller who has rights on it by <see cref="AccessTable"/>.</summary>
public static class ApplicationAccess
{
    /// <summary>The application with its assignments, and what the caller may see of it.</summary>
    /// <exception cref="ProblemException">not-found: it is not there, or the caller has not all of the rights.</exception>
    public static async Task<(Stored<ApplicationCase> Stored, Reader Reader)> GetReadableAsync(this AggregateStore store, string id,
        Caller caller, CancellationToken cancellation, params Right[] needs)
    {
        var stored = await store.GetCaseAsync(id, cancellation);
        var reader = stored.State.For(caller);
        return needs.All(reader.Has) ? (stored, reader) : throw IdentityProblems.Hidden();
    }

    /// <summary>The application, for those who may change it.</summary>
    /// <exception cref="ProblemException">not-found: it is not there, or not this caller's.</exception>
    public static async Task<Stored<Application>> GetOwnAsync(this AggregateStore store, string id, Caller caller,
        CancellationToken cancellation)
    {
        var application = await store.GetApplicationAsync(id, cancellation);
        RequireOwn(caller, application.State);
        return application;
    }

    /// <exception cref="ProblemException">not-found: the caller may not change it.</exception>
    public static void RequireOwn(Caller caller, Application application)
    {
        if (!MayChange(caller, application)) throw IdentityProblems.Hidden();
    }

    public static bool MayChange(Caller caller, Application application) =>
        new ApplicationCase(application, []).For(caller).Has(Right.ChangeApplication);

    /// <summary>
    /// Whether a caller has a right on an application of which a list shows a line, and about which the caller is asked nothing.
    /// </summary>
    /// <param name="organisation">That applies; null where the line does not name it: then nothing is seen.</param>
    public static bool MaySee(Caller caller, string? organisation, ApplicationStatus status, Right right) =>
        organisation is not null && new Reader(
            caller, caller.Organisation?.Value == organisation ? Relation.Own : Relation.None, StateOf(status)).Has(right);

    /// <summary>Whether the page of the panels opens to the reader.</summary>
    public static bool SeesSheets(Reader reader) => reader.Has(Right.Sheets) && reader.Has(Right.Conflicts);

    /// <summary>The application without what people wrote about it to the organisation that applied, for its partners.</summary>
    public static Application As(this Application application, Reader reader) => reader.Relation != Relation.Partner ? application
        : application with
        {
            Refusal = application.Refusal is { } refusal ? refusal with { Reasons = [] } : null,
            Appeal = application.Appeal is { } appeal ? appeal with { Against = appeal.Against with { Reasons = [] } } : null,
        };

    internal static Relation RelationOf(Caller caller, Application application, IReadOnlyList<Assignment> assignments)
    {
        if (caller.Organisation is not null && caller.Organisation == application.Applicant.Organisation) return Relation.Own;
        if (application.PartnersSeeIt && application.Consents!.Of(caller.Organisation?.Value) is not null) return Relation.Partner;
        var own = assignments.Where(assignment => assignment.Assignee == caller.Id).ToList();
        // Before all others: an institution reads what applicants agreed that it gets, whatever else its people are.
        if (own.Exists(IsReferred)) return Relation.Institution;
        if (own.Exists(assignment => assignment is { State: AssignmentState.Open, Sight: AssignmentSight.All })) return Relation.Asked;
        // Blind also where the person is asked elsewhere, or was: one who scores must not see others' answers by another way.
        if (own.Exists(IsScoring)) return Relation.Scoring;
        if (own.Exists(assignment => assignment.Sight != AssignmentSight.All)) return Relation.Blind;
        if (own.Count > 0) return Relation.WasAsked;
        return caller.Serves(application.Applicant.District) ? Relation.Served : Relation.None;
    }

    // A given answer may be corrected until the stage is closed, which then takes the content away.
    private static bool IsScoring(Assignment assignment) =>
        assignment is { State: AssignmentState.Open or AssignmentState.Decided, Sight: AssignmentSight.Content };

    private static bool IsReferred(Assignment assignment) =>
        assignment is { State: AssignmentState.Open or AssignmentState.Decided, Sight: AssignmentSight.Referral };

    /// <summary>
    /// Where an application is in its life. An appeal is examined by people who see what the review saw; what an answer opened to an
    /// institution or an expert stays closed.
    /// </summary>
    internal static MatterState StateOf(Application application, Relation relation) =>
        application.IsAppealed && relation is not (Relation.Institution or Relation.Scoring)
            ? MatterState.Open : StateOf(application.Status);

    /// <summary>Where an application of this status is in its life.</summary>
    public static MatterState StateOf(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Draft or ApplicationStatus.Consenting or ApplicationStatus.Signing => MatterState.Draft,
        ApplicationStatus.Submitted or ApplicationStatus.Returned => MatterState.Open,
        _ => MatterState.Over,
    };
}
