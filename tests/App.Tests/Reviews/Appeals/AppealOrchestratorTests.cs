using App.Tests.Applications;
using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using static App.Tests.Reviews.Appeals.AppealSample;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews.Appeals;

/// <summary>The examination of an appeal from its receipt to its ruling, without any event: what the next look finds.</summary>
public sealed class AppealOrchestratorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Dismissed_LeavesItRejectedAndWritesWhy()
    {
        var sample = new AppealSample(Officer("o1"));
        await sample.AppealAsync();

        Assert.Equal(AppealRuling.Dismissed, await RunAsync(sample, (1, () => sample.AnswerAsync(AppealRuling.Dismissed))));

        var state = await sample.ReadAsync();
        Assert.Equal((ApplicationStatus.Rejected, false), (state.Application.Status, state.Application.IsAppealed));
        Assert.Equal((Term, "No market."), (state.Application.Refusal!.Appeal, Assert.Single(state.Application.Refusal.Reasons)));
        Assert.Equal(["ReviewPut", "AppealSubmitted", "AssignmentOpened", "AppealDismissed"], sample.App.Facts);
        Assert.Equal(
            ["appeal-received", "assignment-opened", "appeal-dismissed"], sample.App.Letters.Select(letter => letter.Template));
        Assert.Equal("The sums are right.", sample.App.Letters[^1].Values["reason"]);
        Assert.Equal("appeal-doubled", Examples.Slug(() => Submit(state)));
    }

    [Fact]
    public async Task Run_Upheld_PutsItUnderReviewAgain()
    {
        var sample = new AppealSample(Officer("o1"));
        await sample.AppealAsync();

        Assert.Equal(AppealRuling.Upheld, await RunAsync(sample, (1, () => sample.AnswerAsync(AppealRuling.Upheld))));

        var application = (await sample.ReadAsync()).Application;
        Assert.Equal(ApplicationStatus.Submitted, application.Status);
        Assert.Equal((null, null), ((object?)application.Refusal, (object?)application.DecidedAt));
        Assert.Equal((AppealRuling.Upheld, Term), (application.Appeal!.Ruling, application.Appeal.Against.Appeal));
        Assert.Equal(["No market."], application.Appeal.Against.Reasons);
        Assert.Equal("appeal-upheld", sample.App.Letters[^1].Template);
        Assert.DoesNotContain(sample.App.Letters.Where(letter => letter.Email is not null), letter => letter.Values.Values.Contains("o1"));
    }

    /// <summary>Silence dismisses nothing: after the delegate another person is asked, at last the first one again.</summary>
    [Fact]
    public async Task Run_NoOneAnswers_AsksOthersUntilOneRules()
    {
        var sample = new AppealSample(Officer("o1", "o2"), Officer("o2"), Officer("o3"));
        await sample.AppealAsync();
        var asked = new List<string>();

        var ruling = await RunAsync(sample, (24 * 60, async () =>
        {
            asked.AddRange((await sample.ReadAsync()).Review.Assignments.Where(each => each.Ask.Kind == AppealQuestion.Name)
                .OrderBy(each => each.Ask.Round).ThenBy(each => each.Number).Select(each => each.Assignee));
            await sample.AnswerAsync(AppealRuling.Upheld);
        }));

        Assert.Equal(AppealRuling.Upheld, ruling);
        Assert.Equal(3, asked.Take(3).Distinct().Count());
        Assert.True(asked.Count > 3);
        Assert.Contains("AssignmentLapsed", sample.App.Facts);
        Assert.Equal(1, sample.App.Letters.Count(letter => letter.Template == "appeal-received"));
    }

    [Fact]
    public async Task Run_OnlyPeopleWhoHadAPart_WaitsForAnother()
    {
        var sample = new AppealSample(Officer("district"), Officer("expert-3"));
        await sample.AppealAsync();

        Assert.Equal(OpeningState.Blocked, (await sample.OpenAsync()).State);
        Assert.Equal(OpeningState.Blocked, (await sample.OpenAsync()).State);

        Assert.Equal(["ReviewPut", "AppealSubmitted", "AssignmentsBlocked"], sample.App.Facts);
        Assert.True((await sample.ReadAsync()).Appeal!.IsBlocked);
        Assert.True((await sample.ReadAsync()).Application.IsAppealed);
    }

    [Fact]
    public async Task Plan_WhoSentTheAppealOrHadAPart_IsNotAsked()
    {
        var sample = new AppealSample(Officer("district"), Officer("expert-1"), Officer("applicant-1"), Officer("expert-3"), Officer("o1"));
        await sample.AppealAsync();
        await sample.OpenAsync();

        Assert.Equal("o1", sample.App.Letters[^1].StaffId);
    }

    /// <summary>As if the person had decided a stage after the question was put.</summary>
    [Fact]
    public async Task Answer_WhoHadAPart_IsRefusedWhereItIsStored()
    {
        var sample = new AppealSample(Officer("o1"));
        await sample.AppealAsync();
        await sample.OpenAsync();
        await sample.App.Store.ChangeAsync(AppealAggregate.Kind, Id, state => Change.To(
            state with
            {
                Review = state.Review with
                {
                    Decisions = [.. state.Review.Decisions, Decision(7, DecisionKind.Approve) with { Person = "o1" }],
                },
            }, "test", new ReviewPut()), Cancellation);

        var refused = await Assert.ThrowsAsync<ProblemException>(() => sample.AnswerAsync(AppealRuling.Upheld));

        Assert.Equal("took-part", refused.Type.Slug);
        Assert.Null((await sample.ReadAsync()).Appeal!.Decision);
    }

    [Fact]
    public async Task Answer_Twice_IsOneRuling()
    {
        var sample = new AppealSample(Officer("o1"));
        await sample.AppealAsync();
        await sample.OpenAsync();
        Assert.Equal("invalid-field", await SlugAsync(() => sample.AnswerAsync(null)));
        Assert.Equal("invalid-field", await SlugAsync(() => sample.AnswerAsync(AppealRuling.Upheld, " ")));
        await sample.AnswerAsync(AppealRuling.Upheld);
        await sample.AnswerAsync(AppealRuling.Upheld);

        Assert.Equal("already-decided", await SlugAsync(() => sample.AnswerAsync(AppealRuling.Dismissed)));
        Assert.Single(sample.App.Facts, "AppealUpheld");
    }

    [Fact]
    public async Task Facts_OfTheCourse_NameNoExaminer()
    {
        var sample = new AppealSample(Officer("o1"));
        await sample.AppealAsync();
        await sample.OpenAsync();
        await sample.AnswerAsync(AppealRuling.Dismissed);

        var facts = await sample.App.Store.ReadFactsAsync(AppealAggregate.Kind.Table, Id, Cancellation);
        Assert.Equal(nameof(DecideAppeal), facts.Single(fact => fact.Type == nameof(AppealDismissed)).Actor);
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public async Task Sweep_AppealedWithoutARun_StartsItOnceSettled(int minutes, int starts)
    {
        var sample = new AppealSample();
        await sample.AppealAsync();
        sample.App.Time.Advance(TimeSpan.FromMinutes(minutes));
        var durable = new Mock<DurableTaskClient>("test");

        await new AppealTimer(sample.App.Lists, new MissingRuns(sample.App.Time, NullLogger<MissingRuns>.Instance))
            .StartAsync(new TimerInfo(), durable.Object, Cancellation);

        durable.Verify(
            client => client.ScheduleNewOrchestrationInstanceAsync(
                nameof(AppealOrchestrator), new AppealRun(Id),
                It.Is<StartOrchestrationOptions>(options => options.InstanceId == $"appeal-{Id}"), It.IsAny<CancellationToken>()),
            Times.Exactly(starts));
    }

    private static async Task<string> SlugAsync(Func<Task> act) => (await Assert.ThrowsAsync<ProblemException>(act)).Type.Slug;

    private static Task<AppealRuling> RunAsync(AppealSample sample, params (double Hours, Func<Task> Act)[] happens) =>
        AppealOrchestrator.RunAsync(sample.Play(happens), new AppealRun(Id));
}
