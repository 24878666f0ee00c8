using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.SiteVisits;
using static App.Tests.SiteVisits.VisitSample;

namespace App.Tests.SiteVisits;

/// <summary>A site visit as its orchestrator plays it: who is asked when, what confirms, moves, cancels and closes it.</summary>
public sealed class CheckVisitTests
{
    [Fact]
    public async Task Open_OneOfficer_IsAskedForAnAppointment()
    {
        var visit = await new VisitSample(null, Register).StartAsync();

        var asked = (await visit.AskedAsync())!;
        Assert.Equal((VisitTimes.Offering, WorkingCalendar.Official.Due(ReviewSample.Opened, 3)), (asked.Ask.Kind, asked.Due));
        Assert.Equal(
            WorkingCalendar.Official.Due(ReviewSample.Opened, 15), (await visit.StateAsync()).Review.Run(Stage, 0)!.Due);
        Assert.Equal([$"assignment-opened {asked.Assignee}"], visit.Bench.Mailed);
    }

    [Fact]
    public async Task Open_NoOfficer_BlocksOnceAndTriesDaily()
    {
        var visit = await new VisitSample().StartAsync();
        await visit.WaitAsync();

        Assert.Equal(StageRunState.Blocked, (await visit.StateAsync()).Review.Run(Stage, 0)!.State);
        Assert.Single(await visit.Bench.FactsAsync(VisitAggregate.Kind, ReviewSample.Id), name => name == nameof(AssignmentsBlocked));
        Assert.Equal(visit.Bench.Time.GetUtcNow().AddDays(1), visit.Next);
    }

    [Fact]
    public async Task Offer_InTime_WritesToApplicantAndAttendeesWithTheCalendarFile()
    {
        var visit = await new VisitSample(null, Register).StartAsync();
        await visit.OfferAsync(Offer(null, "Expert One"));

        var current = await visit.CurrentAsync();
        Assert.Equal((AppointmentState.Offered, 0), (current.State, current.Sequence));
        Assert.Equal(["x1"], current.Terms.Attendees);
        Assert.Equal(new DateTimeOffset(2026, 3, 6, 18, 0, 0, BeijingTime.Offset), current.AnswerBy);
        Assert.Equal(
            ["appointment-attended " + current.Officer, "appointment-attended x1", "appointment-offered a@example.com"],
            visit.Bench.Mailed.Skip(1).Order());
        Assert.All(visit.Bench.Letters.Skip(1), letter => Assert.Contains("SEQUENCE:0", letter.Attachment!.Text, StringComparison.Ordinal));
        Assert.Null(await visit.AskedAsync());
        Assert.Equal(current.AnswerBy, visit.Next);
    }

    [Fact]
    public async Task Silence_UntilTheTimeToAnswer_ConfirmsAndThenAsksForTheReport()
    {
        var visit = await new VisitSample(null, Register).StartAsync();
        await visit.OfferAsync(Offer());
        await visit.WaitAsync();

        Assert.Equal(AppointmentState.Confirmed, (await visit.CurrentAsync()).State);
        Assert.Contains("appointment-confirmed a@example.com", visit.Bench.Mailed);
        Assert.Equal(Begins.AddHours(2), visit.Next);
        await visit.WaitAsync();

        var asked = (await visit.AskedAsync())!;
        Assert.Equal(VisitTimes.Reporting, asked.Ask.Kind);
        Assert.Equal((await visit.CurrentAsync()).Officer, asked.Assignee);
    }

    [Theory]
    [InlineData(VisitResult.Passed, StageOutcome.Passed)]
    [InlineData(VisitResult.Failed, StageOutcome.Rejected)]
    public async Task Report_WithAResult_ClosesTheStage(VisitResult result, StageOutcome outcome)
    {
        var visit = await HeldAsync();

        Assert.Equal(outcome, await visit.ReportAsync(Report(result, "Seen.")));

        var review = (await visit.StateAsync()).Review;
        Assert.Equal(outcome == StageOutcome.Passed ? null : ["Seen."], review.Run(Stage, 0)!.Reasons);
        Assert.Equal("Seen.", Assert.Single(review.DecisionsOf(Stage, 0)).Comment);
    }

    [Fact]
    public async Task Report_SendBack_ClosesTheStageBackToTheEarlierOneAndWritesNoReasonToTheApplicant()
    {
        var visit = await HeldAsync();

        Assert.Equal(
            StageOutcome.SentBack, await visit.ReportAsync(Report(VisitResult.SendBack, "Check the lease.") with { BackTo = Earlier }));

        var review = (await visit.StateAsync()).Review;
        Assert.Equal((Earlier, null), (review.Run(Stage, 0)!.BackTo, review.Run(Stage, 0)!.Reasons));
        var decision = Assert.Single(review.DecisionsOf(Stage, 0));
        Assert.Equal((DecisionKind.SendBack, "Check the lease.", Earlier), (decision.Kind, decision.Comment, decision.BackTo));
    }

    [Theory]
    [InlineData(VisitResult.SendBack, null)]
    [InlineData(VisitResult.SendBack, "Panel")]
    [InlineData(VisitResult.SendBack, Stage)]
    [InlineData(VisitResult.Passed, Earlier)]
    public async Task Report_BackToNoEarlierStage_NamesTheInput(VisitResult result, string? to)
    {
        var visit = await HeldAsync();

        var refused = await Assert.ThrowsAsync<FunctionsApp.Platform.Http.ProblemException>(
            () => visit.ReportAsync(Report(result) with { BackTo = to }));

        Assert.Equal("#/backTo", Assert.Single(refused.Errors).Pointer);
    }

    [Fact]
    public async Task Report_Repeat_AsksForAnotherAppointmentOfTheNextNumber()
    {
        var visit = await HeldAsync();
        Assert.Null(await visit.ReportAsync(Report(VisitResult.Repeat)));

        Assert.Equal(VisitTimes.Offering, (await visit.AskedAsync())!.Ask.Kind);
        await visit.OfferAsync(Offer(Begins.AddDays(7)));
        Assert.Equal(("2.0", AppointmentState.Offered), ((await visit.CurrentAsync()).Edition, (await visit.CurrentAsync()).State));
        await visit.WaitAsync();
        await visit.WaitAsync();
        // Two are allowed.
        await Assert.ThrowsAsync<FunctionsApp.Platform.Http.ProblemException>(() => visit.ReportAsync(Report(VisitResult.Repeat)));
        Assert.Equal(StageOutcome.Passed, await visit.ReportAsync(Report(VisitResult.Passed)));
    }

    [Fact]
    public async Task Move_Asked_AsksTheSameOfficerAndKeepsTheEvent()
    {
        var visit = await new VisitSample(null, Register).StartAsync();
        await visit.OfferAsync(Offer(null, "x1"));
        var officer = (await visit.CurrentAsync()).Officer;
        await visit.ReplyAsync(AppointmentReply.Move, "A fair.", new DateOnly(2026, 3, 11));

        Assert.Equal(officer, (await visit.AskedAsync())!.Assignee);
        await visit.OfferAsync(Offer(Begins.AddDays(2)));
        var moved = await visit.CurrentAsync();
        Assert.Equal(("1.1", AppointmentState.Offered), (moved.Edition, moved.State));
        Assert.Equal([new FormerAttendee("x1", 1)], moved.Former);
        Assert.Contains("appointment-dropped x1", visit.Bench.Mailed);
        string[] uids =
        [
            .. visit.Bench.Letters.Where(letter => letter.Template == "appointment-offered")
                .Select(letter => letter.Attachment!.Text.Split('\n').Single(line => line.StartsWith("UID:", StringComparison.Ordinal))),
        ];
        Assert.Equal(2, uids.Length);
        Assert.Single(uids.Distinct());
    }

    [Fact]
    public async Task Move_AskedTwice_NextOfferIsConfirmedAtOnce()
    {
        var visit = await new VisitSample(null, Register).StartAsync();
        await visit.OfferAsync(Offer());
        await visit.ReplyAsync(AppointmentReply.Move, "A fair.");
        await visit.OfferAsync(Offer(Begins.AddDays(1)));
        await visit.ReplyAsync(AppointmentReply.Move, "Another fair.");
        await visit.OfferAsync(Offer(Begins.AddDays(2)));

        Assert.Equal(AppointmentState.Confirmed, (await visit.CurrentAsync()).State);
        Assert.Contains("appointment-confirmed a@example.com", visit.Bench.Mailed);
    }

    [Fact]
    public async Task Change_ByTheOfficer_AsksTheApplicantAgain()
    {
        var visit = await new VisitSample(null, Register).StartAsync();
        await visit.OfferAsync(Offer());
        await visit.ReplyAsync(AppointmentReply.Confirm);
        await visit.ChangeAsync(Offer(Begins.AddDays(1)));

        Assert.Equal(("1.1", AppointmentState.Offered), ((await visit.CurrentAsync()).Edition, (await visit.CurrentAsync()).State));
    }

    [Theory]
    [InlineData(UndecidedPolicy.Approve, StageOutcome.Passed)]
    [InlineData(UndecidedPolicy.Reject, StageOutcome.Rejected)]
    public async Task Offer_NoOneAnswers_PassesToTheOtherOfficerAndComesToThePolicy(UndecidedPolicy policy, StageOutcome outcome)
    {
        var visit = await new VisitSample(Definition with { Undecided = policy }, Register).StartAsync();
        var first = (await visit.AskedAsync())!.Assignee;
        await visit.WaitAsync();
        Assert.Contains($"assignment-reminder {first}", visit.Bench.Mailed);
        await visit.WaitAsync();
        Assert.NotEqual(first, (await visit.AskedAsync())!.Assignee);

        Assert.Equal(outcome, await visit.WaitAsync());

        Assert.Equal(outcome == StageOutcome.Rejected, (await visit.StateAsync()).Review.Run(Stage, 0)!.Reasons is not null);
        Assert.Contains(nameof(AssignmentLapsed), await visit.Bench.FactsAsync(VisitAggregate.Kind, ReviewSample.Id));
    }

    [Fact]
    public async Task Report_NoOneReports_ComesToThePolicy()
    {
        var visit = await HeldAsync();
        await visit.WaitAsync();
        await visit.WaitAsync();

        Assert.Equal(StageOutcome.Passed, await visit.WaitAsync());
        Assert.Equal(AppointmentState.Confirmed, (await visit.CurrentAsync()).State);
    }

    [Fact]
    public async Task Withdrawal_BeforeTheDay_CancelsWithLettersAndEndsTheStage()
    {
        var visit = await new VisitSample(null, Register).StartAsync();
        await visit.OfferAsync(Offer(null, "x1"));
        await visit.PutAsync(ApplicationStatus.Withdrawn);

        Assert.Equal(StageOutcome.Withdrawn, await visit.CheckAsync());

        Assert.Equal("1.1", (await visit.CurrentAsync()).Edition);
        var letter = visit.Bench.Letters.Single(letter => letter.Template == "appointment-cancelled");
        Assert.Contains("STATUS:CANCELLED", letter.Attachment!.Text, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1", letter.Attachment.Text, StringComparison.Ordinal);
        Assert.Contains("appointment-dropped x1", visit.Bench.Mailed);
    }

    [Fact]
    public async Task Return_BeforeTheDay_CancelsAndAsksAgainWhenTheReviewContinues()
    {
        var visit = await new VisitSample(null, Register).StartAsync();
        await visit.OfferAsync(Offer());
        await visit.PutAsync(ApplicationStatus.Returned);
        Assert.Null(await visit.CheckAsync());
        Assert.Equal(AppointmentState.Cancelled, (await visit.CurrentAsync()).State);
        Assert.Null(await visit.AskedAsync());

        await visit.PutAsync(ApplicationStatus.Submitted);
        await visit.WaitAsync();

        Assert.Equal(VisitTimes.Offering, (await visit.AskedAsync())!.Ask.Kind);
        await visit.OfferAsync(Offer());
        Assert.Equal("2.0", (await visit.CurrentAsync()).Edition);
    }

    [Fact]
    public async Task Check_Twice_ChangesNothingMore()
    {
        var visit = await HeldAsync();
        var before = await visit.Bench.FactsAsync(VisitAggregate.Kind, ReviewSample.Id);
        await visit.CheckAsync();

        Assert.Equal(before, await visit.Bench.FactsAsync(VisitAggregate.Kind, ReviewSample.Id));
    }

    /// <summary>The appointment is over, and the report is asked for.</summary>
    private static async Task<VisitSample> HeldAsync()
    {
        var visit = await new VisitSample(null, Register).StartAsync();
        await visit.OfferAsync(Offer());
        await visit.WaitAsync();
        await visit.WaitAsync();
        return visit;
    }
}
