using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Panels;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Selections;
using static App.Tests.Selections.SelectionSample;

namespace App.Tests.Selections;

public sealed class EnterSelectionTests
{
    private static readonly EntryClosing ByHand = new(Officer, "The others are not waited for.", At);

    [Fact]
    public void Enter_First_OpensTheRound()
    {
        var change = EnterSelection.Decide(null, Round(), Candidate(1, 80), isStanding: false);

        Assert.Equal([typeof(SelectionOpened), typeof(CandidateEntered)], change.Facts.Select(each => each.Fact.GetType()));
        Assert.Equal(SelectionStatus.Open, change.Next.StatusOf(change.Next.Round.Last));
    }

    [Fact]
    public void Enter_Again_ChangesNothing() =>
        Assert.Empty(EnterSelection.Decide(Open(Candidate(1, 80)), Round(), Candidate(1, 90), isStanding: false).Facts);

    [Fact]
    public void Enter_AfterTheEntryWasClosed_IsLateAndNotRanked()
    {
        var closed = CloseEntry.Decide(Open(Candidate(1, 80)), ByHand).Next;

        var late = EnterSelection.Decide(closed, Round(), Candidate(2, 90), isStanding: false).Next;

        Assert.True(late.Find(Id(2))!.IsLate);
        Assert.Equal([Id(1)], late.Ranked(1).Select(candidate => candidate.Application));
        Assert.Equal(FunctionsApp.Reviews.StageOutcome.Rejected, CloseSelection.OutcomeOf(late, Id(2)));
    }

    [Fact]
    public void Enter_StandingCallAfterItsList_BeginsTheNextBatchWithWhatIsLeft()
    {
        var decided = Decided(Proposed(Open(Candidate(1, 80), Candidate(2, 70))));

        var next = EnterSelection.Decide(decided, Round(), Candidate(3, 60, 150_000), isStanding: true).Next;
        next = EnterSelection.Decide(next, Round(), Candidate(4, 50), isStanding: true).Next;
        var proposed = Proposed(next);

        Assert.Equal(2, next.Round.Last.Number);
        // 100,000 yuan are left: the first does not fit, and none overtakes it.
        Assert.Equal([1, 2], Selected(proposed));
        Assert.Equal(
            [1, 2, 4], Selected(Decided(proposed, Place(3, PlacingChoice.Declined), Place(4, PlacingChoice.Selected))).Order());
        Assert.Throws<ProblemException>(() => Decided(proposed, Place(3, PlacingChoice.Selected)));
    }

    [Fact]
    public void CloseByHand_WhileTheGuideIsOpenOrEmptyOrUndecided_IsRefused()
    {
        Assert.Equal(SelectionProblems.CallOpen, Refusal(Open(Candidate(1, 80)), isGuideOpen: true));
        Assert.Equal(SelectionProblems.Empty, Refusal(Open(Candidate(1, 80) with { HasLeft = true })));
        var proposed = Proposed(Open(Candidate(1, 80)));
        Assert.Equal(
            SelectionProblems.Undecided, Refusal(EnterSelection.Decide(proposed, Round(), Candidate(2, 90), isStanding: true).Next));
        Assert.Empty(CloseEntry.ByHand(CloseEntry.Decide(Open(Candidate(1, 80)), ByHand).Next, ByHand, isGuideOpen: true).Facts);
    }

    [Fact]
    public void Propose_AllHaveLeft_IsDecidedWithoutAQuestion()
    {
        var proposed = Proposed(Open(Candidate(1, 80) with { HasLeft = true }));

        Assert.NotNull(proposed.Round.Last.Decision);
        Assert.Empty(proposed.Placings);
    }

    [Fact]
    public void Enter_SentBackAndJudgedAgain_IsRankedInTheNextBatchAgainstWhatIsLeft()
    {
        var decided = Decided(Proposed(Open(Candidate(1, 80), Candidate(2, 70, 150_000))), Back(1));
        Assert.Empty(Enter(decided, Candidate(1, 80)).Facts);

        var next = Enter(decided, Again(1, 95)).Next;
        Assert.Equal((2, 1), (next.Round.Last.Number, next.Find(Id(1))!.Before));
        Assert.Null(CloseSelection.OutcomeOf(next, Id(1)));
        Assert.Empty(Enter(next, Again(1, 95)).Facts);
        var proposed = Proposed(next);

        Assert.Equal([1, 2], Selected(proposed).Order());
        Assert.Equal((2, 1), (proposed.PlacingOf(Id(1))!.Batch, proposed.PlacingOf(Id(1))!.Rank));
        var first = BatchView.Of(proposed, proposed.Round.Batches[0]);
        Assert.Equal([PlacingOutcome.SentBack, PlacingOutcome.Selected], first.Rows.Select(row => row.Outcome!.Value));
        Assert.Equal(150_000m, first.Amount);
        Assert.Throws<ProblemException>(() => Decided(proposed, Place(1, PlacingChoice.Selected, 200_000)));
    }

    [Fact]
    public void Enter_NewOneWhileSentBackOnesComeAgain_IsLate()
    {
        var next = Enter(Decided(Proposed(Open(Candidate(1, 80), Candidate(2, 70))), Back(1)), Again(1, 95)).Next;

        Assert.True(Enter(next, Candidate(3, 99)).Next.Find(Id(3))!.IsLate);
    }

    [Fact]
    public void Enter_SelectedAndAskedAgainAfterCorrections_KeepsItsPlace() =>
        Assert.Empty(Enter(Decided(Proposed(Open(Candidate(1, 80)))), Again(1, 95)).Facts);

    [Fact]
    public void Enter_RejectedAfterItWasSentBackAndAppealed_IsRankedAgain()
    {
        var left = LeaveSelection.Decide(Decided(Proposed(Open(Candidate(1, 80))), Back(1)), Id(1), "test", At).Next;
        Assert.Equal(PlacingOutcome.Left, left.PlacingOf(Id(1))!.Outcome);

        Assert.Equal(2, Enter(left, Again(1, 95)).Next.Find(Id(1))!.Batch);
    }

    [Fact]
    public void IsTiedTo_RelationDomainOrProjectOfThePartnersToo()
    {
        var candidate = Candidate(1, 80) with
        {
            Organisation = "91440300MA5EXA1291", Partners = ["91350100M000100Y43"],
            Ties = new ApplicantTies("Panel", 0, ["drafter"], ["lab.cn"]),
        };
        var officer = Polls.Member("officer");

        Assert.False(candidate.IsTiedTo(officer));
        Assert.True(candidate.IsTiedTo(officer with { Relations = ["91350100M000100Y43"] }));
        Assert.True(candidate.IsTiedTo(officer with { Email = "officer@lab.cn" }));
        Assert.True(candidate.IsTiedTo(officer with { Id = "drafter" }));
        Assert.False((candidate with { Ties = null }).IsTiedTo(officer with { Email = "officer@lab.cn" }));
    }

    [Fact]
    public void Holds_SentBackUntilItCameAgainOrEnded()
    {
        var decided = Decided(Proposed(Open(Candidate(1, 80), Candidate(2, 70))), Back(1), Back(2));
        var next = Enter(decided, Again(1, 95)).Next;

        Assert.Equal((false, true, false), (Holds(next, 1), Holds(next, 2), Holds(next, 3)));
        Assert.False(Holds(LeaveSelection.Decide(next, Id(2), "test", At).Next, 2));
        Assert.True(PlanSelection.Holds(Open(Candidate(1, 80)), 1, Waiting(3)));
    }

    [Fact]
    public void Leave_Selected_FreesItsAmountOnce()
    {
        var decided = Decided(Proposed(Open(Candidate(1, 80), Candidate(2, 70))));

        var change = LeaveSelection.Decide(decided, Id(1), "test", At);

        Assert.Equal(100_000m, Assert.IsType<CandidateLeft>(Assert.Single(change.Facts).Fact).Freed);
        Assert.Equal(100_000m, change.Next.Reserved);
        Assert.Empty(LeaveSelection.Decide(change.Next, Id(1), "test", At).Facts);
        Assert.Empty(LeaveSelection.Decide(decided, Id(9), "test", At).Facts);
    }

    [Fact]
    public void Leave_DeclinedByTheList_ChangesNothing() => Assert.Empty(LeaveSelection.Decide(
        Decided(Proposed(Open(Candidate(1, 80))), Place(1, PlacingChoice.Declined)), Id(1), "test", At).Facts);

    [Fact]
    public void Claim_OfTwoAtOnce_OneHasTheProject()
    {
        var first = ProjectClaims.Claim(null, "p", "a").Next;

        Assert.Equal("a", ProjectClaims.Claim(first, "p", "b").Next.Application);
        Assert.Empty(ProjectClaims.Release(first, "p", "b").Facts);
        var free = ProjectClaims.Release(first, "p", "a").Next;
        Assert.Equal("b", ProjectClaims.Claim(free, "p", "b").Next.Application);
    }

    private static Candidate Again(int number, decimal score) => Candidate(number, score) with { Round = 1 };

    private static Change<SelectionState> Enter(SelectionState state, Candidate candidate) =>
        EnterSelection.Decide(state, Round(), candidate, isStanding: false);

    private static bool Holds(SelectionState state, int number) => PlanSelection.Holds(state, 2, Waiting(number));

    private static OpenApplication Waiting(int number) =>
        new(Id(number), Call.Programme, ApplicationStatus.Submitted, At) { Version = Call.Version };

    private static ProblemType Refusal(SelectionState state, bool isGuideOpen = false) =>
        Assert.Throws<ProblemException>(() => CloseEntry.ByHand(state, ByHand, isGuideOpen)).Type;
}
