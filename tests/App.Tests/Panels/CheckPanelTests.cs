using App.Tests.Applications;
using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Panels;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using static App.Tests.Panels.PanelSample;

namespace App.Tests.Panels;

/// <summary>A panel as its orchestrator plays it: who is asked what, who follows whom, when it closes.</summary>
public sealed class CheckPanelTests
{
    private static readonly DateTimeOffset Due = WorkingCalendar.Official.Due(ReviewSample.Opened, 10);

    [Fact]
    public async Task Open_EnoughExperts_AsksThemToDeclareAndNothingElse()
    {
        var panel = await new PanelSample(Experts(5)).StartAsync();

        Assert.Equal(3, (await panel.AskedAsync(PanelTimes.Declaring)).Count);
        Assert.Empty(await panel.AskedAsync(PanelTimes.Scored));
        Assert.Equal(3, panel.Bench.Mailed.Count());
        Assert.Equal(Due, (await panel.StateAsync()).Review.Run(Stage, 0)!.Due);
    }

    [Fact]
    public async Task Open_OwnOrganisation_IsNeverAsked()
    {
        var code = ReviewSample.Applied.Applicant.Organisation.Value;
        var panel = await new PanelSample([.. Experts(3), Polls.Member("x", code), Polls.Member("y", code)]).StartAsync();

        Assert.Equal(["e1", "e2", "e3"], (await panel.AskedAsync(PanelTimes.Declaring)).Order());
    }

    [Fact]
    public async Task Open_KnownConflicts_AreNeverAskedAndReplaceNoOne()
    {
        var applicant = ReviewSample.Applied.Applicant;
        StaffMember[] people =
        [
            .. Experts(4), Polls.Member("related") with { Relations = [applicant.Organisation.Value] }, Polls.Member(applicant.Person),
            Polls.Member("colleague") with { Email = "c@lab.example" },
            Polls.Member("signs", applicant.Organisation.Value) with { Roles = [Role.Signatory], Email = "s@Lab.example" },
        ];
        var panel = await new PanelSample(people).StartAsync();
        var asked = await panel.AskedAsync(PanelTimes.Declaring);
        await panel.DeclareAsync(asked[0], ConflictChoice.Other, "Friend.");
        await panel.CheckAsync();

        Assert.Equal(["e1", "e2", "e3", "e4"], (await panel.AskedAsync(PanelTimes.Declaring)).Append(asked[0]).Order());
        var ties = Assert.Single((await panel.StateAsync()).Ties);
        Assert.Equal([applicant.Person], ties.People);
        Assert.Equal(["lab.example"], ties.MailDomains);
    }

    [Fact]
    public async Task Open_EveryExpertHasAKnownConflict_BlocksOnce()
    {
        var code = ReviewSample.Applied.Applicant.Organisation.Value;
        var panel = await new PanelSample(Experts(5).Select(expert => expert with { Relations = [code] })).StartAsync();
        await panel.WaitAsync();

        Assert.Equal(StageRunState.Blocked, (await panel.StateAsync()).Review.Run(Stage, 0)!.State);
        Assert.Single(await panel.Bench.FactsAsync(PanelAggregate.Kind, ReviewSample.Id), name => name == nameof(AssignmentsBlocked));
        Assert.Empty(await panel.AskedAsync(PanelTimes.Declaring));
    }

    [Fact]
    public async Task Leaver_SeatPasses_NotToAnExpertWithAKnownConflict()
    {
        var code = ReviewSample.Applied.Applicant.Organisation.Value;
        StaffMember[] people = [.. Experts(3), Polls.Member("related") with { Relations = [code] }];
        var panel = await new PanelSample(people).StartAsync();
        var ask = new Ask(PanelTimes.Declaring, ReviewSample.Id, Stage, 0);

        var passed = panel.Declaring.DecidePassing(await panel.StateAsync(), ask, "e1", panel.Bench.Time.GetUtcNow());

        Assert.DoesNotContain(passed.Next.Review.Assignments, each => each.Assignee == "related");
    }

    [Fact]
    public async Task Open_TooFewExperts_BlocksOnceAndTriesDaily()
    {
        var panel = await new PanelSample(Experts(2)).StartAsync();
        await panel.WaitAsync();
        await panel.WaitAsync();

        Assert.Equal(StageRunState.Blocked, (await panel.StateAsync()).Review.Run(Stage, 0)!.State);
        Assert.Single(await panel.Bench.FactsAsync(PanelAggregate.Kind, ReviewSample.Id), name => name == nameof(AssignmentsBlocked));
        Assert.Empty(panel.Bench.Mailed);
        Assert.Equal(panel.Bench.Time.GetUtcNow().AddDays(1), panel.Next);
    }

    [Fact]
    public async Task Declare_NoConflict_AsksTheSameExpertToScoreByThePanelsDueTime()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        await panel.DeclareAsync("e1");

        Assert.Equal(["e1"], await panel.AskedAsync(PanelTimes.Scored));
        Assert.Equal(Due, (await panel.StateAsync()).Review.Assignments.Single(each => each.Ask.Kind == PanelTimes.Scored).Due);
        Assert.Equal(["e1", "e2", "e3"], (await panel.AskedAsync(PanelTimes.Declaring)).Append("e1").Order());
    }

    [Fact]
    public async Task Declare_Conflict_IsReplacedAndNeverAskedAgain()
    {
        var panel = await new PanelSample(Experts(4)).StartAsync();
        var gone = (await panel.AskedAsync(PanelTimes.Declaring))[0];
        await panel.DeclareAsync(gone, ConflictChoice.CommonProject, "2024");
        Assert.Null(await panel.CheckAsync());

        Assert.Equal(3, (await panel.AskedAsync(PanelTimes.Declaring)).Count);
        Assert.DoesNotContain(gone, await panel.AskedAsync(PanelTimes.Declaring));
        Assert.Empty(await panel.AskedAsync(PanelTimes.Scored));
        Assert.Equal(4, panel.Bench.Mailed.Distinct().Count());
        // In a later stage and round, too.
        var state = await panel.StateAsync();
        var plan = StagePlan.Of(state.Review, Catalogue.Of(state.Review.Application), new Ask("review", ReviewSample.Id, "Department", 1));
        Assert.Contains(gone, plan.Excluded);
        Assert.Contains(gone, ChooseExperts.Plan(
            state, plan with { Excluded = new HashSet<string>() }, new Ask(PanelTimes.Declaring, ReviewSample.Id, Stage, 0),
            AskingBench.Directory(Experts(4))).Excluded);
    }

    [Fact]
    public async Task Declare_EverybodyHasAConflict_BlocksOnceAndOpensAgainWithNewExperts()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        foreach (var person in new[] { "e1", "e2", "e3" }) await panel.DeclareAsync(person, ConflictChoice.Partner);
        await panel.CheckAsync();
        await panel.WaitAsync();

        Assert.Equal(StageRunState.Blocked, (await panel.StateAsync()).Review.Run(Stage, 0)!.State);
        Assert.Single(await panel.Bench.FactsAsync(PanelAggregate.Kind, ReviewSample.Id), name => name == nameof(AssignmentsBlocked));
        Assert.Equal(panel.Bench.Time.GetUtcNow().AddDays(1), panel.Next);

        panel.Staff(Enumerable.Range(1, 6).Select(number => Polls.Member($"e{number}")));
        Assert.Null(await panel.WaitAsync());

        Assert.Equal(StageRunState.Open, (await panel.StateAsync()).Review.Run(Stage, 0)!.State);
        Assert.Equal(["e4", "e5", "e6"], (await panel.AskedAsync(PanelTimes.Declaring)).Order());
        Assert.Equal(6, panel.Bench.Mailed.Distinct().Count());
        await panel.ScoreAllAsync(60, 70, 80);
        Assert.Equal(StageOutcome.Passed, await panel.CheckAsync());
    }

    [Fact]
    public async Task Blocked_EachTry_WritesTheSameLettersToTheOfficersWhoCouldBeAsked()
    {
        var (district, code) = (ReviewSample.Applied.Applicant.District, ReviewSample.Applied.Applicant.Organisation.Value);
        var panel = new PanelSample(
            [
                .. Experts(3), Officer("d1", district) with { Language = "en" }, Officer("d2", null),
                Officer("elsewhere", district == "440305" ? "440304" : "440305"),
                Officer("own", district) with { Organisation = CreditCode.Parse(code) },
            ]);
        await panel.StartAsync();
        Assert.DoesNotContain(panel.Bench.Letters, letter => letter.Template == "panel-blocked");
        foreach (var person in new[] { "e1", "e2", "e3" }) await panel.DeclareAsync(person, ConflictChoice.Partner);
        await panel.CheckAsync();
        await panel.WaitAsync();

        var letters = panel.Bench.Letters.Where(letter => letter.Template == "panel-blocked").ToList();
        Assert.Equal(["d1", "d2", "d1", "d2"], letters.Select(letter => letter.StaffId));
        Assert.Equal(2, letters.DistinctBy(letter => letter.Id).Count());
        Assert.Equal(("Expert panel", "2"), (letters[0].Values["step"], letters[0].Values["needed"]));
        Assert.Equal("专家评审", letters[1].Values["step"]);
        Assert.DoesNotContain(letters[0].Values.Values, value => value.Contains("e1", StringComparison.Ordinal));

        // Blocked again after another expert was asked: another letter.
        panel.Staff([.. Experts(5), Officer("d1", district)]);
        await panel.WaitAsync();
        foreach (var person in new[] { "e4", "e5" }) await panel.DeclareAsync(person, ConflictChoice.Relation);
        await panel.CheckAsync();
        var last = panel.Bench.Letters.Last(letter => letter.Template == "panel-blocked");
        Assert.DoesNotContain(last.Id, letters.Select(letter => letter.Id));
    }

    [Fact]
    public async Task Declare_NotInTime_PassesToAnotherExpert()
    {
        var panel = await new PanelSample(Experts(6)).StartAsync();
        var first = await panel.AskedAsync(PanelTimes.Declaring);
        panel.Bench.Time.SetUtcNow(WorkingCalendar.Official.Due(ReviewSample.Opened, 3));
        await panel.CheckAsync();

        Assert.Empty((await panel.AskedAsync(PanelTimes.Declaring)).Intersect(first));
        Assert.Equal(3, (await panel.AskedAsync(PanelTimes.Declaring)).Count);
        Assert.Equal(3, panel.Bench.Mailed.Count(letter => letter.StartsWith(AssignmentLetters.Escalated, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Leave_AnExpertWhoScores_PassesTheSeatToOneWhoDeclaresFirst()
    {
        var panel = await new PanelSample(Experts(4)).StartAsync();
        var gone = (await panel.AskedAsync(PanelTimes.Declaring))[0];
        await panel.DeclareAsync(gone);
        var ask = new Ask(PanelTimes.Scored, ReviewSample.Id, Stage, 0);

        await panel.Scoring.PassOnAsync(ask, gone, TestContext.Current.CancellationToken);
        await panel.Scoring.PassOnAsync(ask, gone, TestContext.Current.CancellationToken);
        await panel.Declaring.MailSuccessorsAsync(panel.Scoring.AskOfSuccessor(ask), TestContext.Current.CancellationToken);

        Assert.Empty(await panel.AskedAsync(PanelTimes.Scored));
        var asked = await panel.AskedAsync(PanelTimes.Declaring);
        Assert.Equal(3, asked.Count);
        Assert.DoesNotContain(gone, asked);
        Assert.Single(await panel.Bench.FactsAsync(PanelAggregate.Kind, ReviewSample.Id), name => name == nameof(AssignmentPassedOn));
        Assert.Equal($"assignment-escalated {asked[^1]}", panel.Bench.Mailed.Last());
    }

    [Fact]
    public async Task Close_AllSheetsIn_PassesWithTheScore()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        await panel.ScoreAllAsync(60, 70, 80);

        Assert.Equal(StageOutcome.Passed, await panel.CheckAsync());
        Assert.Equal(70m, (await panel.StateAsync()).Review.Run(Stage, 0)!.Score);
        Assert.Equal(StageOutcome.Passed, await panel.CheckAsync());
        Assert.Single(await panel.Bench.FactsAsync(PanelAggregate.Kind, ReviewSample.Id), name => name == nameof(PanelScored));
    }

    [Fact]
    public async Task Close_BelowThePassMark_RejectsWithScoreAndCommentsWithoutNames()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        await panel.ScoreAllAsync(30, 20, 10);

        Assert.Equal(StageOutcome.Rejected, await panel.CheckAsync());
        Assert.Equal(
            ["专家评审得分 20.00，合格分 60.00", "Comment 10.", "Comment 20.", "Comment 30."],
            (await panel.StateAsync()).Review.Run(Stage, 0)!.Reasons);
        var rejected = ConcludeReviewActivity.Decide(
            (await panel.StateAsync()).Review, Catalogue.Of(ReviewSample.Applied),
            new ConcludeRequest(ReviewSample.Id, Conclusion.Reject, 0, Stage), Due,
            new AppealPeriod(15, WorkingCalendar.Official));
        Assert.Equal(4, rejected.Next.Application.Refusal!.Reasons.Count);
        Assert.Equal((Stage, 0), (rejected.Next.Application.Refusal.Appeal!.Stage, rejected.Next.Application.Refusal.Appeal.Round));
    }

    [Fact]
    public async Task Close_QuorumAtTheDueTime_ScoresByTheSheetsThatAreIn()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        await panel.ScoreAllAsync(60, 70);
        Assert.Null(await panel.CheckAsync());
        panel.Bench.Time.SetUtcNow(Due.AddTicks(-1));
        Assert.Null(await panel.CheckAsync());
        panel.Bench.Time.SetUtcNow(Due);

        Assert.Equal(StageOutcome.Passed, await panel.CheckAsync());
        Assert.Equal(65m, (await panel.StateAsync()).Review.Run(Stage, 0)!.Score);
    }

    [Fact]
    public async Task Close_NoQuorumAtTheDueTime_AsksOthersAndClosesWithTheirs()
    {
        var panel = await new PanelSample(Experts(8)).StartAsync();
        foreach (var person in await panel.AskedAsync(PanelTimes.Declaring)) await panel.DeclareAsync(person);
        var first = await panel.AskedAsync(PanelTimes.Scored);
        await panel.ScoreAsync(first[0], Marks(60, 60));
        await panel.CheckAsync();
        panel.Bench.Time.SetUtcNow(Due);
        Assert.Null(await panel.CheckAsync());
        var others = await panel.AskedAsync(PanelTimes.Declaring);
        Assert.Equal((2, 0), (others.Count, others.Intersect(first).Count()));
        await panel.DeclareAsync(others[0]);
        await panel.ScoreAsync(others[0], Marks(80, 80));

        Assert.Equal(StageOutcome.Passed, await panel.CheckAsync());
        Assert.Equal(70m, (await panel.StateAsync()).Review.Run(Stage, 0)!.Score);
        Assert.Empty(await panel.AskedAsync(PanelTimes.Declaring));
    }

    [Fact]
    public async Task Close_NobodyEverAnswers_LapsesAllAndBlocks()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        for (var step = 0; step < 8; step++) Assert.Null(await panel.WaitAsync());

        var state = await panel.StateAsync();
        Assert.All(state.Review.Assignments, each => Assert.Equal(AssignmentState.Lapsed, each.State));
        Assert.Equal(StageRunState.Blocked, state.Review.Run(Stage, 0)!.State);
    }

    [Fact]
    public async Task Check_EachMoment_IsLaterThanTheOneBefore()
    {
        var panel = await new PanelSample(Experts(9)).StartAsync();
        for (var step = 0; step < 20; step++)
        {
            var at = panel.Bench.Time.GetUtcNow();
            await panel.WaitAsync();
            Assert.True(panel.Bench.Time.GetUtcNow() > at);
        }
    }

    [Fact]
    public async Task Remind_ThoseWhoScore_BeforeThePanelIsDue()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        foreach (var person in await panel.AskedAsync(PanelTimes.Declaring)) await panel.DeclareAsync(person);
        await panel.CheckAsync();
        panel.Bench.Time.SetUtcNow(WorkingCalendar.Official.Due(ReviewSample.Opened, 8));
        await panel.CheckAsync();

        Assert.Equal(3, panel.Bench.Mailed.Count(letter => letter.StartsWith(AssignmentLetters.Reminder, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Withdrawn_AtAnyPoint_ClosesAndCancels()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        await panel.DeclareAsync("e1");
        await panel.Bench.Store.PutAsync((await panel.StateAsync()).Review.In(ApplicationStatus.Withdrawn));

        Assert.Equal(StageOutcome.Withdrawn, await panel.CheckAsync());
        Assert.Empty(await panel.AskedAsync(PanelTimes.Scored));
        Assert.Empty(await panel.Bench.InboxAsync("e1"));
    }

    [Fact]
    public async Task Round_ContentIsTheSame_KeepsItsResultAndAsksNobody()
    {
        var panel = await new PanelSample(Experts(3)).StartAsync();
        await panel.ScoreAllAsync(60, 70, 80);
        await panel.CheckAsync();
        var mailed = panel.Bench.Mailed.Count();

        Assert.Equal(StageOutcome.Passed, await panel.CheckAsync(round: 1));
        Assert.Equal(70m, (await panel.StateAsync()).Review.Run(Stage, 1)!.Score);
        Assert.Equal(mailed, panel.Bench.Mailed.Count());
    }

    [Fact]
    public async Task Round_SentBackFromALaterStage_AsksTheSameExpertsAgainAlthoughNothingChanged()
    {
        var panel = await new PanelSample(Experts(9)).StartAsync();
        var first = await panel.AskedAsync(PanelTimes.Declaring);
        await panel.ScoreAllAsync(60, 70, 80);
        await panel.CheckAsync();
        var state = (await panel.StateAsync()).Review;
        var sent = new StageRun("Department", 0, StageRunState.Closed, ReviewSample.Opened, StageOutcome.SentBack) { BackTo = Stage };
        await panel.Bench.Store.PutAsync(state.With(sent));

        Assert.Null(await panel.CheckAsync(round: 1));
        Assert.Equal(first.Order(), (await panel.AskedAsync(PanelTimes.Declaring)).Order());
    }

    [Fact]
    public async Task Round_ContentChanged_AsksAgainFirstTheSameExperts()
    {
        var panel = await new PanelSample(Experts(9)).StartAsync();
        var first = await panel.AskedAsync(PanelTimes.Declaring);
        await panel.ScoreAllAsync(60, 70, 80);
        await panel.CheckAsync();
        var state = (await panel.StateAsync()).Review;
        var slots = state.Application.Slots.Select(slot => slot.Type == "plan" ? slot with { Version = 2, Sha256 = "cc" } : slot);
        await panel.Bench.Store.PutAsync(state with { Application = state.Application with { Slots = [.. slots] } });

        Assert.Null(await panel.CheckAsync(round: 1));
        Assert.Equal(first.Order(), (await panel.AskedAsync(PanelTimes.Declaring)).Order());
    }

    private static StaffMember Officer(string id, string? district) =>
        Polls.Member(id) with { Roles = [Role.DepartmentOfficer], District = district };
}
