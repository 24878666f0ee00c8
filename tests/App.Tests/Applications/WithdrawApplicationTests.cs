using FunctionsApp.Applications;

namespace App.Tests.Applications;

public class WithdrawApplicationTests
{
    [Fact]
    public void Withdraw_UntilTheDecision_AndOnce()
    {
        var change = WithdrawApplication.Decide(Examples.Submitted(), "u1", Examples.Now);
        Assert.Equal((ApplicationStatus.Withdrawn, Examples.Now), (change.Next.Status, change.Next.DecidedAt));
        var fact = Assert.Single(change.Facts);
        Assert.Equal(("u1", new ApplicationWithdrawn()), (fact.Actor, fact.Fact));
        Assert.Empty(WithdrawApplication.Decide(change.Next, "u1", Examples.Now).Facts);
    }

    [Fact]
    public void Withdraw_DraftOrReturned_IsWithdrawn()
    {
        Assert.Equal(ApplicationStatus.Withdrawn, WithdrawApplication.Decide(Examples.Draft(), "u1", Examples.Now).Next.Status);
        Assert.Equal(ApplicationStatus.Withdrawn, WithdrawApplication.Decide(Examples.Returned("budget"), "u1", Examples.Now).Next.Status);
    }

    [Fact]
    public void Withdraw_Decided_IsRefused()
    {
        var approved = ConcludeApplication.Approve(Examples.Submitted(), Examples.Fund, "review", Examples.Now).Next;
        var rejected = ConcludeApplication.Reject(Examples.Submitted(), "review", Examples.Now).Next;
        Assert.Equal("not-open", Examples.Slug(() => WithdrawApplication.Decide(approved, "u1", Examples.Now)));
        Assert.Equal("not-open", Examples.Slug(() => WithdrawApplication.Decide(rejected, "u1", Examples.Now)));
    }
}
