using FunctionsApp.Applications;

namespace App.Tests.Applications;

public class SettlementTests
{
    [Fact]
    public void Approve_Submitted_OnceAndWithItsOutcome()
    {
        var change = Settlement.Approve(Examples.Submitted(), Examples.Fund, "review", Examples.Now);
        var data = Assert.IsType<ApplicationOutcome>(Assert.Single(change.Facts).Data);
        Assert.Equal((ApplicationFacts.Approved, ApplicationStatus.Approved, Examples.Now), (change.Facts[0].Type, data.Outcome, change.Next.DecidedAt));
        Assert.Empty(Settlement.Approve(change.Next, Examples.Fund, "review", Examples.Now).Facts);
    }

    [Fact]
    public void Settle_WithdrawnMeanwhile_ChangesNothing()
    {
        var withdrawn = Submission.Withdraw(Examples.Submitted(), Examples.Fund, "u1", Examples.Now).Next;
        Assert.Empty(Settlement.Approve(withdrawn, Examples.Fund, "review", Examples.Now).Facts);
        Assert.Empty(Settlement.Reject(withdrawn, Examples.Fund, "review", Examples.Now).Facts);
        Assert.Empty(Settlement.Return(withdrawn, Examples.Fund, 1, [new ReturnItem("budget", "r")], "officer").Facts);
    }

    [Fact]
    public void Settle_NotSubmitted_Throws()
    {
        var rejected = Settlement.Reject(Examples.Submitted(), Examples.Fund, "review", Examples.Now).Next;
        Assert.Throws<InvalidOperationException>(() => Settlement.Approve(rejected, Examples.Fund, "review", Examples.Now));
        Assert.Throws<InvalidOperationException>(() => Settlement.Approve(Examples.Draft(), Examples.Fund, "review", Examples.Now));
        Assert.Throws<InvalidOperationException>(() => Settlement.Approve(Examples.Returned("budget"), Examples.Fund, "review", Examples.Now));
    }

    [Fact]
    public void Reject_ReturnedWhoseRoundRanOut_Rejects() =>
        Assert.Equal(ApplicationStatus.Rejected, Settlement.Reject(Examples.Returned("budget"), Examples.Fund, "review", Examples.Now).Next.Status);

    [Fact]
    public void Return_NamedSlots_AreRequiredAgainAndKeepTheirVersion()
    {
        var returned = Examples.Returned("budget", "site-photos");
        Assert.Equal((ApplicationStatus.Returned, 1), (returned.Status, returned.Round));
        var budget = returned.Slot("budget")!;
        Assert.Equal((DocumentState.Empty, true, 1, 2), (budget.State, budget.Required, budget.Version, budget.Next));
        Assert.Null(budget.Blob);
        Assert.True(returned.Slot("site-photos")!.Required);
        Assert.Equal(DocumentState.Accepted, returned.Slot("work-plan")!.State);
    }

    [Fact]
    public void Return_SameRoundAgain_ChangesNothingAlsoAfterTheResubmission()
    {
        var items = new[] { new ReturnItem("budget", "unclear") };
        var returned = Examples.Returned("budget");
        Assert.Empty(Settlement.Return(returned, Examples.Fund, 1, items, "officer").Facts);
        var again = Submission.Submit(Examples.With(returned, slot => slot.Type == "budget" ? Examples.Accepted(slot) : slot), Examples.Fund, "u1", Examples.Now).Next;
        Assert.Empty(Settlement.Return(again, Examples.Fund, 1, items, "officer").Facts);
        Assert.Equal(2, Settlement.Return(again, Examples.Fund, 2, items, "officer").Next.Round);
        Assert.Throws<InvalidOperationException>(() => Settlement.Return(again, Examples.Fund, 3, items, "officer"));
    }

    [Fact]
    public void Return_SameDocumentTwice_AsksOnceWithBothReasons()
    {
        var change = Settlement.Return(Examples.Submitted(), Examples.Fund, 1, [new("budget", "a"), new("budget", "b"), new("budget", "a")], "officer");
        Assert.Equal(new ReturnItem("budget", "a\nb"), Assert.Single(change.Next.Returned));
    }

    [Fact]
    public void Return_NothingOrUnknown_Throws()
    {
        Assert.Throws<ArgumentException>(() => Settlement.Return(Examples.Submitted(), Examples.Fund, 1, [], "officer"));
        Assert.Throws<ArgumentException>(() => Settlement.Return(Examples.Submitted(), Examples.Fund, 1, [new("diploma", "r")], "officer"));
    }
}
