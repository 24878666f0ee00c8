using FunctionsApp.Assignments;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Assignments;

internal sealed record VoteForm(string? Token, bool? Yes) : IAnswer;

/// <summary>The smallest feature that asks: whoever votes first ends it for nobody; the poll's end closes it.</summary>
internal sealed class PollQuestion(AskingTools tools, AskPlan plan, string kind = PollQuestion.Name) : StateQuestion<PollState, VoteForm>(tools)
{
    public const string Name = "poll";

    /// <summary>Votes of which the feature was told once.</summary>
    public List<string> Counted { get; } = [];

    public override string Kind => kind;

    public override LocalizedText Label => new("投票", "Vote");

    public override LocalizedText? NoSigners => null;

    protected override Aggregate<PollState> Aggregate => Polls.Kind;

    protected override IReadOnlyList<Assignment> Assignments(PollState state) => state.Assignments;

    protected override PollState With(PollState state, IReadOnlyList<Assignment> assignments) => state with { Assignments = assignments };

    protected override AskPlan? Plan(PollState state, Ask ask) => state.Poll.IsOver ? null : plan;

    protected override string Digest(PollState state) => Polls.Digest(state.Poll.Text);

    protected override string? Closed(PollState state, Assignment assignment) => state.Poll.IsOver ? AssignmentProblems.StageClosed : null;

    protected override IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(PollState state, Assignment assignment) =>
        [(new LocalizedText("问题", "Question"), new LocalizedText(state.Poll.Text, state.Poll.Text))];

    protected override bool IsBlocked(PollState state, Ask ask) => state.Poll.IsBlocked;

    protected override Change<PollState> Opened(
        Change<PollState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) =>
        change with { Next = change.Next with { Poll = change.Next.Poll with { IsBlocked = assignments.Count == 0 } } };

    protected override bool? AnsweredBefore(PollState state, Assignment assignment, VoteForm answer) =>
        assignment.State == AssignmentState.Decided ? state.Poll.Vote == answer.Yes : null;

    protected override Change<PollState> Take(PollState state, Assignment assignment, VoteForm answer, Answering by)
    {
        var yes = answer.Yes ?? throw PlatformProblems.InvalidField.With("yes 缺失", "yes is missing");
        return Change.To(state with { Poll = state.Poll with { Vote = yes } }, by.Person, new VoteCast(assignment.Id, yes));
    }

    protected override void Recorded(PollState state, Assignment assignment) => Counted.Add(assignment.Id);

    protected override VoteForm ReadForm(IFormCollection form) => new(form["token"], form["yes"] == "on");

    protected override Task<ShownPart> AboutAsync(PollState state, Assignment assignment, CancellationToken cancellation) =>
        Task.FromResult(ShownPart.Of<PollText, string>(state.Poll.Text));

    protected override ShownPart Inputs(PollState state, Assignment assignment) => ShownPart.Of<PollInputs, string>("yes");

    protected override ShownPart Answered(PollState state, Assignment assignment) =>
        ShownPart.Of<PollText, string>($"Thank you: {state.Poll.Vote}");

    protected override object AnsweredView(PollState state, Assignment assignment) => new { assignment.Id, state.Poll.Vote };
}

/// <summary>What is asked, or what was answered.</summary>
internal sealed class PollText : PageBase<string>
{
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Model);
}

/// <summary>What was typed before, and why it was not taken.</summary>
internal sealed class PollInputs : InputsBase<string>
{
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"[{Entered.Value(Model)}]");
}
