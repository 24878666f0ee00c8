using CsCheck;
using FunctionsApp.Platform.Http;
using FunctionsApp.Selections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using static App.Tests.Selections.SelectionSample;

namespace App.Tests.Selections;

public sealed class DecideSelectionTests
{
    /// <summary>Five of 100,000 yuan each against 300,000.</summary>
    private static SelectionState Five => Proposed(Open([.. Enumerable.Range(1, 5).Select(number => Candidate(number, 90 - number))]));

    [Fact]
    public void Decide_WithoutChanges_IsTheProposal()
    {
        var decided = Decided(Five);

        Assert.Equal([1, 2, 3], Selected(decided));
        Assert.Equal((300_000m, 0m), (decided.Reserved, decided.Left));
        Assert.Equal(SelectionStatus.Decided, decided.StatusOf(decided.Round.Last));
    }

    [Fact]
    public void Decide_ProposedRowsSentAgainWithoutReasons_ChangeNothing()
    {
        var decided = Decided(
            Five, Place(1, PlacingChoice.Selected, reason: null), Place(4, PlacingChoice.Declined, reason: " "));

        Assert.Equal([1, 2, 3], Selected(decided));
        Assert.All(decided.Placings, placing => Assert.Null(placing.Reason));
    }

    [Fact]
    public void Decide_CutDown_MakesRoomForTheNext()
    {
        var decided = Decided(
            Five, Place(1, PlacingChoice.Selected, 60_000), Place(2, PlacingChoice.Selected, 70_000),
            Place(3, PlacingChoice.Selected, 70_000), Place(4, PlacingChoice.Selected));

        Assert.Equal([1, 2, 3, 4], Selected(decided));
        Assert.Equal(300_000m, decided.Reserved);
    }

    [Fact]
    public void Decide_OnReserve_ReservesNothingAndHasAnEnd()
    {
        var placing = Decided(Five, Place(3, PlacingChoice.Reserve)).PlacingOf(Id(3))!;

        Assert.Equal((PlacingOutcome.Reserve, 0m, At.AddDays(100)), (placing.Outcome, placing.Amount, placing.Until!.Value));
    }

    [Theory]
    [InlineData(59_999.99, "#/amount.")]
    [InlineData(100_000.01, "#/amount.")]
    [InlineData(60_000.005, "#/amount.")]
    public void Decide_AmountOutOfRange_NamesTheInput(decimal amount, string pointer) =>
        Assert.StartsWith(pointer, Fault(Place(1, PlacingChoice.Selected, amount)).Replace("/", ".", StringComparison.Ordinal)
            .Replace("#.", "#/", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void Decide_WithoutAReason_IsRefused() =>
        Assert.Contains("reason", Fault(Place(4, PlacingChoice.Reserve, reason: null)), StringComparison.Ordinal);

    [Fact]
    public void Decide_WithoutAnOutcome_IsRefused() =>
        Assert.Contains("outcome", Fault(new PlacingForm(Id(1), null, null, "Why.")), StringComparison.Ordinal);

    [Fact]
    public void Decide_UnknownOrTwice_IsRefused()
    {
        Assert.Contains("outcome", Fault(Place(9, PlacingChoice.Declined)), StringComparison.Ordinal);
        Assert.Contains("outcome", Fault(Place(1, PlacingChoice.Declined), Place(1, PlacingChoice.Reserve)), StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_OneYuanOver_IsRefused() => Assert.Equal(
        SelectionProblems.OverBudget,
        Assert.Throws<ProblemException>(() => Decided(
            Five, Place(1, PlacingChoice.Selected, 99_999), Place(2, PlacingChoice.Selected, 99_999),
            Place(3, PlacingChoice.Selected, 99_999), Place(4, PlacingChoice.Selected))).Type);

    [Fact]
    public void Decide_OnePlaceOver_IsRefused()
    {
        var open = Open(Candidate(1, 80), Candidate(2, 70)) with { Round = Round(places: 1) };

        Assert.Equal(SelectionProblems.OverPlaces, Assert.Throws<ProblemException>(
            () => Decided(Proposed(open), Place(2, PlacingChoice.Selected))).Type);
        Assert.Equal([2], Selected(Decided(Proposed(open), Place(1, PlacingChoice.Declined), Place(2, PlacingChoice.Selected))));
    }

    [Fact]
    public void Decide_ProjectOfAnother_IsNeverSelected()
    {
        var proposed = Proposed(Open(Candidate(1, 80), Candidate(2, 70)), new Dictionary<string, string> { [Id(1)] = "another" });

        Assert.Equal([2], Selected(Decided(proposed)));
        Assert.Throws<ProblemException>(() => Decided(proposed, Place(1, PlacingChoice.Selected)));
        Assert.Throws<ProblemException>(() => Decided(proposed, Place(1, PlacingChoice.Reserve)));
    }

    [Fact]
    public void Decide_PersonWhoJudgedItBefore_ChangesOthersAlone()
    {
        var proposed = Proposed(Open(Candidate(1, 80) with { Judges = [Officer] }, Candidate(2, 70)));

        Assert.Equal([1, 2], Selected(Decided(proposed)));
        Assert.Equal([1], Selected(Decided(proposed, Place(2, PlacingChoice.Declined))));
        Assert.Throws<ProblemException>(() => Decided(proposed, Place(1, PlacingChoice.Declined)));
        Assert.Equal([2], Selected(Decide(proposed, "officer-2", Place(1, PlacingChoice.Declined))));
    }

    [Fact]
    public void Decide_WithdrawnMeanwhile_FreesItsAmount()
    {
        var proposed = LeaveSelection.Decide(Five, Id(2), "test", At).Next;

        Assert.Equal([1, 3], Selected(Decided(proposed)));
        Assert.Equal([1, 3, 4], Selected(Decided(proposed, Place(4, PlacingChoice.Selected))));
        Assert.Throws<ProblemException>(() => Decided(proposed, Place(2, PlacingChoice.Selected)));
    }

    [Fact]
    public void Decide_SentBack_ReservesNothingAndMakesRoomForTheNext()
    {
        var decided = Decided(Five, Back(2), Place(4, PlacingChoice.Selected));

        Assert.Equal([1, 3, 4], Selected(decided));
        Assert.Equal(300_000m, decided.Reserved);
        Assert.Equal([1, 2, 3, 4, 5], decided.Placings.OrderBy(placing => placing.Rank).Select(placing => placing.Rank));
        var placing = decided.PlacingOf(Id(2))!;
        Assert.Equal((PlacingOutcome.SentBack, 0m, "Department"), (placing.Outcome, placing.Amount, placing.BackTo));
        Assert.Equal(FunctionsApp.Reviews.StageOutcome.SentBack, CloseSelection.OutcomeOf(decided, Id(2)));
    }

    [Fact]
    public void Decide_SentBackWithoutReasonOrToAnotherStage_IsRefused()
    {
        Assert.Contains("reason", Fault(Back(2, reason: null)), StringComparison.Ordinal);
        Assert.Contains("outcome", Fault(Back(2, to: null)), StringComparison.Ordinal);
        Assert.Contains("outcome", Fault(Back(2, to: "Selection")), StringComparison.Ordinal);
        Assert.Contains(
            "outcome", Fault(Place(2, PlacingChoice.Declined) with { BackTo = "Department" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_SentBackAsOftenAsTheProgrammeAllows_IsRefused() => Assert.Throws<ProblemException>(
        () => Decided(Proposed(Open(Candidate(1, 80) with { Earlier = [] })), Back(1)));

    [Fact]
    public void Form_StageInTheOutcome_IsReadAsTheApisAnswer()
    {
        var form = SelectionForm.Of(new FormCollection(new Dictionary<string, StringValues>
        {
            ["token"] = "t", [$"outcome.{Id(1)}"] = PlacingForm.BackToValue("Panel"), [$"reason.{Id(1)}"] = "Score it again.",
        }));

        Assert.Equal(
            DecideSelection.AnswerOf(new SelectionForm("t", [Back(1, "Panel", "Score it again.")])), DecideSelection.AnswerOf(form));
    }

    [Fact]
    public void Decide_AnyChanges_AreRefusedOrKeepTheBudget() => Gen.Select(
        Gen.Int[1, 8], Gen.Int[0, 3], Gen.Int[0, 120]).Array[0, 12].Sample(changes =>
    {
        var proposed = Proposed(Open([.. Enumerable.Range(1, 8).Select(number => Candidate(number, 90 - number))]));
        try
        {
            var decided = Decided(proposed, [.. changes.Select(change => Place(
                change.Item1, (PlacingChoice)change.Item2, change.Item3 == 0 ? null : change.Item3 * 1000m) with
                {
                    BackTo = change.Item2 == 3 ? "Panel" : null,
                })]);
            Assert.InRange(decided.Reserved, 0, 300_000);
        }
        catch (ProblemException)
        {
            Assert.NotEmpty(changes);
        }
    });

    [Fact]
    public void Promote_WhereAnotherLeft_TakesWhatItLeft()
    {
        var decided = Decided(Five, Place(4, PlacingChoice.Reserve), Place(5, PlacingChoice.Reserve));
        Assert.Equal(SelectionProblems.OverBudget, Assert.Throws<ProblemException>(() => Promote(decided, 4)).Type);
        var left = LeaveSelection.Decide(decided, Id(1), "test", At).Next;

        var promoted = Promote(left, 4);
        Assert.Equal([2, 3, 4], Selected(promoted));
        Assert.Equal(300_000m, promoted.Reserved);
        Assert.Same(promoted, Promote(promoted, 4));
        Assert.Throws<ProblemException>(() => Promote(promoted, 5));
        Assert.Equal(SelectionProblems.NotOnReserve, Assert.Throws<ProblemException>(() => Promote(left, 1)).Type);
    }

    [Fact]
    public void EndReserve_AtItsTime_DeclinesThoseOnIt()
    {
        var decided = Decided(Five, Place(4, PlacingChoice.Reserve));

        Assert.Same(decided, EndReserve.WhenOver(decided, 1, "test", At.AddDays(100).AddTicks(-1)).Next);
        Assert.Equal(PlacingOutcome.Declined, EndReserve.WhenOver(decided, 1, "test", At.AddDays(100)).Next.PlacingOf(Id(4))!.Outcome);
        var byHand = EndReserve.ByHand(decided, 1, Officer, "The year is over.", At).Next.PlacingOf(Id(4))!;
        Assert.Equal((PlacingOutcome.Declined, "The year is over."), (byHand.Outcome, byHand.Reason));
    }

    private static SelectionState Promote(SelectionState state, int number) => PromoteApplication.Decide(
        state, new PromotionForm(Id(number), "The next one."), Officer, Rules, At).Next;

    private static string Fault(params IReadOnlyList<PlacingForm> places) =>
        Assert.Throws<ProblemException>(() => Decided(Five, places)).Errors[0].Pointer;
}
