using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.PublicNotices;

/// <summary>Asks someone who had no part in the stages before whether an objection is upheld. Never lapses: the stage waits.</summary>
public sealed class ObjectionQuestion(AskingTools tools) : StateQuestion<NoticeState, RulingForm>(tools)
{
    public const string Name = "objection";

    /// <param name="number">Of the objection.</param>
    public static Ask AskOf(string noticeId, int number) => new(Name, noticeId, "Objection", number);

    public override string Kind => Name;

    public override LocalizedText Label { get; } = new("异议核查", "Examine an objection");

    protected override Aggregate<NoticeState> Aggregate => NoticeAggregate.Kind;

    protected override IReadOnlyList<Assignment> Assignments(NoticeState state) => state.Assignments;

    protected override NoticeState With(NoticeState state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    protected override AskPlan? Plan(NoticeState state, Ask ask)
    {
        if (state.Notice.Outcome is not null || state.Objection(ask.Round) is null || state.RulingOn(ask.Round) is not null)
        {
            return null;
        }

        var (examiners, content) = (state.Notice.Examiners, state.Notice.Content);
        return new AskPlan
        {
            Roles = [examiners.Role],
            District = examiners.District,
            Count = 1,
            Ladder = NoticeTimes.Ladder(state.Notice),
            Excluded = examiners.Excluded.Concat(state.Objections.Select(other => other.Person)).ToHashSet(),
            ExcludedOrganisations = examiners.Organisations.Select(CreditCode.Parse).ToHashSet(),
            About = new AssignmentAbout(new LocalizedText(content.Title, content.Title), content.Name, Label),
        };
    }

    // Objections do not change: another one must not make the links to examine the first void.
    protected override string Digest(NoticeState state) => AppJson.Digest(new { state.Notice.Id, state.Notice.Content });

    protected override string? Closed(NoticeState state, Assignment assignment) => state.Notice.Outcome switch
    {
        null => null,
        StageOutcome.Withdrawn => AssignmentProblems.Withdrawn,
        _ => AssignmentProblems.StageClosed,
    };

    protected override bool Oversees(NoticeState state, Caller caller) =>
        (caller.Organisation is null || !state.Notice.Examiners.Organisations.Contains(caller.Organisation.Value))
        && base.Oversees(state, caller);

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(NoticeState state, Assignment assignment) =>
        StagePlan.Details(assignment);

    protected override bool IsBlocked(NoticeState state, Ask ask) => state.Objection(ask.Round) is { IsBlocked: true };

    protected override Change<NoticeState> Opened(
        Change<NoticeState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) => change with
    {
        Next = change.Next.With(change.Next.Objection(ask.Round)! with { IsBlocked = assignments.Count == 0 }),
    };

    protected override bool? AnsweredBefore(NoticeState state, Assignment assignment, RulingForm answer) =>
        state.RulingOn(assignment.Ask.Round) is { } earlier && earlier.Assignment == assignment.Id
            ? DecideObjection.IsSame(earlier, answer) : null;

    /// <summary>One person decides one stage of an application, and no one an objection of their own.</summary>
    protected override void Admit(NoticeState state, Assignment assignment)
    {
        if (state.Notice.Examiners.Excluded.Contains(assignment.Assignee)) throw ReviewProblems.SecondStage.With();
        // Who objects examines no objection of others, either.
        RequireEligible(state, assignment);
    }

    protected override Change<NoticeState> Take(NoticeState state, Assignment assignment, RulingForm answer, Answering by) =>
        DecideObjection.Decide(state, assignment, answer, by);

    protected override RulingForm ReadForm(IFormCollection form) =>
        new(form["token"], EnumByName.Find<Ruling>(form["ruling"]), form["reason"], form["answer"]);

    protected override Task<ShownPart> AboutAsync(NoticeState state, Assignment assignment, CancellationToken cancellation) =>
        Task.FromResult(ShownPart.Of<ObjectionAbout, ObjectionShown>(Shown(state, assignment)));

    protected override ShownPart Inputs(NoticeState state, Assignment assignment) =>
        ShownPart.Of<RulingInputs, ObjectionShown>(Shown(state, assignment));

    protected override ShownPart Answered(NoticeState state, Assignment assignment) =>
        ShownPart.Of<RulingAnswered, ObjectionRuling>(state.RulingOn(assignment.Ask.Round)!);

    protected override object AnsweredView(NoticeState state, Assignment assignment)
    {
        var ruling = state.RulingOn(assignment.Ask.Round)!;
        return new RulingAnswer(assignment.Id, ruling.Ruling, ruling.At);
    }

    private static ObjectionShown Shown(NoticeState state, Assignment assignment) =>
        new(state.Notice.Content, state.Objection(assignment.Ask.Round)!);
}

/// <summary>A recorded ruling as answered.</summary>
public sealed record RulingAnswer(string Assignment, Ruling Ruling, DateTimeOffset At);

/// <summary>What the examiner reads.</summary>
public sealed record ObjectionShown(NoticeContent Content, Objection Objection);
