using System.Text.Json;
using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Applications.Partners;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using Microsoft.Extensions.Options;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class ConcludeReviewTests
{
    private static readonly AppealPeriod Period = new(15, WorkingCalendar.Official);

    private readonly AskingBench bench = new(Opened, ReviewAggregate.Kind, ApplicationAggregate.Kind);

    [Theory]
    [InlineData(Conclusion.Approve, ApplicationStatus.Approved, "application-approved", nameof(ApplicationApproved), null)]
    [InlineData(Conclusion.Reject, ApplicationStatus.Rejected, "application-rejected", nameof(ApplicationRejected), "It did not pass the stage \"Panel\"")]
    [InlineData(Conclusion.RoundsExhausted, ApplicationStatus.Rejected, "application-rejected", nameof(ApplicationRejected), "after the last round of corrections")]
    public async Task Run_UnderReview_EndsItAndWritesToTheApplicant(
        Conclusion conclusion, ApplicationStatus status, string template, string fact, string? reason)
    {
        await PutAsync(Applied);

        Assert.Equal(status, await RunAsync(conclusion));
        Assert.Contains(fact, await bench.FactsAsync(ReviewAggregate.Kind, Id));
        var letter = Assert.Single(bench.Letters);
        Assert.Equal(($"{template}.{Id}", "a@example.com"), (letter.Id, letter.Email));
        if (reason is null) Assert.Empty(letter.Values["reason"]);
        else Assert.Contains(reason, letter.Values["reason"]);
    }

    [Theory]
    [InlineData(Conclusion.Approve, "joint-approved")]
    [InlineData(Conclusion.Reject, "joint-rejected")]
    public async Task Run_JointApplication_WritesToWhoConsentedForThePartners(Conclusion conclusion, string template)
    {
        var (one, other) = (CreditCode.Parse("91350100M000100Y43"), CreditCode.Parse("91440300MA5EXB340R"));
        PartnerConsent Consented(CreditCode organisation, string person) =>
            new(new Partner(organisation, "合作单位"), "d", 1) { State = ConsentState.Consented, Person = person };
        await PutAsync(Applied with
        {
            Consents = new ConsentRound(1, "applicant-1", Opened, "c", "partners", [Consented(one, "partner-1"), Consented(other, "gone")]),
        });

        await RunAsync(conclusion);
        await RunAsync(conclusion);

        var letters = bench.Letters.Where(letter => letter.StaffId is not null).ToList();
        Assert.Equal(
            ($"{template}.{Id}.{one.Value}", "partner-1"), Assert.Single(letters.Select(letter => (letter.Id, letter.StaffId)).Distinct()));
        Assert.DoesNotContain(letters, letter => letter.Values.ContainsKey("reason"));
    }

    [Fact]
    public async Task Run_Rejected_TellsTheApplicantTheReasonsWithoutNames()
    {
        await bench.Store.PutAsync(State(null, [Reject(1, "The budget does not add up."), Reject(2, "No market."), Decision(3, DecisionKind.Approve)]));

        await RunAsync(Conclusion.Reject, round: 0);

        var refusal = (await bench.Store.ReviewAsync()).Application.Refusal!;
        Assert.Equal(["The budget does not add up.", "No market."], refusal.Reasons);
        Assert.Equal("未通过“专家评审”阶段\nThe budget does not add up.\nNo market.", Assert.Single(bench.Letters).Values["reason"]);
        Assert.DoesNotContain("expert-1", JsonSerializer.Serialize(refusal), StringComparison.Ordinal);

        static Decision Reject(int number, string reason) => Decision(number, DecisionKind.Reject) with { Comment = reason };
    }

    [Theory]
    [InlineData(Conclusion.Approve, new[] { "SiteVisit", "Defence" })]
    [InlineData(Conclusion.Reject, new string[0])]
    public void Decide_StagesThatTheAppDoesNotHold_AreStatedByAnApproval(Conclusion conclusion, string[] stated)
    {
        var definition = Definition(Outside("SiteVisit"), Stage(), Outside());
        var change = ConcludeReviewActivity.Decide(State(), definition, new ConcludeRequest(Id, conclusion, 0, "Panel"), Opened, Period);

        Assert.Equal(stated, change.Facts.Select(fact => fact.Fact).OfType<StagePassedOver>().Select(fact => fact.Stage));
        Assert.Empty(ConcludeReviewActivity.Decide(
            change.Next, definition, new ConcludeRequest(Id, conclusion, 0, "Panel"), Opened, Period).Facts);
    }

    /// <summary>Fifteen working days after Monday 2 March 2026.</summary>
    [Fact]
    public async Task Run_RejectedByPeople_SaysUntilWhenItCanBeAppealed()
    {
        await bench.Store.PutAsync(State([Assignment(1)], [Decision(1, DecisionKind.Reject)]));

        await RunAsync(Conclusion.Reject, round: 0);

        var term = (await bench.Store.ReviewAsync()).Application.Refusal!.Appeal!;
        Assert.Equal(("Panel", 0, BeijingTime.Deadline(new DateOnly(2026, 3, 23))), (term.Stage, term.Round, term.By));
        Assert.Contains("可在2026年3月23日（周一） 18:00前提出一次复议", Assert.Single(bench.Letters).Values["appeal"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_RejectedAfterAnAppeal_IsFinalAndHasALetterOfItsOwn()
    {
        var mark = new AppealMark("Panel", 0, Opened, new Refusal(new("", ""), []), Opened) { Ruling = AppealRuling.Upheld };
        await bench.Store.PutAsync(State([Assignment(1, round: 1)]) with { Application = Applied with { Appeal = mark } });

        await RunAsync(Conclusion.Reject);

        Assert.Equal(NoAppeal.Appealed, (await bench.Store.ReviewAsync()).Application.Refusal!.NoAppeal);
        Assert.Equal($"application-rejected.{Id}.appeal", Assert.Single(bench.Letters).Id);
    }

    [Theory]
    [InlineData(Conclusion.Approve)]
    [InlineData(Conclusion.Reject)]
    public async Task Run_CrashBeforeTheLetter_SendsItAtTheRetryAndRecordsOnce(Conclusion conclusion)
    {
        await PutAsync(Applied);
        bench.Bus.Broken = Topology.Letters;
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(conclusion));
        var facts = await bench.FactsAsync(ReviewAggregate.Kind, Id);
        await RunAsync(conclusion);

        Assert.Equal(facts, await bench.FactsAsync(ReviewAggregate.Kind, Id));
        Assert.Single(bench.Letters);
    }

    [Theory]
    [InlineData(Conclusion.Approve)]
    [InlineData(Conclusion.Reject)]
    [InlineData(Conclusion.SupplementOverdue)]
    public async Task Run_WithdrawnMeanwhile_SaysSoAndWritesNothing(Conclusion conclusion)
    {
        await PutAsync(Applied with { Status = ApplicationStatus.Withdrawn });

        Assert.Equal(ApplicationStatus.Withdrawn, await RunAsync(conclusion));
        Assert.Empty(bench.Letters);
    }

    [Fact]
    public async Task Run_SupplementOverdue_Rejects()
    {
        await PutAsync(Returned(1));

        Assert.Equal(ApplicationStatus.Rejected, await RunAsync(Conclusion.SupplementOverdue));
        Assert.Equal("The corrections were not submitted on time", Assert.Single(bench.Letters).Values["reason"]);
    }

    [Fact]
    public async Task Run_SupplementCameInTheLastMoment_LetsItContinue()
    {
        await PutAsync(Returned(1) with { Status = ApplicationStatus.Submitted });

        Assert.Equal(ApplicationStatus.Submitted, await RunAsync(Conclusion.SupplementOverdue));
        Assert.Empty(bench.Letters);
    }

    [Fact]
    public async Task Run_OverdueOfAnEarlierRound_ChangesNothing()
    {
        await PutAsync(Returned(2));

        Assert.Equal(ApplicationStatus.Returned, await RunAsync(Conclusion.SupplementOverdue));
    }

    private static Application Returned(int round) =>
        Applied with { Status = ApplicationStatus.Returned, Supplement = new Supplement(round, [new ReturnItem("plan", "x")]) };

    private Task PutAsync(Application application) => bench.Store.PutAsync(State() with
    {
        Application = application with { Applicant = application.Applicant with { Language = Language.English } },
    });

    private Task<ApplicationStatus> RunAsync(Conclusion conclusion, int round = 1) =>
        new ConcludeReviewActivity(
            bench.Store, Catalogue(FirstStage(), Stage()), bench.Tools(Polls.Member("partner-1")).Staff, bench.Bulletins,
            new PostponeReview(bench.Store, Catalogue(FirstStage(), Stage()), WorkingCalendar.Official, bench.Bulletins, bench.Time),
            new AppealTimes(Options.Create(new AppealOptions()), WorkingCalendar.Official), bench.Time)
            .RunAsync(new ConcludeRequest(Id, conclusion, round, "Panel"), TestContext.Current.CancellationToken);
}
