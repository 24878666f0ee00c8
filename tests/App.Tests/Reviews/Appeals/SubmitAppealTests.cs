using App.Tests.Applications;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.City;
using FunctionsApp.Platform.Http;
using FunctionsApp.Reviews.Appeals;
using static App.Tests.Reviews.Appeals.AppealSample;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews.Appeals;

public sealed class SubmitAppealTests
{
    [Fact]
    public void Submit_Rejected_KeepsWhatIsAppealedAndLeavesItRejected()
    {
        var change = Submit(Rejected, Opened.AddHours(1), grounds: $" {Grounds}\r\n");

        Assert.Equal(new AppealSubmitted("Panel", 0), Assert.Single(change.Facts).Fact);
        Assert.Equal(new Appeal(Grounds, "applicant-1", Opened.AddHours(1)), change.Next.Appeal);
        var application = change.Next.Application;
        Assert.Equal((ApplicationStatus.Rejected, true), (application.Status, application.IsAppealed));
        Assert.Equal(("Panel", 0, Opened), (application.Appeal!.Stage, application.Appeal.Round, application.Appeal.RejectedAt));
        Assert.Equal(Refused, application.Appeal.Against);
    }

    [Theory]
    [InlineData(-60, null)]
    [InlineData(-1, null)]
    [InlineData(0, "appeal-late")]
    [InlineData(60, "appeal-late")]
    public void Submit_AtTheEndOfTheTime_IsTakenBeforeIt(int seconds, string? problem)
    {
        var at = Until.AddSeconds(seconds);
        if (problem is null) Assert.Single(Submit(Rejected, at).Facts);
        else Assert.Equal(problem, Slug(() => Submit(Rejected, at)));
    }

    /// <summary>By the calendar of now, and never earlier than it was promised.</summary>
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Until_PromisedByAnotherCalendar_IsTheLaterOne(int promised, int until) => Assert.Equal(
        Until.AddDays(until), (Term with { By = Until.AddDays(promised) }).Until(Opened, WorkingCalendar.Official));

    [Fact]
    public void Submit_Again_IsTheSameOrRefused()
    {
        var appealed = Submit(Rejected).Next;

        Assert.Empty(Submit(appealed).Facts);
        Assert.Equal("appeal-doubled", Slug(() => Submit(appealed, grounds: "Other.")));
        Assert.Equal("appeal-doubled", Slug(() => Submit(appealed, person: "colleague")));
    }

    [Theory]
    [InlineData(ApplicationStatus.Submitted)]
    [InlineData(ApplicationStatus.Returned)]
    [InlineData(ApplicationStatus.Approved)]
    [InlineData(ApplicationStatus.Withdrawn)]
    [InlineData(ApplicationStatus.Draft)]
    public void Submit_NotRejected_IsRefused(ApplicationStatus status) =>
        Assert.Equal("not-rejected", Slug(() => Submit(Rejected with { Review = Rejected.Review.In(status) })));

    [Theory]
    [InlineData(NoAppeal.NotCorrected)]
    [InlineData(NoAppeal.NoPerson)]
    [InlineData(NoAppeal.Selected)]
    [InlineData(NoAppeal.Appealed)]
    [InlineData(null)]
    public void Submit_RejectionWithoutAppeal_SaysWhy(NoAppeal? why)
    {
        var state = With(Refused with { Appeal = null, NoAppeal = why });
        var refused = Assert.Throws<ProblemException>(() => Submit(state));

        Assert.Equal("no-appeal", refused.Type.Slug);
        if (why is not null) Assert.Equal(why, refused.Extensions["reason"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("bad \u202E text")]
    public void Submit_NoPlainText_IsRefused(string grounds) =>
        Assert.Equal("invalid-field", Slug(() => Submit(Rejected, grounds: grounds)));

    [Theory]
    [InlineData(SubmitAppeal.MaxStatement, true)]
    [InlineData(SubmitAppeal.MaxStatement + 1, false)]
    public void Submit_AtTheLimit_IsTakenUpToIt(int length, bool taken)
    {
        var grounds = new string('理', length);
        if (taken) Assert.Single(Submit(Rejected, grounds: grounds).Facts);
        else Assert.Equal("invalid-field", Slug(() => Submit(Rejected, grounds: grounds)));
    }

    private static string Slug(Action act) => Examples.Slug(act);

    private static AppealState With(FunctionsApp.Applications.Refusal refusal) => Rejected with
    {
        Review = Rejected.Review with { Application = Rejected.Application with { Refusal = refusal } },
    };
}
