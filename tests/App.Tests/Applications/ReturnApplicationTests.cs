using FunctionsApp.Applications;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications;

public class ReturnApplicationTests
{
    [Fact]
    public void Return_Fact_NamesRoundAndDocumentsButNoReason()
    {
        var change = ReturnApplication.Decide(Examples.Submitted(), 1, [new("budget", "a"), new("work-plan", "b")], "officer");
        var fact = Assert.Single(change.Facts);
        var returned = Assert.IsType<ApplicationReturned>(fact.Fact);
        Assert.Equal(("officer", 1), (fact.Actor, returned.Round));
        Assert.Equal(["budget", "work-plan"], returned.Documents);
    }

    [Fact]
    public void Return_WithdrawnMeanwhile_ChangesNothing()
    {
        var withdrawn = WithdrawApplication.Decide(Examples.Submitted(), "u1", Examples.Now).Next;
        Assert.Empty(ReturnApplication.Decide(withdrawn, 1, [new ReturnItem("budget", "r")], "officer").Facts);
    }

    [Fact]
    public void Return_NotSubmitted_Throws()
    {
        var items = new[] { new ReturnItem("budget", "r") };
        var rejected = ConcludeApplication.Reject(Examples.Submitted(), "review", Examples.Now).Next;
        Assert.Throws<InvalidOperationException>(() => ReturnApplication.Decide(Examples.Draft(), 1, items, "officer"));
        Assert.Throws<InvalidOperationException>(() => ReturnApplication.Decide(rejected, 1, items, "officer"));
        Assert.Throws<InvalidOperationException>(() => ReturnApplication.Decide(Examples.Returned("budget"), 2, items, "officer"));
    }

    [Fact]
    public void Return_NamedSlots_AreRequiredAgainAndKeepTheirVersion()
    {
        var returned = Examples.Returned("budget", "site-photos");
        Assert.Equal((ApplicationStatus.Returned, 1), (returned.Status, returned.Supplement.Round));
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
        Assert.Empty(ReturnApplication.Decide(returned, 1, items, "officer").Facts);
        var corrected = Examples.With(returned, slot => slot.Type == "budget" ? Examples.Accepted(slot) : slot);
        var again = SubmitApplication.Decide(corrected, Answers.None, Examples.Fund, "u1", Examples.Now).Next;
        Assert.Empty(ReturnApplication.Decide(again, 1, items, "officer").Facts);
        Assert.Equal(2, ReturnApplication.Decide(again, 2, items, "officer").Next.Supplement.Round);
        Assert.Throws<InvalidOperationException>(() => ReturnApplication.Decide(again, 3, items, "officer"));
    }

    [Fact]
    public void Return_SameDocumentTwice_AsksOnceWithBothReasons()
    {
        var change = ReturnApplication.Decide(
            Examples.Submitted(), 1, [new("budget", "a"), new("budget", "b"), new("budget", "a")], "officer");
        Assert.Equal(new ReturnItem("budget", "a\nb"), Assert.Single(change.Next.Returned));
    }

    [Fact]
    public void Return_NothingOrUnknown_Throws()
    {
        Assert.Throws<ArgumentException>(() => ReturnApplication.Decide(Examples.Submitted(), 1, [], "officer"));
        Assert.Throws<ArgumentException>(() => ReturnApplication.Decide(Examples.Submitted(), 1, [new("diploma", "r")], "officer"));
    }
}
