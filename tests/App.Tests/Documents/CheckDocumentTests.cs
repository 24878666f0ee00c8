using App.Tests.Applications;
using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Platform.Storage;
using static App.Tests.Documents.Uploads;

namespace App.Tests.Documents;

public class CheckDocumentTests
{
    [Fact]
    public void Accept_Awaited_FillsItsSlot()
    {
        var received = Receive(Of(Examples.Draft()), "budget");
        var change = Accept(received.Next, Newest(received));
        var slot = change.Next.Application.Slot("budget")!;
        Assert.Equal((DocumentState.Accepted, 1, 0, "cd", "blob"), (slot.State, slot.Version, slot.Pending, slot.Sha256, slot.Blob));
        Assert.Equal(CheckState.Accepted, Newest(change).State);
        var fact = Assert.Single(change.Facts);
        Assert.Equal((CheckDocument.Actor, new DocumentAccepted("budget", 1, 3, "cd")), (fact.Actor, fact.Fact));
    }

    [Fact]
    public void Accept_LastRequired_Submits()
    {
        var before = Examples.With(
            Examples.Whole(), slot => slot.Type == "budget" ? new SlotState("budget", true, DocumentState.Empty) : slot);
        var received = Receive(Of(before), "budget");
        var change = Accept(received.Next, Newest(received));
        Assert.Equal([nameof(DocumentAccepted), nameof(ApplicationSubmitted)], change.Facts.Select(fact => fact.Type));
        Assert.Equal(ApplicationStatus.Submitted, change.Next.Application.Status);
        Assert.Empty(Accept(change.Next, Newest(received)).Facts);
    }

    [Fact]
    public void Accept_LastAsked_SubmitsAgain()
    {
        var first = Receive(Of(Examples.Returned("budget", "work-plan")), "budget");
        var between = Accept(first.Next, Newest(first));
        Assert.Equal(ApplicationStatus.Returned, between.Next.Application.Status);
        var second = Receive(between.Next, "work-plan");
        var done = Accept(second.Next, Newest(second));
        Assert.Equal([nameof(DocumentAccepted), nameof(ApplicationResubmitted)], done.Facts.Select(fact => fact.Type));
        Assert.Equal(2, done.Next.Application.Slot("budget")!.Version);
    }

    [Fact]
    public void Accept_WithdrawnMeanwhile_RejectsWithTheReason()
    {
        var received = Receive(Of(Examples.Draft()), "budget");
        var application = WithdrawApplication.Decide(received.Next.Application, "u1", Examples.Now).Next;
        var withdrawn = received.Next with { Application = application };
        var change = Accept(withdrawn, Newest(received));
        Assert.Equal((CheckState.Rejected, Rejections.NoLongerOpen.Text), (Newest(change).State, Newest(change).Reason));
        Assert.Equal(new DocumentRejected("budget", 1, Rejections.NoLongerOpen.Text, Rejections.NoLongerOpen.Code), Assert.Single(change.Facts).Fact);
        Assert.Equal(ApplicationStatus.Withdrawn, change.Next.Application.Status);
    }

    [Fact]
    public void Reject_NothingBefore_LeavesTheSlotRejected()
    {
        var received = Receive(Of(Examples.Draft()), "budget");
        var change = Reject(received.Next, Newest(received));
        var slot = change.Next.Application.Slot("budget")!;
        Assert.Equal((DocumentState.Rejected, 0, Bad.Text, Bad.Code, 2), (slot.State, slot.Pending, slot.Reason, slot.ReasonCode, slot.Next));
        Assert.Equal((CheckState.Rejected, Bad.Text, Bad.Code), (Newest(change).State, Newest(change).Reason, Newest(change).ReasonCode));
        Assert.Equal(new DocumentRejected("budget", 1, Bad.Text, Bad.Code), Assert.Single(change.Facts).Fact);
        Assert.Empty(Reject(change.Next, Newest(received)).Facts);
    }

    [Fact]
    public void Reject_Replacement_KeepsTheAcceptedAndDoesNotSubmit()
    {
        var received = Receive(Of(Examples.Whole()), "budget");
        var application = Reject(received.Next, Newest(received)).Next.Application;
        var slot = application.Slot("budget")!;
        Assert.Equal((DocumentState.Accepted, 1, Bad.Text, 3), (slot.State, slot.Version, slot.Reason, slot.Next));
        Assert.Equal(ApplicationStatus.Draft, application.Status);
    }

    [Fact]
    public void Reject_OptionalThatWasAwaited_Submits()
    {
        var received = Receive(Of(Examples.Whole()), "site-photos");
        Assert.Equal(ApplicationStatus.Submitted, Reject(received.Next, Newest(received)).Next.Application.Status);
    }

    [Fact]
    public async Task Uploads_StoredWithTheirApplication_ReadAsTheyWere()
    {
        var under = new StoreUnderTest(ApplicationAggregate.Kind, DocumentAggregate.Kind);
        var cancellation = TestContext.Current.CancellationToken;
        await under.Store.PutAsync(
            ApplicationAggregate.Kind, Examples.Id, _ => Change.To(Examples.Draft(), "u1", new ApplicationWithdrawn()), cancellation);
        await under.Store.ChangeDocumentsAsync(Examples.Id, state => Receive(state, "budget"), cancellation);
        var stored = await under.Store.ChangeDocumentsAsync(Examples.Id, state => Receive(state, "budget"), cancellation);

        var read = await under.Store.GetAsync(DocumentAggregate.Kind, Examples.Id, cancellation);
        Assert.Equal(stored.State.Uploads, read.State.Uploads);
        Assert.Equal([CheckState.Superseded, CheckState.Received], read.State.Uploads.Select(upload => upload.State));
        Assert.Equal(2, read.State.Application.Slot("budget")!.Pending);
        Assert.Equal(read.ETag, (await under.Store.GetApplicationAsync(Examples.Id, cancellation)).ETag);
    }

    [Fact]
    public void Accept_DigestReadByTheCheck_IsTheOneThatIsKept()
    {
        var state = ReceiveDocument.Decide(
            Uploads.Of(Examples.Draft()), Examples.Fund, new Upload("budget", "blob", "a.xlsx", 3, null), Uploads.MaxUploads, "u1", Examples.Now).Next;
        var upload = state.Uploads[^1];
        Assert.Throws<ArgumentException>(() => Uploads.Accept(state, upload));

        var accepted = Uploads.Accept(state, upload with { Sha256 = "ef" });

        Assert.Equal(("ef", "ef"), (accepted.Next.Application.Slot("budget")!.Sha256, Uploads.Newest(accepted).Sha256));
        Assert.Contains(new DocumentAccepted("budget", 1, 3, "ef"), accepted.Facts.Select(fact => fact.Fact));
    }
}
