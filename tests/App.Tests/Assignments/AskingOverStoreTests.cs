using App.Tests.Fixtures;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Durable;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

/// <summary>The waiting and the activities together: a question from its opening to its end.</summary>
public sealed class AskingOverStoreTests
{
    private const string Changed = nameof(Changed);
    private const string Outcome = nameof(Outcome);

    private readonly AskingBench bench = new(Monday, Kind);
    private readonly PlayedContext context = new(Monday);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OneAnswersAndOneNeverDoes_GoesThroughTheLadder()
    {
        var question = await HeldAsync(Plan(2), Member("a", standIn: "c"), Member("b", standIn: "c"), Member("c"));
        var run = RunAsync(question);
        var (first, other) = (await bench.Store.PollAsync()).Assignments is [var one, var two] ? (one, two) : default;
        await AnswerAsync(question, first);
        context.Raise(Changed);
        Assert.Empty(await bench.InboxAsync(first.Assignee));
        Assert.Equal([other.Id], await bench.InboxAsync(other.Assignee));
        context.Jump();
        context.Jump();
        var delegated = (await bench.Store.PollAsync()).Assignments[^1];
        Assert.Equal([delegated.Id], await bench.InboxAsync(delegated.Assignee));
        context.Jump();

        Assert.Null(await run);
        Assert.Equal(
            [
                $"assignment-opened {first.Assignee}", $"assignment-opened {other.Assignee}", $"assignment-reminder {other.Assignee}",
                $"assignment-escalated {delegated.Assignee}",
            ],
            bench.Mailed);
        Assert.Equal(
            [
                nameof(PollHeld), nameof(AssignmentOpened), nameof(AssignmentOpened), nameof(VoteCast), nameof(AssignmentEscalated),
                nameof(AssignmentLapsed), 
            ],
            await bench.FactsAsync(Kind, Id));
        foreach (var person in new[] { "a", "b", "c" }) Assert.Empty(await bench.InboxAsync(person));
    }

    [Fact]
    public async Task Run_NobodyCanTakeOver_LeavesItWithTheAssigneeUntilItLapses()
    {
        var question = await HeldAsync(Plan(1), Member("a"));
        var run = RunAsync(question);
        context.Jump();
        context.Jump();
        Assert.Equal([AssignmentId.Of(Lunch, 1)], await bench.InboxAsync("a"));
        context.Jump();

        Assert.Null(await run);
        Assert.Empty(await bench.InboxAsync("a"));
        Assert.Equal(["assignment-opened a", "assignment-reminder a"], bench.Mailed);
    }

    [Fact]
    public async Task Run_OverWhileWaiting_EndsWithoutAnotherLetter()
    {
        var question = await HeldAsync(Plan(1), Member("a"), Member("b"));
        var run = RunAsync(question);
        await bench.Store.EndAsync();
        context.Raise(Changed);

        Assert.True(await run);
        Assert.Single(bench.Letters);
    }

    [Fact]
    public async Task Run_BlockedAndOpenedLater_AsksOnceThereAreEnough()
    {
        var few = await HeldAsync(Plan(2), Member("a"));
        var enough = new PollQuestion(bench.Tools(Member("a"), Member("b")), Plan(2));
        var run = RunAsync(few);
        context.Jump();
        Assert.Empty(bench.Letters);
        Play(enough);
        context.Jump();

        Assert.False(run.IsCompleted);
        Assert.Equal(["assignment-opened a", "assignment-opened b"], bench.Mailed.Order());
        Assert.Equal(
            [nameof(PollHeld), nameof(AssignmentsBlocked), nameof(AssignmentOpened), nameof(AssignmentOpened)],
            await bench.FactsAsync(Kind, Id));
    }

    [Fact]
    public async Task Run_BlockedTooLong_IsGivenUp()
    {
        var run = RunAsync(await HeldAsync(Plan(2, giveUp: Monday.AddDays(3)), Member("a")));
        context.Jump();
        context.Jump();
        context.Jump();

        Assert.Null(await run);
        Assert.Equal(Monday.AddDays(3).UtcDateTime, context.CurrentUtcDateTime);
        Assert.Equal([nameof(PollHeld), nameof(AssignmentsBlocked)], await bench.FactsAsync(Kind, Id));
    }

    private async Task<PollQuestion> HeldAsync(AskPlan plan, params StaffMember[] people)
    {
        await bench.Store.HoldAsync();
        return new PollQuestion(bench.Tools(people), plan);
    }

    /// <summary>True when the poll is over; null while it must wait.</summary>
    private Task<bool?> RunAsync(PollQuestion question)
    {
        Play(question);
        return Asking.RunAsync(context, Lunch, new RecurringEvent(context, Changed), () => context.CallActivityAsync<bool?>(Outcome));
    }

    private void Play(PollQuestion question)
    {
        var questions = new Questions([question]);
        context.Plays<AskAt>(
            nameof(OpenAssignmentsActivity), async input => await new OpenAssignmentsActivity(questions).RunAsync(input, Cancellation));
        context.Plays<Reminder>(
            nameof(RemindAssigneesActivity), async input => await new RemindAssigneesActivity(questions).RunAsync(input, Cancellation));
        context.Plays<AskAt>(
            nameof(EscalateAssignmentsActivity), async input => await new EscalateAssignmentsActivity(questions).RunAsync(input, Cancellation));
        context.Plays<Ask>(
            nameof(LapseAssignmentsActivity), async input => await new LapseAssignmentsActivity(questions).RunAsync(input, Cancellation));
        context.Plays<object?>(Outcome, async _ => (await bench.Store.PollAsync()).Poll.IsOver ? true : null);
    }

    private Task AnswerAsync(PollQuestion question, Assignment assignment) => bench.Store.ChangeAsync(
        Kind, Id, state => question.Decide(state, IdOf(assignment), new VoteForm(null, true), By(assignment.Assignee)), Cancellation);
}
