using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Panels.Agreements;

/// <summary>Asks an expert for the agreement of a year; no one else can answer it.</summary>
public sealed class AgreementQuestion(AskingTools tools, IOptions<PanelOptions> options)
    : StateQuestion<AgreementCase, AgreementForm>(tools)
{
    public const string Name = "agreement";

    private readonly StaffDirectory staff = tools.Staff;

    public static Ask AskOf(string id) => new(Name, id, "Agreement", 0);

    /// <summary>Of the year and the text.</summary>
    public static string DigestOf(ExpertAgreement agreement)
    {
        var (id, year, version) = (agreement.Id, agreement.Year, agreement.Version);
        return AppJson.Digest(new { id, year, version, text = AgreementTexts.Versions[version] });
    }

    public override string Kind => Name;

    public override LocalizedText Label => AgreementTexts.Title;

    public override LocalizedText NoHandOver => AgreementTexts.NoHandOver;

    protected override Aggregate<AgreementCase> Aggregate => ExpertAgreementAggregate.Kind;

    protected override IReadOnlyList<Assignment> Assignments(AgreementCase state) => state.Assignments;

    protected override AgreementCase With(AgreementCase state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    /// <remarks>No one else is asked, so that what is overdue stays with the expert until it lapses.</remarks>
    protected override AskPlan? Plan(AgreementCase state, Ask ask)
    {
        if (state.Agreement.State != AgreementState.Asked) return null;
        if (staff.Find(state.Agreement.Person) is not { HasLeft: false } expert) return null;
        return new AskPlan
        {
            Roles = [Role.Expert],
            Count = 1,
            Ladder = options.Value.Agreement,
            Excluded = staff.All.Select(person => person.Id).Where(id => id != expert.Id).ToHashSet(),
            // Who is no expert any more is not asked again every day.
            GiveUp = new DateTimeOffset(state.Agreement.Year + 1, 1, 1, 0, 0, 0, BeijingTime.Offset),
            About = new AssignmentAbout(
                AgreementTexts.Of(state.Agreement.Year), AgreementTexts.Context, AgreementTexts.Title),
        };
    }

    protected override string Digest(AgreementCase state) => DigestOf(state.Agreement);

    protected override string? Closed(AgreementCase state, Assignment assignment) =>
        state.Agreement.State == AgreementState.Asked ? null : AssignmentProblems.StageClosed;

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(AgreementCase state, Assignment assignment) =>
        [(AgreementTexts.YearName, AgreementTexts.Year(state.Agreement.Year))];

    protected override bool IsBlocked(AgreementCase state, Ask ask) => state.Agreement.IsBlocked;

    protected override Change<AgreementCase> Opened(
        Change<AgreementCase> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) => change with
    {
        Next = change.Next with { Agreement = change.Next.Agreement with { IsBlocked = assignments.Count == 0 } },
    };

    protected override bool? AnsweredBefore(AgreementCase state, Assignment assignment, AgreementForm answer) =>
        AnswerAgreement.IsSame(state.Agreement, answer);

    protected override Change<AgreementCase> Take(AgreementCase state, Assignment assignment, AgreementForm answer, Answering by) =>
        AnswerAgreement.Decide(state, answer, by);

    protected override AgreementForm ReadForm(IFormCollection form) => AgreementForm.Of(form);

    protected override Task<ShownPart> AboutAsync(AgreementCase state, Assignment assignment, CancellationToken cancellation) =>
        Task.FromResult(ShownPart.Of<AgreementAbout, ExpertAgreement>(state.Agreement));

    protected override ShownPart Inputs(AgreementCase state, Assignment assignment) =>
        ShownPart.Of<AgreementInputs, ExpertAgreement>(state.Agreement);

    protected override ShownPart Answered(AgreementCase state, Assignment assignment) =>
        ShownPart.Of<AgreementAnsweredPart, ExpertAgreement>(state.Agreement);

    protected override object AnsweredView(AgreementCase state, Assignment assignment) => new AgreementAnswer(
        assignment.Id, state.Agreement.Year, state.Agreement.State, state.Agreement.AnsweredAt!.Value);
}

/// <summary>A recorded answer.</summary>
public sealed record AgreementAnswer(string Assignment, int Year, AgreementState State, DateTimeOffset At);
