using FunctionsApp.Applications;

namespace App.Tests.Applications;

public class ConcludeApplicationTests
{
    [Fact]
    public void Approve_Submitted_OnceAndWithItsOutcome()
    {
        var change = ConcludeApplication.Approve(Examples.Submitted(), Examples.Fund, "review", Examples.Now);
        var fact = Assert.Single(change.Facts);
        Assert.Equal(new ApplicationApproved("special-fund-rd", Examples.Fund.Name, "it", "Title", "91350100M000100Y43"), fact.Fact);
        Assert.Equal(("review", ApplicationStatus.Approved, Examples.Now), (fact.Actor, change.Next.Status, change.Next.DecidedAt));
        Assert.Empty(ConcludeApplication.Approve(change.Next, Examples.Fund, "review", Examples.Now).Facts);
    }

    [Fact]
    public void Reject_Submitted_OnceAndWithItsOutcome()
    {
        var change = ConcludeApplication.Reject(Examples.Submitted(), "review", Examples.Now);
        Assert.Equal(new ApplicationRejected("special-fund-rd", 0), Assert.Single(change.Facts).Fact);
        Assert.Equal((ApplicationStatus.Rejected, Examples.Now), (change.Next.Status, change.Next.DecidedAt));
        Assert.Empty(ConcludeApplication.Reject(change.Next, "review", Examples.Now).Facts);
    }

    [Fact]
    public void Conclude_WithdrawnMeanwhile_ChangesNothing()
    {
        var withdrawn = WithdrawApplication.Decide(Examples.Submitted(), "u1", Examples.Now).Next;
        Assert.Empty(ConcludeApplication.Approve(withdrawn, Examples.Fund, "review", Examples.Now).Facts);
        Assert.Empty(ConcludeApplication.Reject(withdrawn, "review", Examples.Now).Facts);
    }

    [Fact]
    public void Conclude_NotSubmitted_Throws()
    {
        var rejected = ConcludeApplication.Reject(Examples.Submitted(), "review", Examples.Now).Next;
        Assert.Throws<InvalidOperationException>(() => ConcludeApplication.Approve(rejected, Examples.Fund, "review", Examples.Now));
        Assert.Throws<InvalidOperationException>(
            () => ConcludeApplication.Approve(Examples.Draft(), Examples.Fund, "review", Examples.Now));
        Assert.Throws<InvalidOperationException>(
            () => ConcludeApplication.Approve(Examples.Returned("budget"), Examples.Fund, "review", Examples.Now));
        Assert.Throws<InvalidOperationException>(() => ConcludeApplication.Reject(Examples.Draft(), "review", Examples.Now));
    }

    [Fact]
    public void Reject_ReturnedWhoseRoundRanOut_Rejects()
    {
        var change = ConcludeApplication.Reject(Examples.Returned("budget"), "review", Examples.Now);
        Assert.Equal(ApplicationStatus.Rejected, change.Next.Status);
        Assert.Equal(new ApplicationRejected("special-fund-rd", 1), Assert.Single(change.Facts).Fact);
        Assert.Empty(change.Next.Returned);
    }
}
