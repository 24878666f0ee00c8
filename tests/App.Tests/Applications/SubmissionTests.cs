using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;

namespace App.Tests.Applications;

public class SubmissionTests
{
    [Fact]
    public void Submit_Whole_HandsInWithItsDocuments()
    {
        var change = Submission.Submit(Examples.Whole(), Examples.Fund, "u1", Examples.Now);
        var fact = Assert.Single(change.Facts);
        var data = Assert.IsType<ApplicationSubmission>(fact.Data);
        Assert.Equal(ApplicationFacts.Submitted, fact.Type);
        Assert.Equal((ApplicationStatus.Submitted, Examples.Now), (change.Next.Status, change.Next.SubmittedAt));
        Assert.Equal(["application-form", "work-plan", "budget"], data.Documents.Select(document => document.Type));
        Assert.Empty(data.Changed);
    }

    [Fact]
    public void Submit_SlotsMissing_NamesThem()
    {
        var application = Examples.With(Examples.Whole(), slot => slot.Type == "budget" ? new SlotState("budget", true, DocumentState.Rejected, 1) : slot);
        var problem = Assert.Throws<ProblemException>(() => Submission.Submit(application, Examples.Fund, "u1", Examples.Now));
        Assert.Equal("documents-missing", problem.Type.Slug);
        Assert.Equal(["budget"], (IEnumerable<string>)problem.Extensions["documents"]!);
        Assert.Equal(("经费预算表", "Budget"), (problem.Detail!.Chinese, problem.Detail.English));
    }

    [Fact]
    public void Submit_ReplacementUnderCheck_Waits() => Assert.Equal("documents-missing", Examples.Slug(() =>
        Submission.Submit(Examples.With(Examples.Whole(), slot => slot.Type == "budget" ? slot with { Pending = 2 } : slot), Examples.Fund, "u1", Examples.Now)));

    [Fact]
    public void Submit_Twice_OnlyTheFirst() => Assert.Equal("not-open", Examples.Slug(() => Submission.Submit(Examples.Submitted(), Examples.Fund, "u2", Examples.Now)));

    [Fact]
    public void Submit_DraftAfterTheLastDay_IsRefused()
    {
        var draft = Examples.Whole(Examples.Institution);
        Assert.Single(Submission.Submit(draft, Examples.Institution, "u1", DateTimeOffset.Parse("2026-04-30T15:59:59Z")).Facts);
        Assert.Equal("guide-closed", Examples.Slug(() => Submission.Submit(draft, Examples.Institution, "u1", DateTimeOffset.Parse("2026-04-30T16:00:00Z"))));
    }

    [Fact]
    public void Submit_ReturnedAfterTheLastDay_IsTaken()
    {
        var submitted = Submission.Submit(Examples.Whole(Examples.Institution), Examples.Institution, "u1", Examples.Now).Next;
        var returned = Settlement.Return(submitted, Examples.Institution, 1, [new ReturnItem("licence-scan", "blurred")], "officer").Next;
        var corrected = Examples.With(returned, slot => slot.Type == "licence-scan" ? Examples.Accepted(slot) with { Version = 2 } : slot);
        var change = Submission.Submit(corrected, Examples.Institution, "u1", DateTimeOffset.Parse("2026-05-10T00:00:00Z"));
        Assert.Equal(ApplicationFacts.Resubmitted, Assert.Single(change.Facts).Type);
        Assert.Equal(["licence-scan"], ((ApplicationSubmission)change.Facts[0].Data).Changed);
        Assert.Empty(change.Next.Returned);
        Assert.Equal(submitted.SubmittedAt, change.Next.SubmittedAt);
    }

    [Fact]
    public void WhenWhole_LastRequiredDocument_HandsInTheSameTransaction()
    {
        var change = Submission.WhenWhole(new ApplicationChange(Examples.Whole(), new NewFact("DocumentAccepted", "checker", new { })), Examples.Fund, "u1", Examples.Now);
        Assert.Equal(["DocumentAccepted", ApplicationFacts.Submitted], change.Facts.Select(fact => fact.Type));
        Assert.Equal(ApplicationStatus.Submitted, change.Next.Status);
    }

    [Fact]
    public void WhenWhole_SomethingOpen_Waits()
    {
        Stays(Examples.Draft());
        Stays(Examples.With(Examples.Whole(), slot => slot.Type == "site-photos" ? slot with { Pending = 1 } : slot));
        Stays(Examples.With(Examples.Whole(), slot => slot.Type == "budget" ? slot with { Reason = new LocalizedText("坏", "bad") } : slot));
        Stays(Examples.Submitted());
    }

    [Fact]
    public void WhenWhole_CheckedAfterTheLastDay_CountsTheArrival()
    {
        var late = DateTimeOffset.Parse("2026-05-01T02:00:00Z");
        Application Arrived(string at) => Examples.With(Examples.Whole(Examples.Institution), slot => slot.Type == "licence-scan" ? slot with { ReceivedAt = DateTimeOffset.Parse(at) } : slot);
        ApplicationStatus After(Application application) => Submission.WhenWhole(new ApplicationChange(application), Examples.Institution, "u1", late).Next.Status;
        Assert.Equal(ApplicationStatus.Submitted, After(Arrived("2026-04-30T15:59:59Z")));
        Assert.Equal(ApplicationStatus.Draft, After(Arrived("2026-04-30T16:00:00Z")));
    }

    [Fact]
    public void Withdraw_UntilTheDecision_AndOnce()
    {
        var withdrawn = Submission.Withdraw(Examples.Submitted(), Examples.Fund, "u1", Examples.Now).Next;
        Assert.Equal(ApplicationStatus.Withdrawn, withdrawn.Status);
        Assert.Empty(Submission.Withdraw(withdrawn, Examples.Fund, "u1", Examples.Now).Facts);
        var approved = Settlement.Approve(Examples.Submitted(), Examples.Fund, "review", Examples.Now).Next;
        Assert.Equal("not-open", Examples.Slug(() => Submission.Withdraw(approved, Examples.Fund, "u1", Examples.Now)));
    }

    private static void Stays(Application application)
    {
        var change = Submission.WhenWhole(new ApplicationChange(application), Examples.Fund, "u1", Examples.Now);
        Assert.Equal(application.Status, change.Next.Status);
        Assert.Empty(change.Facts);
    }
}
