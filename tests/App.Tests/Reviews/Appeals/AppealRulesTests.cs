using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using static App.Tests.Reviews.Appeals.AppealSample;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews.Appeals;

public sealed class AppealRulesTests
{
    private static readonly SelectionDefinition Ranked = new()
    {
        Name = "Selection", Title = new LocalizedText("择优", "Selection"), Role = Role.LeadingGroup,
    };

    private static readonly AppealPeriod Period = new(15, WorkingCalendar.Official);

    [Theory]
    [InlineData(Conclusion.Reject, null)]
    [InlineData(Conclusion.RoundsExhausted, null)]
    [InlineData(Conclusion.SupplementOverdue, NoAppeal.NotCorrected)]
    public void WhyNot_RejectedByPeople_CanBeAppealedUnlessCorrectionsDidNotCome(Conclusion conclusion, NoAppeal? why) =>
        Assert.Equal(why, WhyNot(Rejected.Review, conclusion));

    [Fact]
    public void WhyNot_DecidedByNoPerson_CannotBeAppealed()
    {
        Assert.Equal(NoAppeal.NoPerson, WhyNot(State()));
        // People who were asked in another round, or of another stage, decided nothing of this one.
        Assert.Equal(NoAppeal.NoPerson, WhyNot(State([Assignment(1, round: 1), Assignment(1, stage: "District")])));
    }

    /// <summary>An objection that was upheld is kept as a decision alone.</summary>
    [Fact]
    public void WhyNot_ADecisionWithoutAssignment_CanBeAppealed() =>
        Assert.Null(WhyNot(State(null, [Decision(1, DecisionKind.Reject)])));

    [Fact]
    public void WhyNot_AtOrAfterARanking_CannotBeAppealed()
    {
        Assert.Equal(NoAppeal.Selected, Of([Stage("District"), Ranked, Stage()], "Selection"));
        Assert.Equal(NoAppeal.Selected, Of([Stage("District"), Ranked, Stage()], "Panel"));
        Assert.Null(Of([Stage("District"), Stage(), Ranked], "Panel"));

        static NoAppeal? Of(StageDefinition[] stages, string stage) =>
            AppealRules.WhyNot(Rejected.Review, Definition(stages), new ConcludeRequest(Id, Conclusion.Reject, 0, stage));
    }

    [Fact]
    public void WhyNot_AfterAnAppeal_IsFinal() => Assert.Equal(NoAppeal.Appealed, WhyNot(Upheld));

    [Fact]
    public void With_CanBeAppealed_SaysUntilWhen()
    {
        var refusal = AppealRules.With(
            new Refusal(new LocalizedText("", ""), []), Rejected.Review, Definition(Stage()),
            new ConcludeRequest(Id, Conclusion.Reject, 0, "Panel"), Period, Opened);

        Assert.Equal((Term, null), (refusal.Appeal, refusal.NoAppeal));
    }

    [Fact]
    public void Involved_AreAllWhoWereAskedOrDecidedAndTheApplicant()
    {
        var review = Rejected.Review with { TakenBack = [Decision(9, DecisionKind.Approve)] };

        Assert.Equal(
            ["applicant-1", "district", "expert-1", "expert-2", "expert-3", "expert-9"], AppealRules.Involved(review).Order());
        // Whom an appeal was asked of before may be asked again.
        var asked = review with { Assignments = [.. review.Assignments, Asked("late", 0)] };
        Assert.DoesNotContain("late", AppealRules.Involved(asked));
    }

    [Fact]
    public void InvolvedBefore_ReviewAfterAnAppeal_LeavesOutAllBeforeAndTheExaminers()
    {
        var review = Upheld with
        {
            Assignments =
            [
                .. Upheld.Assignments, Asked("late", 0), Asked("examiner", 1), Assignment(1, "new", round: 1),
            ],
        };

        Assert.Equal(
            ["district", "examiner", "expert-1", "expert-2", "expert-3", "late"], AppealRules.InvolvedBefore(review, 1).Order());
        Assert.Empty(AppealRules.InvolvedBefore(review, 0));
        Assert.Empty(AppealRules.InvolvedBefore(Rejected.Review, 1));
        Assert.Superset(AppealRules.InvolvedBefore(review, 1).ToHashSet(), StagePlan.Excluded(review, "Panel", 1).ToHashSet());
        Assert.DoesNotContain("new", StagePlan.Excluded(review, "Panel", 1));
    }

    [Theory]
    [InlineData("Panel", 0, true)]
    [InlineData("Panel", 1, false)]
    [InlineData("District", 0, false)]
    public void IsAskedAgain_AfterAnAppeal_FromTheStageThatRejected(string stage, int since, bool again) =>
        Assert.Equal(again, SendBack.IsAskedAgain(Upheld, Definition(Stage("District"), Stage()), stage, since));

    [Fact]
    public void Plan_AfterAnAppeal_BeginsAtTheStageThatRejectedInANewRound()
    {
        var application = Upheld.Application with { Supplement = new Supplement(1, []) };
        var plan = PlanAppealedReviewActivity.Of(application, Definition(FirstStage(), Stage("District"), Stage(), Stage("Leaders")));

        Assert.Equal(4, plan.Stages.Count);
        Assert.Equal(["Panel", "Leaders"], plan.Continued!.ToAsk);
        Assert.Equal((1, 1), (plan.Continued.Round, plan.Continued.Corrections));
        Assert.Throws<InvalidOperationException>(() => PlanAppealedReviewActivity.Of(Rejected.Application, Definition(Stage())));
    }

    private static ReviewState Upheld
    {
        get
        {
            var appealed = Submit(Rejected).Next;
            return appealed.Review with
            {
                Application = ReopenApplication.Of(
                    appealed.Application, appealed.Application.Appeal! with { Ruling = AppealRuling.Upheld, RuledAt = Opened }),
            };
        }
    }

    private static Assignment Asked(string person, int attempt) =>
        Assignment(1, person) with { Ask = AppealQuestion.AskOf(Id, attempt) };

    private static NoAppeal? WhyNot(ReviewState review, Conclusion conclusion = Conclusion.Reject) =>
        AppealRules.WhyNot(review, Definition(Stage("District"), Stage()), new ConcludeRequest(Id, conclusion, 0, "Panel"));
}
