using FunctionsApp.Applications;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using static App.Tests.Applications.Partners.PartnerSample;

namespace App.Tests.Applications.Partners;

/// <summary>The asking of one partner from the sending to its end, without any event: what the next look finds.</summary>
public sealed class ConsentOrchestratorTests
{
    private readonly PartnerSample sample = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_BothConsent_SubmitsTheApplication()
    {
        await sample.SendAsync();

        Assert.Equal(ConsentOutcome.Agreed, await sample.RunAsync(First, (1, () => sample.AnswerAsync(ConsentDecision.Consent))));
        Assert.Equal(ApplicationStatus.Consenting, (await sample.ReadAsync()).Application.Status);
        Assert.Equal(ConsentOutcome.Agreed, await sample.RunAsync(Second, (1, () => sample.AnswerAsync(ConsentDecision.Consent))));

        Assert.Equal(ApplicationStatus.Submitted, (await sample.ReadAsync()).Application.Status);
        Assert.DoesNotContain(sample.App.Letters, letter => letter.Template.StartsWith("consent-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_Refused_WritesTheReasonsToTheDrafterAndClosesTheOthers()
    {
        await sample.SendAsync();
        await sample.OpenAsync(First);

        Assert.Equal(
            ConsentOutcome.Refused, await sample.RunAsync(Second, (1, () => sample.AnswerAsync(ConsentDecision.Refuse, "Share?"))));

        var letter = sample.App.Letters[^1];
        Assert.Equal(("consent-refused", "乙"), (letter.Template, letter.Values["partner"]));
        Assert.Equal(("Share?", "u1@example.org"), (letter.Values["reason"], letter.Email));
        Assert.Empty(await sample.App.InboxAsync("a"));
        Assert.Equal(ConsentOutcome.Refused, await sample.RunAsync(First));
        Assert.Single(sample.App.Letters, each => each.Template == "consent-refused");
    }

    [Fact]
    public async Task Run_NoAnswer_AsksAnotherOfThePartnersPeopleThenIsADraftAgain()
    {
        var two = new PartnerSample(SigningRule.None, Person("a", First), Person("c", First, Role.Partner), Person("b", Second));
        await two.SendAsync();

        Assert.Equal(ConsentOutcome.Lapsed, await two.RunAsync(First));

        Assert.Equal(
            ["assignment-opened", "assignment-reminder", "assignment-escalated", "consent-lapsed"],
            two.App.Letters.Select(letter => letter.Template));
        Assert.DoesNotContain("b", two.App.Letters.Select(letter => letter.StaffId));
        var application = (await two.ReadAsync()).Application;
        Assert.Equal((ApplicationStatus.Draft, First), (application.Status, application.Consents!.EndedBy));
    }

    [Fact]
    public async Task Run_Recalled_EndsAndLeavesTheNextRoundAlone()
    {
        await sample.SendAsync();

        var outcome = await sample.RunAsync(First, (1, async () =>
        {
            await sample.ChangeAsync(state => WithdrawSigning.Decide(state, "u1", sample.App.Time.GetUtcNow()));
            await sample.SendAsync();
        }));

        Assert.Equal(ConsentOutcome.Recalled, outcome);
        var application = (await sample.ReadAsync()).Application;
        Assert.Equal((ApplicationStatus.Consenting, 1), (application.Status, application.Consents!.Round));
    }

    [Fact]
    public async Task Run_NoOneLeftToAsk_IsADraftAgainInTheEnd()
    {
        var alone = new PartnerSample(SigningRule.None, Person("b", Second));
        await alone.SendAsync();

        Assert.Equal(ConsentOutcome.Lapsed, await alone.RunAsync(First));

        Assert.Equal(["PartnersAsked", "AssignmentsBlocked", "ConsentClosed"], alone.App.Facts);
    }

    [Theory]
    [InlineData("b")]
    [InlineData("stranger")]
    public async Task Answer_ByAStranger_IsRefused(string person)
    {
        await sample.SendAsync();
        await sample.OpenAsync(First);
        var state = await sample.ReadAsync();
        var id = new AssignmentId(ConsentQuestion.AskOf(new ConsentRun(Examples.Id, 0, First)), 1);
        var by = new Answering(person, ContentDigest.Of(state.Application), sample.App.Time.GetUtcNow());

        Assert.Equal(
            "not-assignee", Examples.Slug(() => sample.Question.Decide(state, id, new ConsentForm("t", ConsentDecision.Consent), by)));
    }

    [Fact]
    public async Task Answer_AfterARecall_IsRefused()
    {
        await sample.SendAsync();
        await sample.OpenAsync(First);
        await sample.ChangeAsync(current => WithdrawSigning.Decide(current, "u1", sample.App.Time.GetUtcNow()));
        var state = await sample.ReadAsync();
        var id = new AssignmentId(ConsentQuestion.AskOf(new ConsentRun(Examples.Id, 0, First)), 1);

        var refused = Assert.Throws<ProblemException>(() => sample.Question.Decide(
            state, id, new ConsentForm("t", ConsentDecision.Consent), new Answering("a", ContentDigest.Of(state.Application), Examples.Now)));

        Assert.Equal(("assignment-closed", "withdrawn"), (refused.Type.Slug, refused.Extensions["reason"]));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 2)]
    public async Task Sweep_SentWithoutRuns_StartsOneForEachPartnerOnceSettled(int minutes, int starts)
    {
        await sample.SendAsync();
        sample.App.Time.Advance(TimeSpan.FromMinutes(minutes));
        var durable = new Mock<DurableTaskClient>("test");

        await new ConsentTimer(sample.App.Lists, new MissingRuns(sample.App.Time, NullLogger<MissingRuns>.Instance))
            .StartAsync(new TimerInfo(), durable.Object, Cancellation);

        durable.Verify(
            client => client.ScheduleNewOrchestrationInstanceAsync(
                nameof(ConsentOrchestrator), It.IsAny<ConsentRun>(),
                It.Is<StartOrchestrationOptions>(options => options.InstanceId!.StartsWith($"consent-{Examples.Id}-0-")),
                It.IsAny<CancellationToken>()),
            Times.Exactly(starts));
    }

    [Theory]
    [InlineData(First, Relation.Partner)]
    [InlineData(Second, Relation.Partner)]
    [InlineData("91350100M000100Y43", Relation.Own)]
    public async Task Partner_FromTheSendingOn_ReadsAndIsNeverAReviewer(string organisation, Relation relation)
    {
        var draft = Filled().Application;
        var caller = new Caller("x", "X", null, new HashSet<Role> { Role.Applicant }, CreditCode.Parse(organisation), null, Language.English);
        await sample.SendAsync();
        var application = (await sample.ReadAsync()).Application;

        Assert.Equal(relation, new ApplicationCase(application, []).For(caller).Relation);
        Assert.Equal(relation == Relation.Own ? Relation.Own : Relation.None, new ApplicationCase(draft, []).For(caller).Relation);
        Assert.Contains(caller.Organisation!, application.Organisations);
        var lines = await sample.App.Lists.ReadPageAsync(ApplicationIndex.OfOrganisation, organisation, null, 10, Cancellation);
        Assert.Equal(relation == Relation.Own, Assert.Single(lines.Items).Lead is null);
    }
}
