using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Reviews.Appeals;

/// <summary>What the page of an appeal shows to its examiner.</summary>
public sealed record AppealShown(
    AppealState State, Assignment Assignment, ProgrammeDefinition Definition, string Organisation, Func<string, string> NameOf);

/// <summary>A recorded ruling as answered.</summary>
public sealed record AppealAnswered(string Assignment, AppealRuling Ruling, DateTimeOffset At);

/// <summary>Asks someone who had no part in an application whether the appeal against its rejection is upheld.</summary>
public sealed class AppealQuestion(
    AskingTools tools, ProgrammeCatalogue catalogue, AcceptedDocuments documents, IOptions<AppealOptions> options)
    : StateQuestion<AppealState, AppealAnswer>(tools)
{
    public const string Name = "appeal";

    private readonly AskingTools tools = tools;

    /// <param name="attempt">0 for the first person, 1 for the one who is asked when the first one's time is over.</param>
    public static Ask AskOf(string applicationId, int attempt) => new(Name, applicationId, "Appeal", attempt);

    public override string Kind => Name;

    public override LocalizedText Label => AppealTexts.Ask;

    protected override Aggregate<AppealState> Aggregate => AppealAggregate.Kind;

    protected override Func<AppealState, CancellationToken, Task> RequireIntact =>
        (state, cancellation) => documents.RequireIntactAsync(state.Application, cancellation);

    protected override IReadOnlyList<Assignment> Assignments(AppealState state) => state.Review.Assignments;

    protected override AppealState With(AppealState state, IReadOnlyList<Assignment> assignments) =>
        state with { Review = state.Review with { Assignments = assignments } };

    protected override AskPlan? Plan(AppealState state, Ask ask)
    {
        if (!state.Application.IsAppealed) return null;
        var (application, role) = (state.Application, options.Value.AppealExaminers);
        var before = state.Review.Assignments
            .Where(assignment => assignment.Ask.Kind == Name && assignment.Ask.Round < ask.Round).Select(each => each.Assignee).ToHashSet();
        return new AskPlan
        {
            Roles = [role],
            District = application.Applicant.District,
            Count = 1,
            Ladder = options.Value.Ladder,
            Excluded = AppealRules.Involved(state.Review).Append(state.Appeal!.By).ToHashSet(),
            ExcludedOrganisations = application.Organisations,
            // Whoever let an earlier time pass comes last.
            Preferred = tools.Staff.With([role], application.Applicant.District).Select(member => member.Id).Except(before).ToHashSet(),
            About = new AssignmentAbout(
                new LocalizedText(application.Subject.Title, application.Subject.Title), catalogue.Of(application).Name, Label),
        };
    }

    protected override string Digest(AppealState state) => ContentDigest.Of(state.Application);

    protected override string? Closed(AppealState state, Assignment assignment) =>
        state.Application.IsAppealed ? null : AssignmentProblems.StageClosed;

    protected override bool Oversees(AppealState state, Caller caller) => SubmitAppeal.ReaderOf(state, caller).Has(Right.Oversee);

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(AppealState state, Assignment assignment) =>
        StagePlan.Details(assignment);

    protected override bool IsBlocked(AppealState state, Ask ask) => state.Appeal is { IsBlocked: true };

    protected override Change<AppealState> Opened(
        Change<AppealState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) => change with
    {
        Next = change.Next with { Appeal = change.Next.Appeal! with { IsBlocked = assignments.Count == 0 } },
    };

    protected override bool? AnsweredBefore(AppealState state, Assignment assignment, AppealAnswer answer) =>
        state.Appeal?.Decision is { } earlier && earlier.Assignment == assignment.Id ? DecideAppeal.IsSame(earlier, answer) : null;

    /// <summary>Looks again at who had a part: roles and the record may have changed since the person was asked.</summary>
    protected override void Admit(AppealState state, Assignment assignment)
    {
        if (AppealRules.Involved(state.Review).Contains(assignment.Assignee)) throw AppealProblems.TookPart.With();
        RequireEligible(state, assignment);
    }

    protected override Change<AppealState> Take(AppealState state, Assignment assignment, AppealAnswer answer, Answering by) =>
        DecideAppeal.Decide(state, assignment, answer, by);

    protected override AppealAnswer ReadForm(IFormCollection form) =>
        new(form["token"], EnumByName.Find<AppealRuling>(form["ruling"]), form["reason"]);

    protected override async Task<ShownPart> AboutAsync(AppealState state, Assignment assignment, CancellationToken cancellation) =>
        ShownPart.Of<AppealAbout, AppealShown>(Shown(
            state, assignment, await tools.Store.NameOfAsync(state.Application.Applicant, cancellation)));

    protected override ShownPart Inputs(AppealState state, Assignment assignment) =>
        ShownPart.Of<AppealInputs, AppealShown>(Shown(state, assignment, ""));

    protected override ShownPart Answered(AppealState state, Assignment assignment) =>
        ShownPart.Of<AppealRuled, AppealDecision>(state.Appeal!.Decision!);

    protected override object AnsweredView(AppealState state, Assignment assignment)
    {
        var decision = state.Appeal!.Decision!;
        return new AppealAnswered(assignment.Id, decision.Ruling, decision.At);
    }

    private AppealShown Shown(AppealState state, Assignment assignment, string organisation) =>
        new(state, assignment, catalogue.Of(state.Application), organisation, tools.Staff.NameOf);
}
