using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform;
using static App.Tests.Assignments.Polls;

namespace App.Tests.Assignments;

/// <summary>A question of the tests' own through all that happens to one, over the store and the lists.</summary>
public sealed class StateQuestionTests
{
    private static readonly Ladder Times = Week.Start(Monday, WorkingCalendar.Official);
    private readonly AskingBench bench = new(Monday, Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_EnoughPeople_AsksMailsAndShowsEachInTheirInbox()
    {
        var opening = await OpenAsync(await HeldAsync(Plan(2)));

        Assert.Equal(new Opening(OpeningState.Asked, Times), opening);
        Assert.Equal([nameof(PollHeld), nameof(AssignmentOpened), nameof(AssignmentOpened)], await bench.FactsAsync(Kind, Id));
        Assert.Equal(2, bench.Mailed.Distinct().Count(mail => mail.StartsWith("assignment-opened ", StringComparison.Ordinal)));
        foreach (var assignment in (await bench.Store.PollAsync()).Assignments) Assert.Equal(
            [assignment.Id], await bench.InboxAsync(assignment.Assignee));
    }

    [Fact]
    public async Task Open_SomeoneIsOutOfOffice_AsksTheDelegateAndRecordsIt()
    {
        await HeldAsync(Plan(1));
        var day = BeijingTime.Day(Monday);
        var question = new PollQuestion(bench.Tools(
            Member("a", standIn: "b") with { AwayFrom = day, AwayTo = day }, Member("b", standIn: "a")),
            Plan(1) with { Preferred = new HashSet<string> { "a" } });

        await OpenAsync(question);

        Assert.Equal(["assignment-opened b"], bench.Mailed);
        Assert.Equal([nameof(PollHeld), nameof(AssignmentOpened), nameof(AssigneeAway)], await bench.FactsAsync(Kind, Id));
    }

    [Fact]
    public async Task Escalate_AssigneeLeft_PassesToTheDelegateInOffice()
    {
        await OpenAsync(await HeldAsync(Plan(1) with { Preferred = new HashSet<string> { "a" } }));
        var day = BeijingTime.Day(Times.Due);
        var later = new PollQuestion(bench.Tools(
            Member("a", standIn: "d") with { HasLeft = true }, Member("b"), Member("c") with { AwayFrom = day, AwayTo = day }, Member("d")),
            Plan(1));

        await EscalateAsync(later);

        Assert.Equal("d", (await bench.Store.PollAsync()).Assignments[^1].Assignee);
    }

    [Fact]
    public async Task Open_CrashBetweenTheLetters_AsksTheSamePeopleOnceAndSendsWhatIsMissing()
    {
        var question = await HeldAsync(Plan(2));
        bench.Bus.Broken = Topology.Letters;
        await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(question));
        var asked = (await bench.Store.PollAsync()).Assignments;

        var opening = await OpenAsync(question, Monday.AddDays(1));

        Assert.Equal(Times, opening.Ladder);
        Assert.Equal(
            asked.Select(assignment => assignment.Id), (await bench.Store.PollAsync()).Assignments.Select(assignment => assignment.Id));
        Assert.Equal(asked.Select(assignment => $"assignment-opened.{assignment.Id}"), bench.Letters.Select(letter => letter.Id));
        Assert.Equal(2, (await bench.FactsAsync(Kind, Id)).Count(fact => fact == nameof(AssignmentOpened)));
    }

    [Fact]
    public async Task Open_AnsweredBetweenCommitAndLetters_MailsOnlyWhoIsStillAsked()
    {
        var question = await HeldAsync(Plan(2));
        bench.Bus.Broken = Topology.Letters;
        await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(question));
        var asked = (await bench.Store.PollAsync()).Assignments;
        await AnswerAsync(question, asked[0]);

        var opening = await OpenAsync(question);

        Assert.Equal(OpeningState.Asked, opening.State);
        Assert.Equal([$"assignment-opened {asked[1].Assignee}"], bench.Mailed);
    }

    [Fact]
    public async Task Open_AllAnsweredBeforeTheRetry_IsOver()
    {
        var question = await HeldAsync(Plan(1));
        await OpenAsync(question);
        await AnswerAsync(question, (await bench.Store.PollAsync()).Assignments[0]);

        Assert.Equal(new Opening(OpeningState.Over), await OpenAsync(question));
    }

    [Fact]
    public async Task Open_NothingToAskAnyMore_IsOver()
    {
        var question = await HeldAsync(Plan(1));
        await bench.Store.EndAsync();

        Assert.Equal(new Opening(OpeningState.Over), await OpenAsync(question));
        Assert.Empty(bench.Letters);
    }

    [Fact]
    public async Task Open_TooFewPeople_IsRecordedOnceAndOpensWhenThereAreEnough()
    {
        var giveUp = Monday.AddDays(30);
        var few = await HeldAsync(Plan(3, giveUp: giveUp));
        Assert.Equal(new Opening(OpeningState.Blocked, GiveUp: giveUp), await OpenAsync(few));
        Assert.Equal(new Opening(OpeningState.Blocked, GiveUp: giveUp), await OpenAsync(few, Monday.AddDays(1)));
        Assert.Equal([nameof(PollHeld), nameof(AssignmentsBlocked)], await bench.FactsAsync(Kind, Id));

        var enough = new PollQuestion(bench.Tools(Member("a"), Member("b"), Member("c")), Plan(3, giveUp: giveUp));
        var opening = await OpenAsync(enough, Monday.AddDays(2));

        // The time counts from the opening and not from the first try.
        Assert.Equal(Week.Start(Monday.AddDays(2), WorkingCalendar.Official), opening.Ladder);
        Assert.Equal(3, bench.Letters.Count);
        Assert.False((await bench.Store.PollAsync()).Poll.IsBlocked);
    }

    [Fact]
    public async Task Open_AgainAfterAnEscalation_KeepsTheTimesAndWritesToNobodyAgain()
    {
        var question = await HeldAsync(Plan(1));
        await OpenAsync(question);
        await EscalateAsync(question);
        var letters = bench.Letters.Count;

        Assert.Equal(Times, (await OpenAsync(question)).Ladder);
        Assert.Equal(letters, bench.Letters.Count);
    }

    [Fact]
    public async Task Open_PlanWithOtherTimesMeanwhile_KeepsThoseOfTheOpening()
    {
        await OpenAsync(await HeldAsync(Plan(1)));

        var other = new PollQuestion(bench.Tools(Member("a"), Member("b")), Plan(1, new LadderPolicy.WorkingDays(20, 1, 20)));

        Assert.Equal((Times.Due, Times.Lapse), await OpenAsync(other) is { Ladder: { } ladder } ? (ladder.Due, ladder.Lapse) : default);
    }

    [Fact]
    public async Task Open_OtherQuestionOfTheSameStep_LeavesTheFirstAlone()
    {
        await OpenAsync(await HeldAsync(Plan(1)));
        var second = new PollQuestion(bench.Tools(Member("a"), Member("b")), Plan(1), "declaration");
        await ((Question)second).OpenAsync(Lunch with { Kind = "declaration" }, Monday, Cancellation);

        Assert.Equal(
            ["declaration", PollQuestion.Name],
            (await bench.Store.PollAsync()).Assignments.Select(assignment => assignment.Ask.Kind).Order());
    }

    [Fact]
    public async Task Remind_OneAnswered_MailsTheOthers()
    {
        var question = await HeldAsync(Plan(2));
        await OpenAsync(question);
        var asked = (await bench.Store.PollAsync()).Assignments;
        await AnswerAsync(question, asked[0]);
        await RemindAsync(question);
        await RemindAsync(question);

        Assert.Equal([$"assignment-reminder.{asked[1].Id}.1"], bench.Letters.Skip(2).Select(letter => letter.Id).Distinct());
    }

    /// <summary>A letter's id carries the step: the second reminder is no repetition of the first.</summary>
    [Fact]
    public async Task Remind_Twice_MailsThePersonTwice()
    {
        var question = await HeldAsync(Plan(1, new LadderPolicy.WorkingDays(5, 3, 3) { SecondReminderBefore = 1 }));
        var opening = await OpenAsync(question);
        Assert.True(opening.Ladder!.Remind < opening.Ladder.RemindAgain && opening.Ladder.RemindAgain < opening.Ladder.Due);
        await RemindAsync(question);
        await RemindAsync(question, 1);
        await RemindAsync(question, 1);

        var id = AssignmentId.Of(Lunch, 1);
        Assert.Equal(
            [$"assignment-reminder.{id}.1", $"assignment-reminder.{id}.2"], bench.Letters.Skip(1).Select(letter => letter.Id).Distinct());
    }

    [Fact]
    public async Task Remind_Over_MailsNobody()
    {
        var question = await HeldAsync(Plan(2));
        await OpenAsync(question);
        await bench.Store.EndAsync();
        await RemindAsync(question);

        Assert.Equal(2, bench.Letters.Count);
    }

    [Fact]
    public async Task Escalate_DelegateAtHand_AsksTheDelegateAndMovesTheInboxLine()
    {
        var question = await HeldAsync(Plan(1));
        await OpenAsync(question);
        var overdue = (await bench.Store.PollAsync()).Assignments[0];
        await EscalateAsync(question);
        await EscalateAsync(question);

        var replacement = Assert.Single(
            (await bench.Store.PollAsync()).Assignments, assignment => assignment.State == AssignmentState.Open);
        Assert.Equal((2, overdue.Number, Times.Lapse), (replacement.Number, replacement.Replaces, replacement.Due));
        Assert.NotEqual(overdue.Assignee, replacement.Assignee);
        Assert.Empty(await bench.InboxAsync(overdue.Assignee));
        Assert.Equal([replacement.Id], await bench.InboxAsync(replacement.Assignee));
        Assert.Equal([$"assignment-escalated.{replacement.Id}"], bench.Letters.Skip(1).Select(letter => letter.Id).Distinct());
        Assert.Single(await bench.FactsAsync(Kind, Id), fact => fact == nameof(AssignmentEscalated));
    }

    [Fact]
    public async Task Escalate_NobodyLeft_GivesTheDelegatesTimeAndMovesTheInboxLineOnce()
    {
        var question = await HeldAsync(Plan(2));
        await OpenAsync(question);
        await EscalateAsync(question);
        await EscalateAsync(question);

        Assert.All(
            (await bench.Store.PollAsync()).Assignments,
            assignment => Assert.Equal((AssignmentState.Open, Times.Lapse), (assignment.State, assignment.Due)));
        Assert.Single(await bench.InboxAsync("a"));
        Assert.Single(await bench.InboxAsync("b"));
        Assert.Equal(2, (await bench.FactsAsync(Kind, Id)).Count(fact => fact == nameof(AssignmentEscalated)));
        Assert.Equal(2, bench.Letters.Count);
    }

    [Fact]
    public async Task Escalate_CrashBeforeTheLetter_SendsItAtTheRetry()
    {
        var question = await HeldAsync(Plan(1));
        await OpenAsync(question);
        bench.Bus.Broken = Topology.Letters;
        await Assert.ThrowsAnyAsync<Exception>(() => EscalateAsync(question));
        await EscalateAsync(question);

        Assert.Equal($"assignment-escalated.{AssignmentId.Of(Lunch, 2)}", bench.Letters[^1].Id);
        Assert.Single(await bench.FactsAsync(Kind, Id), fact => fact == nameof(AssignmentEscalated));
    }

    [Fact]
    public async Task Escalate_PlanWantsFewerPeopleMeanwhile_TakesNobodysNumber()
    {
        await OpenAsync(await HeldAsync(Plan(2)));
        var fewer = new PollQuestion(bench.Tools(Member("a"), Member("b"), Member("c"), Member("d")), Plan(1));
        await EscalateAsync(fewer);

        Assert.Equal(
            [(1, AssignmentState.Escalated), (2, AssignmentState.Escalated), (3, AssignmentState.Open), (4, AssignmentState.Open)],
            (await bench.Store.PollAsync()).Assignments.Select(assignment => (assignment.Number, assignment.State)));
    }

    [Fact]
    public async Task Lapse_StillOpen_EndsTheWaitingOnceAndEmptiesTheInbox()
    {
        var question = await HeldAsync(Plan(2));
        await OpenAsync(question);
        await AnswerAsync(question, (await bench.Store.PollAsync()).Assignments[0]);
        await LapseAsync(question);
        await LapseAsync(question);

        Assert.Equal(
            [AssignmentState.Decided, AssignmentState.Lapsed],
            (await bench.Store.PollAsync()).Assignments.Select(assignment => assignment.State));
        Assert.Single(await bench.FactsAsync(Kind, Id), fact => fact == nameof(AssignmentLapsed));
        foreach (var person in new[] { "a", "b" }) Assert.Empty(await bench.InboxAsync(person));
    }

    [Fact]
    public async Task LadderSteps_Over_ChangeNothing()
    {
        var question = await HeldAsync(Plan(1));
        await OpenAsync(question);
        await bench.Store.EndAsync();
        var facts = await bench.FactsAsync(Kind, Id);
        await EscalateAsync(question);
        await LapseAsync(question);

        Assert.Equal(facts, await bench.FactsAsync(Kind, Id));
    }

    private async Task<PollQuestion> HeldAsync(AskPlan plan)
    {
        await bench.Store.HoldAsync();
        return new PollQuestion(bench.Tools(Member("a"), Member("b")), plan);
    }

    private Task AnswerAsync(PollQuestion question, Assignment assignment) => bench.Store.ChangeAsync(
        Kind, Id, state => question.Decide(state, IdOf(assignment), new VoteForm(null, true), By(assignment.Assignee)), Cancellation);

    private static Task<Opening> OpenAsync(Question question, DateTimeOffset? at = null) =>
        question.OpenAsync(Lunch, at ?? Monday, Cancellation);

    private static Task RemindAsync(Question question, int number = 0) => question.RemindAsync(Lunch, number, Cancellation);

    private static Task EscalateAsync(Question question) => question.EscalateAsync(Lunch, Times.Due, Cancellation);

    private static Task LapseAsync(Question question) => question.LapseAsync(Lunch, Cancellation);
}
