using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes.Fields;
using static App.Tests.Applications.Signing.SigningSample;

namespace App.Tests.Applications.Signing;

public sealed class AnswerSigningTests
{
    private static readonly SigningState Sent = new(Send(Draft, signatories: ["a"]).Next, Answers.None, []);
    private static readonly Answering By = new("a", Sent.Application.Signing!.Content, Examples.Now.AddDays(1));

    [Fact]
    public void Sign_AfterTheGuideClosed_SubmitsWhatWasSentBefore()
    {
        var late = By with { At = DateTimeOffset.Parse("2026-05-06T02:00:00Z") };

        var change = AnswerSigning.Decide(Sent, new SigningForm("t", SigningDecision.Sign), late);

        Assert.Equal(["ApplicationSigned", "ApplicationSubmitted"], change.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.All(change.Facts, fact => Assert.Equal("a", fact.Actor));
        var application = change.Next.Application;
        Assert.Equal((late.At, Examples.Now), (application.SubmittedAt, application.ArrivedAt));
    }

    [Fact]
    public void Return_WithReasons_OpensTheDraftAgain()
    {
        var change = AnswerSigning.Decide(Sent, new SigningForm("t", SigningDecision.Return, " Amount? "), By);

        Assert.Equal(new SigningClosed(0, SigningOutcome.Returned), Assert.Single(change.Facts).Fact);
        var application = change.Next.Application;
        Assert.Equal((ApplicationStatus.Draft, "Amount?"), (application.Status, application.Signing!.Reason));
        Assert.Equal(1, Send(application, signatories: ["a"]).Next.Signing!.Round);
    }

    [Theory]
    [InlineData(SigningDecision.Return, null)]
    [InlineData(SigningDecision.Return, "  ")]
    [InlineData(null, "yes")]
    [InlineData((SigningDecision)7, "yes")]
    public void Answer_WithoutItsReasonsOrDecision_IsRefused(SigningDecision? decision, string? comment) => Assert.Equal(
        "invalid-field", Examples.Slug(() => AnswerSigning.Decide(Sent, new SigningForm("t", decision, comment), By)));

    [Fact]
    public void Content_WhileItIsAsked_StaysAsItIs()
    {
        Assert.Empty(SaveForm.Open(Sent.Application, Definition));
        Assert.Equal("not-open", Examples.Slug(() => Send(Sent.Application, signatories: ["a"])));
    }

    [Fact]
    public void Recall_WhileItIsAsked_OpensTheDraftAgain()
    {
        var change = WithdrawSigning.Decide(Sent, "u2", By.At);

        Assert.Equal(new SigningClosed(0, SigningOutcome.Recalled), Assert.Single(change.Facts).Fact);
        Assert.Equal(ApplicationStatus.Draft, change.Next.Application.Status);
        Assert.Empty(WithdrawSigning.Decide(change.Next, "u2", By.At).Facts);
    }

    [Fact]
    public void Recall_OfASignedOne_IsRefused() => Assert.Equal("not-open", Examples.Slug(() => WithdrawSigning.Decide(
        AnswerSigning.Decide(Sent, new SigningForm("t", SigningDecision.Sign), By).Next, "u2", By.At)));

    [Fact]
    public void Withdraw_WhileItIsAsked_EndsTheAsking()
    {
        var change = WithdrawApplication.Decide(Sent.Application, "u1", By.At);

        Assert.Equal(["SigningClosed", "ApplicationWithdrawn"], change.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.Equal(SigningOutcome.Withdrawn, change.Next.Signing!.Outcome);
    }

    [Fact]
    public void Record_OfEachStep_AgreesWithTheState()
    {
        var drafted = DraftApplication.Decide(
            null, Definition, new DraftCommand(Examples.Id, new DraftRequest(Definition.Programme, "Title", "it"), Examples.Applicant, "h"),
            Examples.Now).Facts;
        var asked = Send(Draft, signatories: ["a"]);
        var signed = AnswerSigning.Decide(Sent, new SigningForm("t", SigningDecision.Sign), By);
        var withdrawn = WithdrawApplication.Decide(asked.Next, "u1", By.At);
        List<Fact> facts = [.. drafted.Concat(asked.Facts).Select(fact => fact.Fact)];

        Assert.True(Agrees(asked.Next, facts));
        Assert.False(Agrees(asked.Next with { Signing = asked.Next.Signing! with { Content = "other" } }, facts));
        Assert.True(Agrees(signed.Next.Application, [.. facts, .. signed.Facts.Select(fact => fact.Fact)]));
        Assert.False(Agrees(signed.Next.Application, facts));
        Assert.True(Agrees(withdrawn.Next, [.. facts, .. withdrawn.Facts.Select(fact => fact.Fact)]));
    }

    private static bool Agrees(Application application, IReadOnlyList<Fact> facts) =>
        StateCheck.OfApplication.Agrees(new ApplicationForm(application, Answers.None), facts);
}
