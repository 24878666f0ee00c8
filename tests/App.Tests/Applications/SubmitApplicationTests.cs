using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications;

public class SubmitApplicationTests
{
    [Fact]
    public void Submit_Complete_RecordsItsDocuments()
    {
        var change = SubmitApplication.Decide(Examples.Whole(), Answers.None, Examples.Fund, "u1", Examples.Now);
        var fact = Assert.Single(change.Facts);
        var submitted = Assert.IsType<ApplicationSubmitted>(fact.Fact);
        Assert.Equal("u1", fact.Actor);
        Assert.Equal((ApplicationStatus.Submitted, Examples.Now), (change.Next.Status, change.Next.SubmittedAt));
        Assert.Equal(["application-form", "work-plan", "budget"], submitted.Documents.Select(document => document.Type));
        Assert.All(submitted.Documents, document => Assert.Equal((1, "ab"), (document.Version, document.Sha256)));
    }

    [Fact]
    public void Submit_SlotsMissing_NamesThem()
    {
        var application = Examples.With(
            Examples.Whole(), slot => slot.Type == "budget" ? new SlotState("budget", true, DocumentState.Rejected, 1) : slot);
        var problem = Assert.Throws<ProblemException>(() => SubmitApplication.Decide(application, Answers.None, Examples.Fund, "u1", Examples.Now));
        Assert.Equal("documents-missing", problem.Type.Slug);
        Assert.Equal(["budget"], (IEnumerable<string>)problem.Extensions["documents"]!);
        Assert.Equal(("经费预算表", "Budget"), (problem.Detail!.Chinese, problem.Detail.English));
    }

    [Fact]
    public void Submit_ReplacementUnderCheck_Waits() => Assert.Equal("documents-missing", Examples.Slug(() =>
        SubmitApplication.Decide(
            Examples.With(Examples.Whole(), slot => slot.Type == "budget" ? slot with { Pending = 2 } : slot), Answers.None,
            Examples.Fund,
            "u1",
            Examples.Now)));

    [Fact]
    public void Submit_Twice_OnlyTheFirst() =>
        Assert.Equal("not-open", Examples.Slug(() => SubmitApplication.Decide(Examples.Submitted(), Answers.None, Examples.Fund, "u2", Examples.Now)));

    [Fact]
    public void Submit_DraftAfterTheLastDay_IsRefused()
    {
        var draft = Examples.Whole(Examples.Institution);
        Assert.Single(SubmitApplication.Decide(draft, Answers.None, Examples.Institution, "u1", DateTimeOffset.Parse("2026-04-30T15:59:59Z")).Facts);
        Assert.Equal("guide-closed", Examples.Slug(() =>
            SubmitApplication.Decide(draft, Answers.None, Examples.Institution, "u1", DateTimeOffset.Parse("2026-04-30T16:00:00Z"))));
    }

    [Fact]
    public void Submit_ReturnedAfterTheLastDay_IsTaken()
    {
        var submitted = SubmitApplication.Decide(Examples.Whole(Examples.Institution), Answers.None, Examples.Institution, "u1", Examples.Now).Next;
        var returned = ReturnApplication.Decide(submitted, 1, [new ReturnItem("licence-scan", "blurred")], "officer").Next;
        var corrected = Examples.With(returned, slot => slot.Type == "licence-scan" ? Examples.Accepted(slot) with { Version = 2 } : slot);
        var change = SubmitApplication.Decide(corrected, Answers.None, Examples.Institution, "u1", DateTimeOffset.Parse("2026-05-10T00:00:00Z"));
        var resubmitted = Assert.IsType<ApplicationResubmitted>(Assert.Single(change.Facts).Fact);
        Assert.Equal(1, resubmitted.Round);
        Assert.Equal(["licence-scan"], resubmitted.Changed);
        Assert.Equal(2, resubmitted.Documents.Single(document => document.Type == "licence-scan").Version);
        Assert.Empty(change.Next.Returned);
        Assert.Equal(submitted.SubmittedAt, change.Next.SubmittedAt);
    }

    [Fact]
    public void WhenComplete_LastRequiredDocument_SubmitsInTheSameCommit()
    {
        var accepted = Change.To(Examples.Whole(), "checker", new DocumentAccepted("budget", 1, 3, "ab"));
        var change = SubmitApplication.WhenComplete(accepted, Answers.None, Examples.Fund, Examples.Now);
        Assert.Equal([nameof(DocumentAccepted), nameof(ApplicationSubmitted)], change.Facts.Select(fact => fact.Type));
        Assert.Equal(["checker", "u1"], change.Facts.Select(fact => fact.Actor));
        Assert.Equal((ApplicationStatus.Submitted, Examples.Now), (change.Next.Status, change.Next.SubmittedAt));
    }

    [Fact]
    public void WhenComplete_SomethingOpen_Waits()
    {
        Stays(Examples.Draft());
        Stays(Examples.With(Examples.Whole(), slot => slot.Type == "site-photos" ? slot with { Pending = 1 } : slot));
        Stays(Examples.With(
            Examples.Whole(), slot => slot.Type == "budget" ? slot with { Reason = new LocalizedText("坏", "bad") } : slot));
        Stays(Examples.Submitted());
    }

    [Fact]
    public void WhenComplete_CheckedAfterTheLastDay_CountsTheArrival()
    {
        var late = DateTimeOffset.Parse("2026-05-01T02:00:00Z");
        Application Arrived(string at) => Examples.With(
            Examples.Whole(Examples.Institution), slot => slot.Type == "licence-scan"
                ? slot with { ReceivedAt = DateTimeOffset.Parse(at) }
                : slot);
        ApplicationStatus After(Application application) =>
            SubmitApplication.WhenComplete(Change.None(application), Answers.None, Examples.Institution, late).Next.Status;
        Assert.Equal(ApplicationStatus.Submitted, After(Arrived("2026-04-30T15:59:59Z")));
        Assert.Equal(ApplicationStatus.Draft, After(Arrived("2026-04-30T16:00:00Z")));
    }

    /// <summary>The last upload ends after the guide's last day.</summary>
    [Theory]
    [InlineData("2026-04-30T15:59:59Z", ApplicationStatus.Submitted)]
    [InlineData("2026-04-30T16:00:00Z", ApplicationStatus.Draft)]
    public void WhenComplete_ArrivedAfterTheLastDay_CountsTheBeginning(string began, ApplicationStatus expected)
    {
        var late = DateTimeOffset.Parse("2026-05-01T02:00:00Z");
        var application = Examples.With(
            Examples.Whole(Examples.Institution), slot => slot.Type == "licence-scan"
                ? slot with { ReceivedAt = late, BeganAt = DateTimeOffset.Parse(began) } : slot);

        var change = SubmitApplication.WhenComplete(Change.None(application), Answers.None, Examples.Institution, late);

        Assert.Equal(expected, change.Next.Status);
    }

    private static void Stays(Application application)
    {
        var change = SubmitApplication.WhenComplete(Change.None(application), Answers.None, Examples.Fund, Examples.Now);
        Assert.Equal(application.Status, change.Next.Status);
        Assert.Empty(change.Facts);
    }
}
