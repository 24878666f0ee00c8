using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings;

/// <summary>Asks an officer whether a draft is true.</summary>
public sealed class WarningQuestion(AskingTools tools, PublicAddress address, IOptions<WarningOptions> options)
    : StateQuestion<WarningState, VerificationForm>(tools)
{
    public const string Name = "warning";
    private const string Step = "Verification";
    private static readonly LocalizedText Verify = new("核实预警", "Verify a warning");

    private static readonly IEnumerable<(LocalizedText Name, LocalizedText Value)> Nothing = [];

    private static readonly LocalizedText VerifyAgain = new("核实预警变更", "Verify a change of a warning");

    /// <param name="round">0 for the signal, otherwise the change's.</param>
    public static Ask AskOf(string warningId, int round = 0) => new(Name, warningId, Step, round);

    public override string Kind => Name;

    public override LocalizedText Label => Verify;

    protected override Aggregate<WarningState> Aggregate => WarningAggregate.Kind;

    protected override IReadOnlyList<Assignment> Assignments(WarningState state) => state.Assignments;

    protected override WarningState With(WarningState state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    /// <summary>Never the reporter of the signal nor the requester of the change: two pairs of eyes.</summary>
    protected override AskPlan? Plan(WarningState state, Ask ask)
    {
        var warning = state.Warning;
        return ask.Round == 0
            ? warning.Status == WarningStatus.Draft ? Plan(warning, warning.Origin.Reporter, warning.CreatedAt, Verify) : null
            : Change(warning, ask) is { } change ? Plan(warning, change.By, change.At, VerifyAgain) : null;
    }

    private AskPlan Plan(Warning warning, string excluded, DateTimeOffset since, LocalizedText step) => new()
    {
        Roles = [options.Value.Verifier],
        District = warning.Scope.District,
        Count = 1,
        Ladder = options.Value.Ladder,
        Excluded = new HashSet<string> { excluded },
        GiveUp = since + options.Value.Ladder.Lapse,
        About = About(warning, step),
    };

    private static AssignmentAbout About(Warning warning, LocalizedText step) =>
        new(Title(warning), Sectors.NameOf(warning.Scope.Sector), step);

    /// <summary>What the letter to the officer says who would be asked now about the draft, or about the change that waits.</summary>
    /// <param name="ladder">The first due time counts.</param>
    public static (string Subject, string Text) PreviewLetter(
        Warning warning, LadderPolicy.Hours ladder, DateTimeOffset now, Language language) => AssignmentLetters.Preview(
        About(warning, warning.Proposed is null ? Verify : VerifyAgain), [.. Details(warning, warning.Proposed)], now + ladder.Due,
        language);

    private static ProposedChange? Change(Warning warning, Ask ask) =>
        warning.Proposed is { } change && change.Round == ask.Round ? change : null;

    private static LocalizedText Title(Warning warning, Wording? wording = null) =>
        WarningTexts.Marked((wording ?? warning.Wording).Headline, warning.CapStatus);

    protected override string Digest(WarningState state)
    {
        var (warning, origin) = (state.Warning, state.Warning.Origin);
        return AppJson.Digest(new
        {
            warning.Id, origin.Source, origin.ExternalId, warning.Scope, warning.Evidence, warning.Wording, Change = Judged(warning),
        });
    }

    // Whether people could be asked is no content.
    private static ProposedChange? Judged(Warning warning) =>
        warning.Proposed is { } change ? change with { IsBlocked = false } : null;

    protected override string? Closed(WarningState state, Assignment assignment) =>
        Plan(state, assignment.Ask) is null ? AssignmentProblems.StageClosed : null;

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(WarningState state, Assignment assignment) =>
        Details(state.Warning, Change(state.Warning, assignment.Ask));

    private static IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(Warning warning, ProposedChange? change) =>
    [
        (new("标题", "Headline"), Title(warning, change?.Wording)),
        (new("事件", "Event"), (change?.Wording ?? warning.Wording).Event),
        (new("行业", "Sector"), Sectors.NameOf(warning.Scope.Sector)),
        (new("级别", "Level"), WarningTexts.Name(change?.Level ?? warning.Level)),
        (new("来源", "Source"), new(warning.Origin.Source, warning.Origin.Source)),
        .. change?.Cancels is { } reason ? [(new("拟解除，原因", "To be cancelled, because"), reason)] : Nothing,
    ];

    protected override bool IsBlocked(WarningState state, Ask ask) =>
        ask.Round == 0 ? state.Warning.IsBlocked : Change(state.Warning, ask) is { IsBlocked: true };

    protected override Change<WarningState> Opened(
        Change<WarningState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) =>
        change with { Next = change.Next with { Warning = Blocked(change.Next.Warning, ask, assignments.Count == 0) } };

    private static Warning Blocked(Warning warning, Ask ask, bool blocked) => ask.Round == 0
        ? warning with { IsBlocked = blocked }
        : warning with { Proposed = warning.Proposed! with { IsBlocked = blocked } };

    protected override bool? AnsweredBefore(WarningState state, Assignment assignment, VerificationForm answer) =>
        assignment.Ask.Round > 0
            ? AnsweredBefore(state.Warning, assignment, answer)
            : state.Warning.Verification is { } earlier && earlier.By == assignment.Assignee
                ? VerifyWarning.IsSame(earlier, answer)
                : null;

    private static bool? AnsweredBefore(Warning warning, Assignment assignment, VerificationForm answer) =>
        warning.Verifications.FirstOrDefault(each => each.Round == assignment.Ask.Round) is { } earlier
        && earlier.By == assignment.Assignee
            ? earlier.Decision == answer.Decision
            : null;

    protected override Change<WarningState> Take(WarningState state, Assignment assignment, VerificationForm answer, Answering by)
    {
        RequireEligible(state, assignment);
        return assignment.Ask.Round == 0
            ? VerifyWarning.Decide(state, answer, by)
            : VerifyChange.Decide(state, answer, new Acting(by.Person, by.At, options.Value.Publication, by.Trace));
    }

    protected override VerificationForm ReadForm(IFormCollection form) => VerificationForm.Of(form);

    protected override Task<ShownPart> AboutAsync(WarningState state, Assignment assignment, CancellationToken cancellation) =>
        Task.FromResult(ShownPart.Of<VerificationAbout, VerificationShown>(Shown(state, assignment)));

    protected override ShownPart Inputs(WarningState state, Assignment assignment) =>
        ShownPart.Of<VerificationInputs, VerificationShown>(Shown(state, assignment));

    protected override ShownPart Answered(WarningState state, Assignment assignment) =>
        ShownPart.Of<VerificationAnswered, VerificationShown>(new VerificationShown(state.Warning, null));

    private static VerificationShown Shown(WarningState state, Assignment assignment) =>
        new(state.Warning, Change(state.Warning, assignment.Ask));

    protected override object AnsweredView(WarningState state, Assignment assignment) =>
        WarningView.Of(state.Warning, address, forStaff: true);
}
