using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Referrals;
using FunctionsApp.Reviews;

namespace App.Tests.Referrals;

/// <summary>A referral as its orchestrator plays it: who is asked when, what each answer does, and what closes it.</summary>
public sealed class CheckReferralTests
{
    private const string Stage = "Referral", Bank = "91440300MA5REF016D", Guarantor = "91440300MA5REF0248", Silent = "91440300MA5REF0323";

    private static readonly ReferralDefinition Definition = new()
    {
        Name = Stage, Title = new LocalizedText("融资对接", "Referral"), WorkingDays = 5, ReminderWorkingDays = 2, DelegateWorkingDays = 2,
        ReferTo = [Named(Bank), Named(Guarantor), Named(Silent)], ChosenIn = "Panel",
    };

    private readonly AskingBench bench = new(
        ReviewSample.Opened, ReferralAggregate.Kind, ReviewAggregate.Kind, ApplicationAggregate.Kind);

    private readonly ProgrammeCatalogue catalogue = ReviewSample.Catalogue(ReviewSample.FirstStage(), ReviewSample.Stage(), Definition);
    private CheckReferralActivity activity = null!;
    private ReferralQuestion question = null!;
    private DateTimeOffset since = ReviewSample.Opened;
    private DateTimeOffset? next;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_EachInstitutionWithPeople_IsAskedOnce()
    {
        await StartAsync(Person("b1", Bank), Person("b2", Bank), Person("g1", Guarantor));
        await CheckAsync();

        var asked = (await StateAsync()).Review.Assignments;
        Assert.Equal([Bank, Guarantor], asked.Select(each => each.Ask.Step).Order(StringComparer.Ordinal));
        Assert.All(asked, each => Assert.Equal(AssignmentSight.Referral, each.Sight));
        Assert.Equal(2, bench.Letters.Select(letter => letter.Id).Distinct().Count());
        Assert.Equal([Silent], (await StateAsync()).Referrals.Where(each => each.IsBlocked).Select(each => each.Institution));
        Assert.Single(await FactsAsync(), name => name == nameof(AssignmentsBlocked));
        Assert.Single(await FactsAsync(), name => name == nameof(StageOpened));
    }

    [Fact]
    public async Task Open_WithAChoice_AsksThoseAloneAndShowsOfHowMany()
    {
        var chosen = new Decision(
            "a", "Panel", 0, "officer-1", DecisionKind.Approve, null, [], "digest", ReviewSample.Opened) { ReferTo = [Bank, Silent] };
        await StartAsync(
            ReviewSample.State(null, [chosen], ReviewSample.Run() with { State = StageRunState.Closed, Outcome = StageOutcome.Passed }),
            Person("b1", Bank), Person("g1", Guarantor), Person("s1", Silent));

        var state = await StateAsync();
        Assert.Equal([Bank, Silent], state.Referrals.Select(each => each.Institution).Order(StringComparer.Ordinal));
        Assert.Equal([Bank, Silent], state.Review.Assignments.Select(each => each.Ask.Step).Order(StringComparer.Ordinal));
        var definition = catalogue.Of(state.Review.Application);
        Assert.Contains("2 of 3", ReferralTexts.Chosen(state.Referrals, definition)!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_PeopleOfTheApplicant_AreNotAsked()
    {
        await StartAsync(Person("own", "91440300MA5EXA1291"));

        Assert.Empty((await StateAsync()).Review.Assignments);
    }

    [Fact]
    public async Task Answers_OfferDeclineAndSilence_PassTheStage()
    {
        await StartAsync(Person("b1", Bank), Person("g1", Guarantor), Person("s1", Silent));
        await AnswerAsync(Bank, new ReferralForm("token", ReferralAnswer.Interested, "三年期贷款", 3_000_000m, 4.35m));
        Assert.Null(await CheckAsync());
        await AnswerAsync(Guarantor, new ReferralForm("token", ReferralAnswer.Declined, "行业不符"));
        Assert.Equal(StageOutcome.Passed, await WaitToTheEndAsync());

        var state = await StateAsync();
        Assert.Equal(
            [ReferralState.Interested, ReferralState.Declined, ReferralState.Lapsed],
            state.Referrals.OrderBy(each => each.Institution, StringComparer.Ordinal).Select(each => each.State));
        Assert.Equal(
            3, bench.Letters.Where(letter => letter.Template == "referral-answered").Select(letter => letter.Id).Distinct().Count());
        Assert.Contains("3,000,000", bench.Letters.First(letter => letter.Template == "referral-answered").Values["details"]);
        Assert.Contains(bench.Letters, letter => letter.Template == AssignmentLetters.Reminder && letter.StaffId == "s1");
        Assert.Equal(StageOutcome.Passed, await CheckAsync());
        Assert.Single(await FactsAsync(), name => name == nameof(StageClosed));
    }

    [Fact]
    public async Task Silence_OfInstitutionsWithoutPeople_PassesAfterTheDueTime()
    {
        await StartAsync();

        Assert.Equal(StageOutcome.Passed, await WaitToTheEndAsync());
        var state = await StateAsync();
        Assert.All(state.Referrals, each => Assert.Equal(ReferralState.NoContact, each.State));
        var end = Assert.Single(state.Review.Runs).Due!.Value;
        Assert.Equal(WorkingCalendar.Official.Due(WorkingCalendar.Official.Due(ReviewSample.Opened, 5), 2), end);
        Assert.InRange(bench.Time.GetUtcNow(), end, end.AddDays(1));
    }

    [Fact]
    public async Task Silence_OfTheFirstPerson_PassesToAnotherOfTheSameInstitution()
    {
        await StartAsync(Person("b1", Bank), Person("b2", Bank), Person("g1", Guarantor));
        var first = (await StateAsync()).Review.Assignments.Single(each => each.Ask.Step == Bank).Assignee;
        while (bench.Time.GetUtcNow() < WorkingCalendar.Official.Due(ReviewSample.Opened, 5)) await WaitAsync();

        var asked = Open(await StateAsync(), Bank);
        Assert.NotEqual(first, asked.Assignee);
        Assert.StartsWith("b", asked.Assignee, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawal_WhileAsked_EndsItAndClosesTheLinks()
    {
        await StartAsync(Person("b1", Bank));
        await bench.Store.ChangeAsync(
            ReviewAggregate.Kind, ReviewSample.Id,
            state => Change.To(state.In(ApplicationStatus.Withdrawn), "test", new ReviewPut()), Cancellation);

        Assert.Equal(StageOutcome.Withdrawn, await CheckAsync());
        var state = await StateAsync();
        Assert.All(state.Referrals, each => Assert.Equal(ReferralState.Ended, each.State));
        Assert.All(state.Review.Assignments, each => Assert.Equal(AssignmentState.Cancelled, each.State));
        Assert.DoesNotContain(bench.Letters, letter => letter.Template == "referral-answered");
    }

    [Fact]
    public async Task Answer_TheSameAgain_IsDoneAlreadyAndAnotherConflicts()
    {
        await StartAsync(Person("b1", Bank));
        var talk = new ReferralForm("token", ReferralAnswer.Talk);
        await AnswerAsync(Bank, talk);
        var state = await StateAsync();
        var assignment = state.Review.Assignments.Single();
        var (id, by) = (new AssignmentId(assignment.Ask, 1), By("b1"));

        Assert.Empty(question.Decide(state, id, talk, by).Facts);
        var refused = Assert.Throws<ProblemException>(() => question.Decide(state, id, talk with { Text = "other" }, by));
        Assert.Equal(AssignmentProblems.AlreadyDecided, refused.Type);
    }

    [Theory]
    [InlineData(null, null, null, null, "answer")]
    [InlineData(ReferralAnswer.Interested, " ", null, null, "text")]
    [InlineData(ReferralAnswer.Declined, null, null, null, "text")]
    [InlineData(ReferralAnswer.Declined, "reason", 1.0, null, "amount")]
    [InlineData(ReferralAnswer.Talk, null, null, 1.0, "rate")]
    [InlineData(ReferralAnswer.Interested, "offer", 0.0, null, "amount")]
    [InlineData(ReferralAnswer.Interested, "offer", 1.001, null, "amount")]
    [InlineData(ReferralAnswer.Interested, "offer", null, 100.01, "rate")]
    [InlineData(ReferralAnswer.Interested, "offer", 0.01, 100.0, null)]
    [InlineData(ReferralAnswer.Talk, null, null, null, null)]
    public async Task Answer_EachFault_IsNamed(ReferralAnswer? answer, string? text, double? amount, double? rate, string? field)
    {
        await StartAsync(Person("b1", Bank));
        var state = await StateAsync();
        var form = new ReferralForm("token", answer, text, (decimal?)amount, (decimal?)rate);

        var refused = Record.Exception(() => AnswerReferral.Decide(state, Open(state, Bank), form, By("b1"))) as ProblemException;

        Assert.Equal(field is null, refused is null);
        if (field is not null) Assert.Contains(field, $"{refused!.Message} {string.Join(' ', refused.Errors)}", StringComparison.Ordinal);
    }

    private static Institution Named(string code) => new(CreditCode.Parse(code), new LocalizedText(code, code), InstitutionKind.Bank);

    private static StaffMember Person(string id, string organisation) =>
        Polls.Member(id) with { Roles = [Role.Partner], Organisation = CreditCode.Parse(organisation) };

    private static Assignment Open(ReferredState state, string institution) => state.Review.Assignments.Single(each =>
        each.Ask.Step == institution && each.State == AssignmentState.Open);

    private Answering By(string person) => new(person, ContentDigest.Of(ReviewSample.Applied), bench.Time.GetUtcNow());

    private Task StartAsync(params StaffMember[] people) => StartAsync(ReviewSample.State(), people);

    private async Task StartAsync(ReviewState review, params StaffMember[] people)
    {
        question = new ReferralQuestion(bench.Tools(people), catalogue);
        activity = new CheckReferralActivity(bench.Store, catalogue, new Questions([question]), WorkingCalendar.Official, bench.Bulletins);
        await bench.Store.PutAsync(review);
        await CheckAsync();
    }

    private async Task<StageOutcome?> CheckAsync()
    {
        var at = bench.Time.GetUtcNow();
        var progress = await activity.RunAsync(new StageCheck(new StageRequest(ReviewSample.Id, Stage, 0), since, at), Cancellation);
        (since, next) = (at, progress.Next);
        return progress.Outcome;
    }

    private async Task<StageOutcome?> WaitAsync()
    {
        bench.Time.SetUtcNow(next!.Value);
        return await CheckAsync();
    }

    private async Task<StageOutcome?> WaitToTheEndAsync()
    {
        var outcome = await CheckAsync();
        for (var looks = 0; outcome is null && looks < 100; looks++) outcome = await WaitAsync();
        return outcome;
    }

    private async Task AnswerAsync(string institution, ReferralForm form)
    {
        var assignment = Open(await StateAsync(), institution);
        await bench.Store.ChangeAsync(ReferralAggregate.Kind, ReviewSample.Id, state => question.Decide(
            state, new AssignmentId(assignment.Ask, assignment.Number), form, By(assignment.Assignee)), Cancellation);
    }

    private async Task<ReferredState> StateAsync() =>
        (await bench.Store.GetAsync(ReferralAggregate.Kind, ReviewSample.Id, Cancellation)).State;

    private Task<IReadOnlyList<string>> FactsAsync() => bench.FactsAsync(ReferralAggregate.Kind, ReviewSample.Id);
}
