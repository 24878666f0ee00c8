using FunctionsApp.Applications;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Applying;

/// <summary>What the pages of an application show to its own organisation.</summary>
/// <param name="MayChange">Whether the reader may fill in, upload, submit and withdraw.</param>
/// <param name="Today">In Beijing.</param>
public sealed record MyApplication(MyCase Case, ProgrammeDefinition Definition, bool MayChange, DateOnly Today)
{
    /// <summary>The conditions of the programme, and whether each is met now.</summary>
    public IReadOnlyList<RuleResult> Eligibility { get; init; } = [];

    public bool IsEligible => Eligibility.All(rule => rule.Met == true);

    /// <param name="now">UTC.</param>
    internal static MyApplication Of(MyCase mine, Reader reader, ProgrammeCatalogue catalogue, DateTimeOffset now) => new(
        mine, catalogue.Of(mine.Application), reader.Has(Right.ChangeApplication), BeijingTime.Day(now))
    {
        MayAppeal = reader.Has(Right.SubmitAppeal),
        Eligibility = Applications.Eligibility.Of(mine.Application, mine.Review.Answers, catalogue.Of(mine.Application), now),
    };

    public MyNotice? Notice { get; init; }

    /// <summary>Null while the organisation has no entry in the register.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>Names of those who sign for the organisation.</summary>
    public IReadOnlyList<string> Signatories { get; init; } = [];

    /// <summary>Oldest first; empty where the page shows none.</summary>
    public IReadOnlyList<Happening> Course { get; init; } = [];

    /// <summary>What each part of the review took; null where the page shows none.</summary>
    public ReviewPhases? Phases { get; init; }

    public Application Application => Case.Application;

    /// <summary>Whose consent or signature it waits for: each leads to who is asked, and to a reminder.</summary>
    public IReadOnlyList<Assignment> Asked => Application.Status is not (ApplicationStatus.Consenting or ApplicationStatus.Signing) ? []
        : [.. Case.Review.Assignments.Where(assignment => assignment.State == AssignmentState.Open)];

    public string Address => MyCases.Address(Application.Id);

    public bool IsGuideOpen => Definition.Guide.IsOpen(Today);

    /// <summary>Whether the reader may correct or complete it now.</summary>
    public bool IsOpen => MayChange && Application.Status switch
    {
        ApplicationStatus.Draft => IsGuideOpen,
        ApplicationStatus.Returned => true,
        _ => false,
    };

    /// <summary>Whether the reader may ask for more time to correct it.</summary>
    public bool MayExtend => MayChange && ExtendSupplement.IsOffered(Application, Definition);

    /// <summary>Whether the reader may appeal for the organisation.</summary>
    public bool MayAppeal { get; init; }

    /// <summary>Until when its rejection can be appealed, UTC, exclusive; null where it cannot or was, and where no page says so.</summary>
    public DateTimeOffset? AppealUntil { get; init; }

    /// <summary>UTC; of a page that shows until when something can be done.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>With until when its rejection can be appealed.</summary>
    /// <param name="calendar">With the notices of now.</param>
    internal MyApplication With(WorkingCalendar calendar, DateTimeOffset now) => this with
    {
        Now = now,
        AppealUntil = Application is
            { Status: ApplicationStatus.Rejected, Appeal: null, Refusal.Appeal: { } term, DecidedAt: { } rejected }
                ? term.Until(rejected, calendar) : null,
    };

    /// <summary>Types of required documents that are not accepted, or have a newer version under check.</summary>
    public IReadOnlyList<string> MissingDocuments => SubmitApplication.Missing(Application);

    public IReadOnlyList<string> IncompleteFields => Application.Form?.Incomplete ?? [];

    public bool IsComplete => MissingDocuments.Count == 0 && IncompleteFields.Count == 0;

    /// <summary>What the corrections made asked beside what the return names, and is not there yet.</summary>
    public IReadOnlyList<LocalizedText> AlsoAsked => Application.Status != ApplicationStatus.Returned ? [] :
    [
        .. IncompleteFields.Except(Application.Supplement.Fields).Select(key => Definition.Field(key)?.Label ?? new(key, key)),
        .. MissingDocuments.Except(Application.Supplement.Documents).Select(Definition.DocumentName),
    ];

    /// <summary>Complete, and each condition is met.</summary>
    public bool IsReady => IsComplete && IsEligible;

    /// <summary>Days until the guide closes; null for a standing call, and once it is closed.</summary>
    public int? DaysLeft => IsGuideOpen && Definition.Guide.Closes is { } closes ? closes.DayNumber - Today.DayNumber : null;

    /// <summary>The review's stages in order, each as it is in the newest round.</summary>
    public IReadOnlyList<StageProgress> Stages =>
        [.. Definition.Stages.Select(stage => StageProgress.Of(stage, Case.Review))];

    /// <summary>What the current round asks for; empty where nothing is to correct.</summary>
    public IReadOnlyList<Correction> Corrections => [.. Application.Returned.Select(item => Correction.Of(item, Case))];

    /// <summary>Uploads of a document, newest first.</summary>
    public IReadOnlyList<DocumentRecord> UploadsOf(string type) =>
        [.. Case.Uploads.Where(upload => upload.Type == type).OrderByDescending(upload => upload.Version)];
}

/// <summary>How far a stage of the review is, as far as its applicant may know: never who is asked, nor how many.</summary>
/// <param name="Run">Of the newest round; null while it was not asked.</param>
/// <param name="Due">When those who are asked must have answered, UTC; null where no person is asked.</param>
public sealed record StageProgress(StageDefinition Stage, StageRun? Run, DateTimeOffset? Due)
{
    public static StageProgress Of(StageDefinition stage, ReviewState review)
    {
        var run = review.Runs.Where(run => run.Stage == stage.Name).MaxBy(run => run.Round);
        var due = run is not { State: StageRunState.Open } ? null
            : run.Due is not null ? run.Due
            : review.AssignmentsOf(run.Stage, run.Round).Where(asked => asked.State == AssignmentState.Open)
                .Max(asked => (DateTimeOffset?)asked.Due);
        return new StageProgress(stage, run, due);
    }
}

/// <summary>Something that a return asks for, with what was there before and what is there now.</summary>
/// <param name="Before">The document as it was returned; null for a field, and where none was accepted.</param>
/// <param name="Now">The newest upload since; null for a field, and while there is none.</param>
/// <param name="IsDone">The document is accepted, or the field was changed.</param>
public sealed record Correction(ReturnItem Item, DocumentRecord? Before, DocumentRecord? Now, bool IsDone)
{
    public static Correction Of(ReturnItem item, MyCase state)
    {
        var application = state.Application;
        if (item.Document is not { } type) return new Correction(
            item, null, null, application.Form?.Field(item.Field ?? "") is { ToCorrect: false, Complete: true });
        // Reopened slots keep the version that was returned until an upload takes its place.
        var from = application.Supplement.Time?.From ?? DateTimeOffset.MinValue;
        var uploads = state.Uploads.Where(upload => upload.Type == type).OrderBy(upload => upload.Version).ToList();
        return new Correction(
            item,
            uploads.LastOrDefault(upload => upload.State == CheckState.Accepted && upload.ReceivedAt <= from),
            uploads.LastOrDefault(upload => upload.ReceivedAt > from),
            application.Slot(type) is { State: DocumentState.Accepted, Pending: 0 });
    }
}
