using System.Text.Json.Serialization;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;

namespace FunctionsApp.Approvals;

/// <summary>A person decided an assignment of a review.</summary>
/// <param name="Documents">That a return names.</param>
[ShownAs(Right.VotesOfClosedStages)]
public sealed record DecisionRecorded(
    string Assignment, string Stage, int Round, DecisionKind Decision, IReadOnlyList<string> Documents,
        string Digest) : StageAnswered(Stage, Round), IOfAssignment
{
    /// <summary>Keys of the form's fields that a return names.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Name of the earlier stage that it sends the application back to; null otherwise.</summary>
    public string? BackTo { get; init; }

    /// <summary>Credit codes of the institutions that an approval chose; null where it chose none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? ReferTo { get; init; }
}

/// <summary>Whether a decision is taken.</summary>
public static class DecideApproval
{
    public const int MaxComment = 4000;
    public const int MaxReason = 1000;

    /// <summary>Records the decision.</summary>
    /// <param name="earlier">Names of the stages that it may be sent back to, see <see cref="SendBack.Stages"/>.</param>
    /// <param name="institutions">Those that the stage chooses from, see <see cref="ChooseInstitutions.Offered"/>.</param>
    /// <exception cref="ProblemException">
    /// return-items, rejection-reason, send-back-stage, send-back-reason, invalid-field.
    /// </exception>
    public static Change<ReviewState> Decide(
        ReviewState state, Assignment assignment, DecisionForm form, Answering by, IReadOnlyList<string> earlier,
        IReadOnlyList<Institution> institutions)
    {
        if (form.Decision is not { } kind || !Enum.IsDefined(kind)) throw PlatformProblems.Invalid(
            "decision", "应为同意、不同意、退回补正、弃权或退回前序阶段", "must be Approve, Reject, Return, Abstain or SendBack");
        var (comment, items) = (Comment(form), Items(form));
        if (comment is not null) PlainText.Check("comment", comment, MaxComment);
        if (comment is null && Reasoned(kind) is { } problem)
        {
            throw problem.With().Naming([new MemberFault("#/comment", "missing", problem.Remedy)]);
        }

        var backTo = string.IsNullOrEmpty(form.BackTo) ? null : form.BackTo;
        if (kind == DecisionKind.SendBack ? backTo is null || !earlier.Contains(backTo) : backTo is not null)
        {
            throw ReviewProblems.SendBackStage.With(extensions: new Dictionary<string, object?> { ["stages"] = earlier })
                .Naming([new MemberFault("#/backTo", "value", ReviewProblems.SendBackStage.Remedy)]);
        }

        var referTo = ChooseInstitutions.Decide(form, institutions);
        if (!IsValid(state.Application, kind, items)) throw ReviewProblems.ReturnItems.With();

        var decision = new Decision(assignment.Id, assignment.Ask.Step, assignment.Ask.Round, by.Person, kind, comment, items, by.Digest,
            by.At, by.Trace) { Attempt = assignment.TakenBack, BackTo = backTo, ReferTo = referTo };
        var fact = new DecisionRecorded(assignment.Id, decision.Stage, decision.Round, kind,
            [.. items.Select(item => item.Document).OfType<string>()], decision.Digest)
        {
            Fields = [.. items.Select(item => item.Field).OfType<string>()],
            BackTo = backTo,
            ReferTo = referTo,
        };
        return Change.To(state with { Decisions = [.. state.Decisions, decision] }, by.Person, fact);
    }

    public static bool IsSame(Decision earlier, DecisionForm form, IReadOnlyList<Institution> institutions) =>
        earlier.Kind == form.Decision && earlier.Comment == Comment(form) && (earlier.BackTo ?? "") == (form.BackTo ?? "")
        && earlier.Items.ToHashSet().SetEquals(Items(form)) && ChooseInstitutions.IsSame(earlier, form, institutions);

    /// <summary>The problem of a decision without the reason that its kind needs; null where it needs none.</summary>
    private static ProblemType? Reasoned(DecisionKind kind) => kind switch
    {
        DecisionKind.Reject => ReviewProblems.RejectionReason,
        DecisionKind.SendBack => ReviewProblems.SendBackReason,
        _ => null,
    };

    private static string? Comment(DecisionForm form) => PlainText.KeptOrNull(form.Comment);

    // JSON may put a null among the items.
    private static IReadOnlyList<ReturnItem> Items(DecisionForm form) =>
        [.. (form.Items ?? []).Select(item => item is null
            ? throw ReviewProblems.ReturnItems.With() : item with { Reason = PlainText.Kept(item.Reason) })];

    private static bool IsValid(Application application, DecisionKind kind, IReadOnlyList<ReturnItem> items) => kind == DecisionKind.Return
        ? items.Count > 0
            && items.DistinctBy(item => (item.Document, item.Field)).Count() == items.Count
            && items.All(item => application.Has(item) && item.Reason.Length is > 0 and <= MaxReason
                && PlainText.IsClean(item.Reason))
        : items.Count == 0;
}
