using System.Security.Cryptography;
using System.Text.Json;
using FunctionsApp.Assignments;
using FunctionsApp.City;
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

    public static Ask AskOf(string warningId) => new(Name, warningId, Step, 0);

    public override string Kind => Name;

    protected override Aggregate<WarningState> Aggregate => WarningAggregate.Kind;

    protected override IReadOnlyList<Assignment> Assignments(WarningState state) => state.Assignments;

    protected override WarningState With(WarningState state, IReadOnlyList<Assignment> assignments) =>
        state with { Assignments = assignments };

    /// <summary>Never the reporter: two pairs of eyes.</summary>
    protected override AskPlan? Plan(WarningState state, Ask ask) => state.Warning.Status != WarningStatus.Draft ? null : new AskPlan
    {
        Roles = [options.Value.Verifier],
        District = state.Warning.Scope.District,
        Count = 1,
        Ladder = options.Value.Ladder,
        Excluded = new HashSet<string> { state.Warning.Origin.Reporter },
        GiveUp = state.Warning.CreatedAt + options.Value.Ladder.Lapse,
        About = new AssignmentAbout(Title(state.Warning), Sectors.NameOf(state.Warning.Scope.Sector), Verify),
    };

    private static LocalizedText Title(Warning warning) => WarningTexts.Marked(warning.Wording.Headline, warning.CapStatus);

    protected override string Digest(WarningState state)
    {
        var (warning, origin) = (state.Warning, state.Warning.Origin);
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new { warning.Id, origin.Source, origin.ExternalId, warning.Scope, warning.Evidence, warning.Wording }, AppJson.Options)));
    }

    protected override string? Closed(WarningState state, Assignment assignment) =>
        state.Warning.Status == WarningStatus.Draft ? null : AssignmentProblems.StageClosed;

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(WarningState state, Assignment assignment)
    {
        var warning = state.Warning;
        return
        [
            (new("标题", "Headline"), Title(warning)),
            (new("事件", "Event"), warning.Wording.Event),
            (new("行业", "Sector"), Sectors.NameOf(warning.Scope.Sector)),
            (new("级别", "Level"), WarningTexts.Name(warning.Level)),
            (new("来源", "Source"), new(warning.Origin.Source, warning.Origin.Source)),
        ];
    }

    protected override bool IsBlocked(WarningState state, Ask ask) => state.Warning.IsBlocked;

    protected override Change<WarningState> Opened(
        Change<WarningState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) =>
        change with { Next = change.Next with { Warning = change.Next.Warning with { IsBlocked = assignments.Count == 0 } } };

    protected override bool? AnsweredBefore(WarningState state, Assignment assignment, VerificationForm answer) =>
        state.Warning.Verification is { } earlier && earlier.By == assignment.Assignee ? VerifyWarning.IsSame(earlier, answer) : null;

    protected override Change<WarningState> Take(WarningState state, Assignment assignment, VerificationForm answer, Answering by) =>
        VerifyWarning.Decide(state, answer, by);

    protected override VerificationForm ReadForm(IFormCollection form) => VerificationForm.Of(form);

    protected override CallbackPage AskPage(WarningState state, Assignment assignment, string token, Language language) =>
        VerificationPage.Ask(state.Warning, assignment, token, language);

    protected override CallbackPage AnsweredPage(WarningState state, Assignment assignment, Language language) =>
        VerificationPage.Recorded(state.Warning, language);

    protected override object AnsweredView(WarningState state, Assignment assignment) => WarningView.Of(state.Warning, address);
}
