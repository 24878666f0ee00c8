using System.Globalization;
using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Panels;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.Selections;
using Microsoft.Extensions.Options;

namespace App.Tests.Selections;

/// <summary>One application of a standing call on its way through a selection, in memory; each activity runs twice.</summary>
public sealed class CheckSelectionTests
{
    private const string Stage = "Selection";

    private static readonly PanelDefinition Panel = new()
    {
        Name = "Panel", Title = new LocalizedText("专家评审", "Panel"), Role = Role.Expert, Assignees = 3, Quorum = 2, WorkingDays = 5,
        DelegateWorkingDays = 3, DeclareWorkingDays = 2, PassMark = 60,
        Rubric = [new Criterion("all", new LocalizedText("全部", "All"), 100)],
    };

    private static readonly ProgrammeCatalogue Catalogue =
        ReviewSample.Catalogue(ReviewSample.FirstStage(), Panel, SelectionSample.Rules);

    private static readonly StageRequest Request = new(ReviewSample.Id, Stage, 0);
    private static readonly string Round = SelectionCall.Of(ReviewSample.Applied, Stage).Id;

    private readonly AskingBench bench = new(
        ReviewSample.Opened, ReviewAggregate.Kind, SelectionAggregate.Kind, ClaimedProject.Kind, ApplicationAggregate.Kind,
        OrganisationAggregate.Kind);

    private readonly SelectionQuestion question;
    private readonly ProjectClaims claims;
    private readonly ReadTies readTies;

    public CheckSelectionTests()
    {
        question = new SelectionQuestion(
            bench.Tools([
            // In order of their ids; the first two are tied to the applicant.
            Officer("a1") with { Relations = [ReviewSample.Applied.Applicant.Organisation.Value] },
            Officer("b1") with { Email = "b1@example.com" }, Officer("o1"),
        ]), Catalogue);
        claims = new ProjectClaims(bench.Store);
        readTies = new ReadTies(
            bench.Store, bench.Lists, bench.Tools().Staff, Options.Create(new PanelOptions { PublicMailDomains = "" }));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stage_SelectedByTheList_PassesWithItsAmount()
    {
        await bench.Store.PutAsync(Judged());
        Assert.Null(await CheckAsync());
        Assert.Equal(82.5m, (await StateAsync()).Find(ReviewSample.Id)!.Score);
        Assert.Null((await PlanAsync()).Ask);

        await CloseByHandAsync();
        var ask = (await PlanAsync()).Ask!;
        Assert.Equal(ReviewSample.Id, await HolderAsync());
        await AnswerAsync(ask);
        var decided = await PlanAsync();

        Assert.Equal([Request.InstanceId], decided.Decided);
        Assert.Null(decided.Next);
        Assert.Equal(StageOutcome.Passed, await CheckAsync());
        var review = await bench.Store.ReviewAsync();
        Assert.Equal(500_000m, review.Reserved);
        Assert.Contains(nameof(AmountReserved), await bench.FactsAsync(ReviewAggregate.Kind, ReviewSample.Id));
        // The ranking counts: no person decided about this one.
        Assert.Empty(review.DecisionsOf(Stage, 0));
    }

    [Fact]
    public async Task Stage_OfficersWithARelationOrAMailDomainOfTheApplicant_AreNotAsked()
    {
        await DecidedAsync();

        Assert.Equal(["o1"], (await StateAsync()).Assignments.Select(each => each.Assignee));
        Assert.Equal(["example.com"], (await StateAsync()).Find(ReviewSample.Id)!.Ties!.MailDomains);
    }

    [Fact]
    public async Task Stage_NotSelected_IsRejectedWithScoreRankAndReasonAndGivesItsProjectBack()
    {
        await DecidedAsync(new PlacingForm(ReviewSample.Id, PlacingChoice.Declined, Reason: "预算与任务不相称。"));

        Assert.Equal(StageOutcome.Rejected, await CheckAsync());
        var review = await bench.Store.ReviewAsync();
        var reason = Assert.Single(review.Run(Stage, 0)!.Reasons!);
        Assert.Contains("82.50", reason, StringComparison.Ordinal);
        Assert.Contains("预算与任务不相称。", reason, StringComparison.Ordinal);
        Assert.Equal("o1", Assert.Single(review.DecisionsOf(Stage, 0)).Person);
        Assert.Null(await HolderAsync());
    }

    [Fact]
    public async Task Stage_SentBack_ClosesWithItsFactAndIsRankedAgainInTheNextBatch()
    {
        await DecidedAsync(new PlacingForm(ReviewSample.Id, PlacingChoice.SentBack, Reason: "评审未涉及设备费。", BackTo: "Panel"));

        Assert.Equal(StageOutcome.SentBack, await CheckAsync());
        var review = await bench.Store.ReviewAsync();
        Assert.Equal("Panel", review.Run(Stage, 0)!.BackTo);
        Assert.Null(review.Reserved);
        var decision = Assert.Single(review.DecisionsOf(Stage, 0));
        Assert.Equal((DecisionKind.SendBack, "Panel", "评审未涉及设备费。"), (decision.Kind, decision.BackTo, decision.Comment));
        Assert.Single((await bench.FactsAsync(ReviewAggregate.Kind, ReviewSample.Id)), nameof(StageSentBack));
        Assert.Equal(ReviewSample.Id, await HolderAsync());

        var scored = new StageRun("Panel", 1, StageRunState.Closed, ReviewSample.Opened, StageOutcome.Passed) { Score = 91m };
        await bench.Store.PutAsync(review with { Runs = [.. review.Runs, scored] });
        Assert.Null(await CheckAsync(round: 1));
        var again = await StateAsync();
        Assert.Equal((2, 91m), (again.Find(ReviewSample.Id)!.Batch, again.Find(ReviewSample.Id)!.Score));
        Assert.Equal(["Panel"], again.Find(ReviewSample.Id)!.Earlier);
        Assert.Equal(StageOutcome.SentBack, await CheckAsync());
        Assert.Equal(2, (await StateAsync()).Candidates.Count);
    }

    [Fact]
    public async Task Stage_SentBackAsOftenAsTheProgrammeAllows_OffersNoStage()
    {
        var sent = Enumerable.Range(0, 2).Select(round => new StageRun(
            Stage, round, StageRunState.Closed, ReviewSample.Opened, StageOutcome.SentBack) { BackTo = "Panel" });
        await bench.Store.PutAsync(Judged() with { Runs = [.. Judged().Runs, .. sent] });

        await CheckAsync(round: 2);

        Assert.Empty((await StateAsync()).Find(ReviewSample.Id)!.Earlier);
    }

    [Fact]
    public async Task Stage_OnReserve_WaitsWithALetterUntilTheListEnds()
    {
        var look = await DecidedAsync(new PlacingForm(ReviewSample.Id, PlacingChoice.Reserve, Reason: "候补。"));

        Assert.Null(await CheckAsync());
        var run = (await bench.Store.ReviewAsync()).Run(Stage, 0)!;
        Assert.Equal((StageRunState.Open, look.Next), (run.State, run.Due));
        Assert.Equal(ReviewSample.Id, await HolderAsync());
        Assert.Single((await bench.FactsAsync(ReviewAggregate.Kind, ReviewSample.Id)), nameof(PutOnReserve));

        bench.Time.SetUtcNow(look.Next!.Value);
        Assert.Null((await PlanAsync()).Next);
        Assert.Equal(StageOutcome.Rejected, await CheckAsync());
        Assert.Null(await HolderAsync());
    }

    [Fact]
    public async Task Stage_Withdrawn_LeavesTheRanking()
    {
        await bench.Store.PutAsync(Judged());
        await CheckAsync();
        await CloseByHandAsync();
        await PlanAsync();
        await bench.Store.PutAsync((await bench.Store.ReviewAsync()).In(ApplicationStatus.Withdrawn));

        Assert.Equal(StageOutcome.Withdrawn, await CheckAsync());
        Assert.Equal(0, (await StateAsync()).Reserved);
        Assert.Null(await HolderAsync());
    }

    [Fact]
    public async Task Plan_ProjectReservedInAnotherCall_IsLeftOut()
    {
        await bench.Store.PutAsync(Judged());
        await CheckAsync();
        var project = (await StateAsync()).Find(ReviewSample.Id)!.Projects[0];
        await bench.Store.PutAsync(ClaimedProject.Kind, project, current => ProjectClaims.Claim(current, project, "another"), Cancellation);
        await CloseByHandAsync();
        await PlanAsync();

        var placing = (await StateAsync()).PlacingOf(ReviewSample.Id)!;
        Assert.Equal((PlacingOutcome.Declined, "another"), (placing.Outcome, placing.Holder));
        Assert.Equal("another", await HolderAsync());
    }

    [Fact]
    public async Task Plan_NoOneAnswers_AsksAgain()
    {
        await bench.Store.PutAsync(Judged());
        await CheckAsync();
        await CloseByHandAsync();
        var first = (await PlanAsync()).Ask!;
        await question.OpenAsync(first, bench.Time.GetUtcNow(), Cancellation);
        Assert.Equal(first, (await PlanAsync()).Ask);
        bench.Time.Advance(TimeSpan.FromDays(60));
        await question.LapseAsync(first, Cancellation);

        Assert.Equal(first with { Round = 1 }, (await PlanAsync()).Ask);
    }

    [Fact]
    public void Completion_OfACallWithALastDay_IsADayAfterIt()
    {
        var guide = ReviewSample.Definition().Guide;

        Assert.Null(PlanSelection.CompleteFrom(guide));
        Assert.Equal(
            new DateTimeOffset(2026, 3, 8, 0, 0, 0, BeijingTime.Offset),
            PlanSelection.CompleteFrom(guide with { Closes = new DateOnly(2026, 3, 6) }));
    }

    private static StaffMember Officer(string id) =>
        Polls.Member(id) with { Roles = [Role.DepartmentOfficer], Email = $"{id}@city.example" };

    private static ReviewState Judged() => ReviewSample.State(
        runs: new StageRun("Panel", 0, StageRunState.Closed, ReviewSample.Opened, StageOutcome.Passed) { Score = 82.5m });

    /// <summary>A look costs three actions; a call of three months would make a wait of thirteen.</summary>
    [Theory]
    [InlineData(null, "2026-03-09T01:00:00Z")]
    [InlineData("2026-02-27", "2026-03-09T01:00:00Z")]
    [InlineData("2026-03-01", "2026-03-09T01:00:00Z")]
    [InlineData("2026-03-02", "2026-03-09T16:00:00Z")]
    [InlineData("2026-06-30", "2026-07-07T16:00:00Z")]
    public void Next_OfACall_IsAWeekFromNowOrAfterItsClose(string? closes, string next)
    {
        var guide = new Guide(
            2026, new DateOnly(2026, 1, 1), closes is null ? null : DateOnly.Parse(closes, CultureInfo.InvariantCulture), null, null, []);

        Assert.Equal(
            DateTimeOffset.Parse(next, CultureInfo.InvariantCulture),
            CheckSelection.Next(guide, new DateTimeOffset(2026, 3, 2, 9, 0, 0, BeijingTime.Offset)));
    }

    private async Task<SelectionLook> DecidedAsync(params IReadOnlyList<PlacingForm> places)
    {
        await bench.Store.PutAsync(Judged());
        await CheckAsync();
        await CloseByHandAsync();
        await AnswerAsync((await PlanAsync()).Ask!, places);
        return await PlanAsync();
    }

    private async Task<StageOutcome?> CheckAsync(int round = 0)
    {
        var activity = new CheckSelectionActivity(bench.Store, Catalogue, claims, bench.Bulletins, readTies);
        var check = new StageCheck(Request with { Round = round }, bench.Time.GetUtcNow(), bench.Time.GetUtcNow());
        await activity.RunAsync(check, Cancellation);
        return (await activity.RunAsync(check, Cancellation)).Outcome;
    }

    private async Task<SelectionLook> PlanAsync()
    {
        var activity = new PlanSelectionActivity(bench.Store, bench.Lists, Catalogue, claims);
        var check = new SelectionCheck(new SelectionRun(Round, 1), bench.Time.GetUtcNow(), bench.Time.GetUtcNow());
        await activity.RunAsync(check, Cancellation);
        return await activity.RunAsync(check, Cancellation);
    }

    private Task CloseByHandAsync() => bench.Store.ChangeAsync(
        SelectionAggregate.Kind, Round,
        state => CloseEntry.ByHand(state, new EntryClosing("o1", "All that there are.", bench.Time.GetUtcNow()), isGuideOpen: false),
        Cancellation);

    private async Task AnswerAsync(Ask ask, params IReadOnlyList<PlacingForm> places)
    {
        await question.OpenAsync(ask, bench.Time.GetUtcNow(), Cancellation);
        var assignment = Assert.Single((await StateAsync()).Assignments.Of(ask));
        var digest = (await question.ViewAsync(new AssignmentId(ask, 1), assignment.Assignee, null, Cancellation)).Digest;
        await bench.Store.ChangeAsync(SelectionAggregate.Kind, Round, state => question.Decide(
            state, new AssignmentId(ask, 1), new SelectionForm("token", places),
            new Answering(assignment.Assignee, digest, bench.Time.GetUtcNow())), Cancellation);
    }

    private async Task<SelectionState> StateAsync() => (await bench.Store.GetAsync(SelectionAggregate.Kind, Round, Cancellation)).State;

    private async Task<string?> HolderAsync()
    {
        var project = (await StateAsync()).Find(ReviewSample.Id)!.Projects[0];
        return (await bench.Store.GetAsync(ClaimedProject.Kind, project, Cancellation)).State.Application;
    }
}
