using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using static App.Tests.Applications.Partners.PartnerSample;

namespace App.Tests.Applications.Partners;

public sealed class AnswerConsentTests
{
    private static readonly ProgrammeDefinition Signed = Definition with { Signing = SigningRule.Signatory };

    [Fact]
    public void Submit_JointApplication_AsksEachPartner()
    {
        var change = Send(Filled());

        var asked = Assert.IsType<PartnersAsked>(Assert.Single(change.Facts).Fact);
        Assert.Equal([First, Second], asked.Asked);
        Assert.Equal((ApplicationStatus.Consenting, Examples.Now), (change.Next.Status, change.Next.ArrivedAt));
        Assert.Empty(SaveForm.Open(change.Next, Definition));
    }

    [Fact]
    public void Submit_PartnerWithoutPeople_IsRefused() => Assert.Equal("no-partner-signatory", Examples.Slug(() => Send(
        Filled(), signatories: EachHasPeople with { Of = code => code.Value == First ? EachHasPeople.Own : new HashSet<string>() })));

    [Fact]
    public void Complete_JointApplication_IsNotSentByItself()
    {
        var filled = Filled();

        Assert.Empty(SubmitApplication.WhenComplete(
            FunctionsApp.Platform.Storage.Change.None(filled.Application), filled.Answers, Definition, Examples.Now).Facts);
    }

    [Fact]
    public void Consent_OfTheLastPartner_Submits()
    {
        var first = Answer(Sent(), Second, ConsentDecision.Consent);
        Assert.Equal(new PartnerConsented(0, Second, ContentDigest.Of(Sent().Application)), Assert.Single(first.Facts).Fact);
        Assert.Equal(ApplicationStatus.Consenting, first.Next.Application.Status);

        var last = Answer(first.Next, First, ConsentDecision.Consent);

        Assert.Equal(["PartnerConsented", "ApplicationSubmitted"], last.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.Equal((ApplicationStatus.Submitted, Examples.Now), (last.Next.Application.Status, last.Next.Application.ArrivedAt));
    }

    [Fact]
    public void Consent_OfTheLastPartner_AsksTheApplicantsSignatory()
    {
        var first = Answer(Sent(definition: Signed), First, ConsentDecision.Consent, definition: Signed);

        var last = Answer(first.Next, Second, ConsentDecision.Consent, definition: Signed);

        Assert.Equal(["PartnerConsented", "SigningRequested"], last.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.Equal((ApplicationStatus.Signing, Examples.Now), (last.Next.Application.Status, last.Next.Application.ArrivedAt));
    }

    [Fact]
    public void Refuse_WithReasons_OpensTheDraftAgainAndKeepsTheOthersConsent()
    {
        var refused = Answer(Answer(Sent(), First, ConsentDecision.Consent).Next, Second, ConsentDecision.Refuse, " Too little. ").Next;

        Assert.Equal((ApplicationStatus.Draft, null), (refused.Application.Status, refused.Application.ArrivedAt));
        Assert.Equal("Too little.", refused.Application.Consents!.Of(Second)!.Reason);
        var more = Sent(Two.Replace("20.5", "25", StringComparison.Ordinal), new ApplicationForm(refused.Application, refused.Answers));
        Assert.Equal([Second], more.Application.Consents!.Asked.Select(each => each.Partner.Organisation.Value));
        Assert.Equal(1, more.Application.Consents.Round);
    }

    [Fact]
    public void Submit_ContentThatChanged_AsksAllAgain()
    {
        var refused = Answer(Answer(Sent(), First, ConsentDecision.Consent).Next, Second, ConsentDecision.Refuse, "No.").Next;
        var other = Two.Replace("{ \"partners\"", "{ \"summary\": \"Other\", \"partners\"", StringComparison.Ordinal);

        var again = Sent(other, new ApplicationForm(refused.Application, refused.Answers));

        Assert.Equal(2, again.Application.Consents!.Asked.Count);
    }

    [Fact]
    public void Submit_AllConsentedToTheSame_NeedsNoOtherConsent()
    {
        var signing = Answer(Answer(Sent(definition: Signed), First, ConsentDecision.Consent, definition: Signed).Next, Second,
            ConsentDecision.Consent, definition: Signed).Next;
        var returned = AnswerSigning.Decide(
            signing, new SigningForm("t", SigningDecision.Return, "Again."),
            new("own", signing.Application.Signing!.Content, Examples.Now)).Next;

        var change = Send(new ApplicationForm(returned.Application, returned.Answers), definition: Signed);

        Assert.Equal(["PartnersAsked", "SigningRequested"], change.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.Equal(ConsentOutcome.Agreed, change.Next.Consents!.Outcome);
    }

    [Theory]
    [InlineData(ConsentDecision.Refuse, null)]
    [InlineData(ConsentDecision.Refuse, "  ")]
    [InlineData(null, "yes")]
    [InlineData((ConsentDecision)7, "yes")]
    public void Answer_WithoutItsReasonsOrDecision_IsRefused(ConsentDecision? decision, string? comment) => Assert.Equal(
        "invalid-field", Examples.Slug(() => AnswerConsent.Decide(
            Sent(), First, new ConsentForm("t", decision, comment), new("a", "digest", Examples.Now), Definition, EachHasPeople.Own)));

    [Fact]
    public void Recall_WhilePartnersAreAsked_OpensTheDraftAgain()
    {
        var change = WithdrawSigning.Decide(Sent(), "u2", Examples.Now);

        var closed = Assert.IsType<ConsentClosed>(Assert.Single(change.Facts).Fact);
        Assert.Equal((ConsentOutcome.Recalled, null, 2), (closed.Outcome, closed.Organisation, closed.Unanswered.Count));
        Assert.Equal((ApplicationStatus.Draft, false), (change.Next.Application.Status, change.Next.Application.PartnersSeeIt));
    }

    [Fact]
    public void Withdraw_WhilePartnersAreAsked_EndsTheAsking()
    {
        var change = WithdrawApplication.Decide(Sent().Application, "u1", Examples.Now);

        Assert.Equal(["ConsentClosed", "ApplicationWithdrawn"], change.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.Equal((ApplicationStatus.Withdrawn, ConsentOutcome.Withdrawn), (change.Next.Status, change.Next.Consents!.Outcome));
    }

    [Fact]
    public void Return_OfASubmittedOne_CannotNameThePartnersNorChangeThem()
    {
        var submitted = Answer(Answer(Sent(), First, ConsentDecision.Consent).Next, Second, ConsentDecision.Consent).Next.Application;

        Assert.False(submitted.Has(new ReturnItem(null, "who?", "partners")));
        var returned = ReturnApplication.Decide(submitted, 1, [new ReturnItem(null, "short", "summary")], "officer").Next;
        Assert.Equal(["summary"], SaveForm.Open(returned, Definition));
        Assert.IsType<ApplicationResubmitted>(Assert.Single(Send(new ApplicationForm(returned, Filled().Answers)).Facts).Fact);
    }

    [Fact]
    public void Record_OfEachStep_AgreesWithTheState()
    {
        var filled = Filled();
        List<Fact> facts =
        [
            .. DraftApplication.Decide(
                null, Definition,
                new DraftCommand(Examples.Id, new DraftRequest(Definition.Programme, "Title", "it", 1000), Examples.Applicant, "h"),
                Examples.Now).Facts.Select(fact => fact.Fact),
            new FormSaved(filled.Application.Form!.Sha256, true, ["partners"]),
        ];
        var state = Sent();
        void Next(FunctionsApp.Platform.Storage.Change<SigningState> change)
        {
            Assert.False(Agrees(change.Next, facts));
            facts.AddRange(change.Facts.Select(fact => fact.Fact));
            Assert.True(Agrees(change.Next, facts));
            state = change.Next;
        }

        Next(new(state, Send(filled).Facts));
        Next(Answer(state, First, ConsentDecision.Consent));
        Next(Answer(state, Second, ConsentDecision.Refuse, "No."));
        var again = Send(new ApplicationForm(state.Application, state.Answers));
        Next(new(state with { Application = again.Next }, again.Facts));
        Next(Answer(state, Second, ConsentDecision.Consent));
    }

    private static bool Agrees(SigningState state, IReadOnlyList<Fact> facts) =>
        StateCheck.OfApplication.Agrees(new ApplicationForm(state.Application, state.Answers), facts);
}
