using FunctionsApp.Applications;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Programmes.Fields;
using static App.Tests.Applications.Signing.SigningSample;

namespace App.Tests.Applications.Signing;

public sealed class AskSigningTests
{
    [Fact]
    public void Submit_ProgrammeThatAsksForASignature_AsksTheSignatory()
    {
        var change = Send(Draft, signatories: ["a"]);

        Assert.Equal(new SigningRequested(0, ContentDigest.Of(Draft)), Assert.Single(change.Facts).Fact);
        Assert.Equal((ApplicationStatus.Signing, null, Examples.Now), (change.Next.Status, change.Next.SubmittedAt, change.Next.ArrivedAt));
    }

    [Fact]
    public void Submit_WithoutASignatory_IsRefused() => Assert.Equal("no-signatory", Examples.Slug(() => Send(Draft)));

    [Fact]
    public void Submit_ByASignatory_IsSignedInOneStep()
    {
        var change = Send(Draft, "a", null, "a", "b");

        Assert.Equal(["ApplicationSigned", "ApplicationSubmitted"], change.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.Equal((ApplicationStatus.Submitted, "a"), (change.Next.Status, change.Next.Signing!.Signatory));
    }

    [Fact]
    public void Submit_OptionalDocumentUnderCheck_Waits() => Assert.Equal("documents-missing", Examples.Slug(() => Send(
        Examples.With(Draft, slot => slot.Required ? slot : slot with { Pending = 1 }), signatories: ["a"])));

    [Fact]
    public void Submit_AfterTheGuideClosed_IsRefused() => Assert.Equal("guide-closed", Examples.Slug(() => Send(
        Draft, "u1", DateTimeOffset.Parse("2026-04-30T16:00:00Z"), "a")));

    [Fact]
    public void Complete_ProgrammeThatAsksForASignature_IsNotSentByItself() => Assert.Empty(SubmitApplication.WhenComplete(
        FunctionsApp.Platform.Storage.Change.None(Draft), Answers.None, Definition, Examples.Now).Facts);

    [Fact]
    public void Submit_Returned_NeedsNoOtherSignature()
    {
        var submitted = Send(Draft, "a", null, "a").Next;
        var returned = ReturnApplication.Decide(submitted, 1, [new ReturnItem("licence-scan", "blurred")], "officer").Next;
        var corrected = Examples.With(returned, slot => slot.Required ? Examples.Accepted(slot) : slot);

        Assert.IsType<ApplicationResubmitted>(Assert.Single(Send(corrected, signatories: ["a"]).Facts).Fact);
    }
}
