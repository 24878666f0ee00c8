using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.PublicNotices;
using FunctionsApp.Reviews;
using static App.Tests.PublicNotices.NoticeSample;

namespace App.Tests.PublicNotices;

/// <summary>Who examines an objection, until when, and what follows.</summary>
public sealed class ExaminationTests
{
    private static readonly DateTimeOffset Result = BeijingTime.Deadline(new DateOnly(2026, 3, 16));

    [Fact]
    public async Task Ask_Objection_AsksOneWhoDidNotDecideBefore()
    {
        var sample = await new NoticeSample(Officers(3)).StartAsync(Decided("o1", "o2"));
        await sample.ObjectAsync();

        Assert.Equal("o3", (await sample.ExaminerAsync()).Assignee);
    }

    [Fact]
    public async Task Rule_WhoDecidedAnEarlierStage_IsRefusedWhereItIsStored()
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        await sample.ObjectAsync();
        // As if the assignment had been stored before the decision.
        await sample.Bench.Store.ChangeAsync(
            NoticeAggregate.Kind, Id,
            state => FunctionsApp.Platform.Storage.Change.To(
                state with { Notice = state.Notice with { Examiners = state.Notice.Examiners with { Excluded = ["o1"] } } }, "test",
                new ReviewPut()),
            TestContext.Current.CancellationToken);

        Assert.Equal("second-stage", (await Refused(async () => await sample.RuleAsync(await sample.ExaminerAsync()))).Type.Slug);
        Assert.Empty((await sample.StateAsync()).Rulings);
    }

    [Fact]
    public async Task Ask_ObjectionsOfOfficers_AreExaminedByNoneWhoObjects()
    {
        var sample = await new NoticeSample(Officers(3)).StartAsync();
        await sample.ObjectAsync("o1");
        await sample.ObjectAsync("o2");

        Assert.Equal("o3", (await sample.ExaminerAsync(2)).Assignee);
    }

    [Fact]
    public async Task Rule_ExaminerObjectsLater_IsRefusedAndTheDelegateDecides()
    {
        var sample = await new NoticeSample(Officers(2)).StartAsync();
        await sample.ObjectAsync();
        var first = await sample.ExaminerAsync();
        await sample.ObjectAsync(first.Assignee);

        Assert.Equal("not-allowed", (await Refused(() => sample.RuleAsync(first))).Type.Slug);
        while ((await sample.ExaminerAsync()).Assignee == first.Assignee) Assert.Null(await sample.WaitAsync());
        Assert.True(sample.Bench.Time.GetUtcNow() < Result);
        await sample.RuleAsync(await sample.ExaminerAsync());
        Assert.Single((await sample.StateAsync()).Rulings);
    }

    [Theory]
    [InlineData(Ruling.Dismissed, StageOutcome.Passed)]
    [InlineData(Ruling.Upheld, StageOutcome.Rejected)]
    public async Task Rule_BeforeTheResult_EndsTheStageAtItsTime(Ruling ruling, StageOutcome outcome)
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        await sample.ObjectAsync();

        Assert.Null(await sample.RuleAsync(await sample.ExaminerAsync(), ruling, "执照无效。"));
        sample.Bench.Time.SetUtcNow(Result.AddSeconds(-1));
        Assert.Null(await sample.CheckAsync());
        sample.Bench.Time.SetUtcNow(Result);
        Assert.Equal(outcome, await sample.CheckAsync());
        Assert.Equal(
            ruling == Ruling.Upheld ? ["执照无效。"] : null, (await sample.Bench.Store.ReviewAsync()).Run(Stage, 0)!.Reasons);
    }

    [Fact]
    public async Task Rule_TwoObjectionsOneUpheld_Rejects()
    {
        var sample = await new NoticeSample(Officers(3)).StartAsync();
        await sample.ObjectAsync("zhao");
        await sample.ObjectAsync("qian", Form("钱亮"));
        await sample.RuleAsync(await sample.ExaminerAsync(1));
        await sample.RuleAsync(await sample.ExaminerAsync(2), Ruling.Upheld);
        sample.Bench.Time.SetUtcNow(Result);

        Assert.Equal(StageOutcome.Rejected, await sample.CheckAsync());
    }

    [Fact]
    public async Task Rule_ReasonNamesTheObjector_IsRefused()
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        await sample.ObjectAsync();

        var problem = await Refused(async () => await sample.RuleAsync(await sample.ExaminerAsync(), Ruling.Upheld, "如赵明所述。"));
        Assert.Equal("#/reason", Assert.Single(problem.Errors).Pointer);
    }

    [Fact]
    public async Task Rule_Twice_TakesTheSameAndRefusesAnother()
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        await sample.ObjectAsync();
        var examiner = await sample.ExaminerAsync();
        await sample.RuleAsync(examiner);
        await sample.RuleAsync(examiner);

        Assert.Equal("already-decided", (await Refused(() => sample.RuleAsync(examiner, Ruling.Upheld))).Type.Slug);
        Assert.Single((await sample.StateAsync()).Rulings);
    }

    [Fact]
    public async Task Ask_ObjectionInTheLastSecond_HasItsDelegateBeforeTheResult()
    {
        var sample = await new NoticeSample(Officers(2)).StartAsync();
        sample.Bench.Time.SetUtcNow(NoticeTimes.Ends((await sample.StateAsync()).Notice.Span, WorkingCalendar.Official).AddSeconds(-1));
        await sample.ObjectAsync();

        Assert.True((await sample.ExaminerAsync()).Due < Result);
        Assert.Equal(Result, (await sample.ExaminerAsync()).Lapses);
    }

    [Fact]
    public async Task Ask_NoOneMayExamine_TriesDailyAndWaits()
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync(Decided("o1"));
        await sample.ObjectAsync();

        Assert.Null(await sample.WaitAsync());
        Assert.Null(await sample.WaitAsync());
        Assert.True((await sample.StateAsync()).Objection(1)!.IsBlocked);
        sample.Bench.Time.SetUtcNow(Result);
        Assert.Null(await sample.CheckAsync());
    }

    [Fact]
    public async Task Wait_NoOneDecides_PassesItOnThenRemindsWithLinksThatWork()
    {
        var sample = await new NoticeSample(Officers(3)).StartAsync();
        await sample.ObjectAsync();
        var examiners = new List<string>();
        // Ten weeks.
        while (sample.Bench.Time.GetUtcNow() < Result.AddDays(70))
        {
            Assert.Null(await sample.WaitAsync());
            var asked = await sample.ExaminerAsync();
            if (!examiners.Contains(asked.Assignee)) examiners.Add(asked.Assignee);
            Assert.Contains(sample.Bench.Letters, letter => letter.Callback is { } callback && callback.Subject == asked.Id
                && callback.Expires > sample.Bench.Time.GetUtcNow());
        }

        Assert.Equal(3, examiners.Count);
        // Extended by two working days each time: three letters a week at most.
        var last = await sample.ExaminerAsync();
        var letters = sample.Bench.Letters.Where(letter => letter.Callback?.Subject == last.Id).DistinctBy(letter => letter.Id);
        Assert.InRange(letters.Count(), 15, 30);
        Assert.Equal(StageOutcome.Passed, await sample.RuleAsync(last));
    }

    [Fact]
    public async Task Wait_CrashBetweenExtensionAndReminder_RemindsAtTheNextAttempt()
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        await sample.ObjectAsync();
        while (sample.Next < Result) await sample.WaitAsync();
        // As if the host had died after the commit.
        await sample.Bench.Store.ChangeAsync(
            NoticeAggregate.Kind, Id, state => ExtendExamination.Decide(state, WorkingCalendar.Official, Result),
            TestContext.Current.CancellationToken);

        Assert.Null(await sample.WaitAsync());
        Assert.Contains(sample.Bench.Letters, letter => letter.Template == AssignmentLetters.Reminder
            && letter.Callback!.Expires > Result.AddDays(7));
    }

    [Fact]
    public async Task Withdraw_WithAnObjection_CancelsTheExaminationAndWritesToTheObjector()
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        await sample.ObjectAsync();
        var examiner = await sample.ExaminerAsync();
        await sample.Bench.Store.PutAsync((await sample.Bench.Store.ReviewAsync()).In(ApplicationStatus.Withdrawn));

        Assert.Equal(StageOutcome.Withdrawn, await sample.CheckAsync());
        Assert.Equal("assignment-closed", (await Refused(() => sample.RuleAsync(examiner))).Type.Slug);
        Assert.Equal(["objection-received", "objection-over"], ToObjector(sample));
    }

    [Theory]
    [InlineData(Language.Chinese, "异议不成立")]
    [InlineData(Language.English, "The objection is dismissed")]
    public async Task Letters_ToTheObjector_AreInTheLanguageOfTheObjection(Language language, string ruling)
    {
        var sample = await new NoticeSample(Officers(1)).StartAsync();
        await sample.ObjectAsync(language: language);
        await sample.RuleAsync(await sample.ExaminerAsync());

        Assert.Equal(["objection-received", "objection-answered"], ToObjector(sample));
        var letters = sample.Bench.Letters.Where(letter => letter.Email is not null).ToList();
        Assert.All(letters, letter => Assert.Equal(language, letter.Language));
        Assert.Contains(letters, letter => letter.Values.TryGetValue("ruling", out var words) && words == ruling);
    }

    private static IEnumerable<string> ToObjector(NoticeSample sample) => sample.Bench.Letters
        .Where(letter => letter.Email == "zhao@objector.example").DistinctBy(letter => letter.Id).Select(letter => letter.Template);

    private static Task<ProblemException> Refused(Func<Task> act) => Assert.ThrowsAsync<ProblemException>(act);

    /// <summary>A review in which these people decided the stage before the notice.</summary>
    private static ReviewState Decided(params string[] people) => ReviewSample.State(
        decisions: [.. people.Select((person, index) => ReviewSample.Decision(index + 1, DecisionKind.Approve) with { Person = person })]);
}
