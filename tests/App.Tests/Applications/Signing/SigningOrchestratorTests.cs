using FunctionsApp.Applications;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using App.Tests.Fixtures;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using static App.Tests.Applications.Signing.SigningSample;

namespace App.Tests.Applications.Signing;

/// <summary>The asking of a signatory from the sending to its end, without any event: what the next look finds.</summary>
public sealed class SigningOrchestratorTests
{
    private readonly SigningSample sample = new(
        Signatory("a", "b"), Signatory("b"), MemoryApp.Member("stranger", role: Role.Signatory));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Signed_SubmitsTheApplication()
    {
        await sample.SendAsync();

        Assert.Equal(SigningOutcome.Signed, await RunAsync((1, () => sample.AnswerAsync(SigningDecision.Sign))));

        Assert.Equal(ApplicationStatus.Submitted, (await sample.ReadAsync()).Application.Status);
        Assert.Equal(["SigningRequested", "AssignmentOpened", "ApplicationSigned", "ApplicationSubmitted"], sample.App.Facts);
    }

    [Fact]
    public async Task Run_Returned_WritesTheReasonsToTheDrafter()
    {
        await sample.SendAsync();

        Assert.Equal(SigningOutcome.Returned, await RunAsync((1, () => sample.AnswerAsync(SigningDecision.Return, "Amount?"))));

        var letter = sample.App.Letters[^1];
        Assert.Equal(("signing-returned", "Amount?", "u1@example.org"), (letter.Template, letter.Values["reason"], letter.Email));
    }

    [Fact]
    public async Task Run_NobodySigns_AsksTheOrganisationsOtherSignatoryThenIsADraftAgain()
    {
        await sample.SendAsync();

        Assert.Equal(SigningOutcome.Lapsed, await RunAsync());

        Assert.Equal(
            ["assignment-opened", "assignment-reminder", "assignment-escalated", "signing-lapsed"],
            sample.App.Letters.Select(letter => letter.Template));
        Assert.DoesNotContain("stranger", sample.App.Letters.Select(letter => letter.StaffId));
        Assert.Equal(ApplicationStatus.Draft, (await sample.ReadAsync()).Application.Status);
    }

    [Fact]
    public async Task Run_Recalled_EndsAndLeavesTheNextRoundAlone()
    {
        await sample.SendAsync();

        var outcome = await RunAsync((1, async () =>
        {
            await sample.ChangeAsync(state => WithdrawSigning.Decide(state, "u1", sample.App.Time.GetUtcNow()));
            await sample.SendAsync();
        }));

        Assert.Equal(SigningOutcome.Recalled, outcome);
        Assert.Empty(await sample.App.InboxAsync("a"));
        Assert.Equal((ApplicationStatus.Signing, 1), ((await sample.ReadAsync()).Application.Status, (await sample.ReadAsync()).Application.Signing!.Round));
    }

    [Fact]
    public async Task Run_NoSignatoryLeft_IsADraftAgainInTheEnd()
    {
        var alone = new SigningSample(MemoryApp.Member("stranger", role: Role.Signatory));
        await alone.SendAsync();

        Assert.Equal(SigningOutcome.Lapsed, await SigningOrchestrator.RunAsync(alone.Play(), SigningRun.New(Examples.Id, 0)));

        Assert.Equal(["SigningRequested", "AssignmentsBlocked", "SigningClosed"], alone.App.Facts);
    }

    [Fact]
    public async Task Answer_ByAnotherOrAfterARecall_IsRefused()
    {
        await sample.SendAsync();
        await sample.OpenAsync();
        var state = await sample.ReadAsync();
        var id = new AssignmentId(SigningQuestion.AskOf(Examples.Id, 0), 1);
        var by = new Answering("stranger", state.Application.Signing!.Content, sample.App.Time.GetUtcNow());
        var form = new SigningForm("t", SigningDecision.Sign);
        Assert.Equal("not-assignee", Examples.Slug(() => sample.Question.Decide(state, id, form, by)));

        await sample.ChangeAsync(current => WithdrawSigning.Decide(current, "u1", sample.App.Time.GetUtcNow()));

        var asked = Assert.Single(state.Assignments).Assignee;
        var refused = Assert.Throws<ProblemException>(() => sample.Question.Decide(sample.ReadAsync().Result, id, form, by with { Person = asked }));
        Assert.Equal(("assignment-closed", "withdrawn"), (refused.Type.Slug, refused.Extensions["reason"]));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public async Task Sweep_SentWithoutARun_StartsItOnceSettled(int minutes, int starts)
    {
        await sample.SendAsync();
        sample.App.Time.Advance(TimeSpan.FromMinutes(minutes));
        var durable = new Mock<DurableTaskClient>("test");

        await new SigningTimer(sample.App.Lists, new MissingRuns(sample.App.Time, NullLogger<MissingRuns>.Instance))
            .StartAsync(new TimerInfo(), durable.Object, Cancellation);

        durable.Verify(
            client => client.ScheduleNewOrchestrationInstanceAsync(
                nameof(SigningOrchestrator), SigningRun.New(Examples.Id, 0),
                It.Is<StartOrchestrationOptions>(options => options.InstanceId == $"signing-{Examples.Id}-0"), It.IsAny<CancellationToken>()),
            Times.Exactly(starts));
    }

    private Task<SigningOutcome> RunAsync(params (double Hours, Func<Task> Act)[] happens) =>
        SigningOrchestrator.RunAsync(sample.Play(happens), SigningRun.New(Examples.Id, 0));
}
