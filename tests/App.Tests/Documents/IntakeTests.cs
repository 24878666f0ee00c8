using App.Tests.Applications;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;

namespace App.Tests.Documents;

public class IntakeTests
{
    private static readonly LocalizedText Bad = new("坏", "bad");

    [Fact]
    public void Receive_EmptySlot_IsVersion1UnderCheck()
    {
        var decision = Receive(Examples.Draft(), "budget");
        var slot = decision.Change.Next.Slot("budget")!;
        Assert.Equal((DocumentState.Received, 1, 1, 0), (slot.State, slot.Version, slot.Pending, decision.Superseded));
        Assert.Equal((CheckState.Received, 1), (decision.Record!.State, decision.Record.Version));
    }

    [Fact]
    public void Receive_OverAnAccepted_KeepsItUntilTheCheck()
    {
        var slot = Receive(Examples.Whole(), "budget").Change.Next.Slot("budget")!;
        Assert.Equal((DocumentState.Accepted, 1, 2, "ab"), (slot.State, slot.Version, slot.Pending, slot.Sha256));
    }

    [Fact]
    public void Receive_OverAnUnchecked_SupersedesIt()
    {
        var first = Receive(Examples.Draft(), "budget");
        var second = Receive(first.Change.Next, "budget");
        Assert.Equal((1, 2), (second.Superseded, second.Record!.Version));
        Assert.Null(Accept(second.Change.Next, first.Record!).Record);
        Assert.Equal(2, Accept(second.Change.Next, second.Record).Change.Next.Slot("budget")!.Version);
    }

    [Fact]
    public void RequireOpen_ByStatus()
    {
        Assert.Equal("unknown-document-type", Examples.Slug(() => Receive(Examples.Draft(), "diploma")));
        Assert.Equal("not-open", Examples.Slug(() => Receive(Examples.Submitted(), "budget")));
        Assert.Equal("not-open", Examples.Slug(() => Receive(Examples.Returned("budget"), "work-plan")));
        Assert.Equal(2, Receive(Examples.Returned("budget"), "budget").Record!.Version);
    }

    [Fact]
    public void Accept_LastRequired_HandsIn()
    {
        var before = Examples.With(Examples.Whole(), slot => slot.Type == "budget" ? new SlotState("budget", true, DocumentState.Empty) : slot);
        var received = Receive(before, "budget");
        var decision = Accept(received.Change.Next, received.Record!);
        Assert.Equal([DocumentFacts.Accepted, ApplicationFacts.Submitted], decision.Change.Facts.Select(fact => fact.Type));
        Assert.Empty(Accept(decision.Change.Next, received.Record!).Change.Facts);
    }

    [Fact]
    public void Accept_LastAsked_HandsInAgain()
    {
        var first = Receive(Examples.Returned("budget", "work-plan"), "budget");
        var between = Accept(first.Change.Next, first.Record!);
        Assert.Equal(ApplicationStatus.Returned, between.Change.Next.Status);
        var second = Receive(between.Change.Next, "work-plan");
        var done = Accept(second.Change.Next, second.Record!);
        Assert.Equal([DocumentFacts.Accepted, ApplicationFacts.Resubmitted], done.Change.Facts.Select(fact => fact.Type));
        Assert.Equal(2, done.Change.Next.Slot("budget")!.Version);
    }

    [Fact]
    public void Accept_WithdrawnMeanwhile_RejectsWithTheReason()
    {
        var received = Receive(Examples.Draft(), "budget");
        var withdrawn = Submission.Withdraw(received.Change.Next, Examples.Fund, "u1", Examples.Now).Next;
        var decision = Accept(withdrawn, received.Record!);
        Assert.Equal((CheckState.Rejected, Intake.NoLongerOpen), (decision.Record!.State, decision.Record.Reason));
        Assert.Equal(ApplicationStatus.Withdrawn, decision.Change.Next.Status);
    }

    [Fact]
    public void Reject_NothingBefore_LeavesTheSlotRejected()
    {
        var received = Receive(Examples.Draft(), "budget");
        var slot = Reject(received.Change.Next, received.Record!).Change.Next.Slot("budget")!;
        Assert.Equal((DocumentState.Rejected, 0, Bad, 2), (slot.State, slot.Pending, slot.Reason, slot.Next));
    }

    [Fact]
    public void Reject_Replacement_KeepsTheAcceptedAndDoesNotHandIn()
    {
        var received = Receive(Examples.Whole(), "budget");
        var change = Reject(received.Change.Next, received.Record!).Change;
        var slot = change.Next.Slot("budget")!;
        Assert.Equal((DocumentState.Accepted, 1, Bad, 3), (slot.State, slot.Version, slot.Reason, slot.Next));
        Assert.Equal(ApplicationStatus.Draft, change.Next.Status);
    }

    [Fact]
    public void Reject_OptionalThatWasAwaited_HandsIn()
    {
        var received = Receive(Examples.Whole(), "site-photos");
        Assert.Equal(ApplicationStatus.Submitted, Reject(received.Change.Next, received.Record!).Change.Next.Status);
    }

    private static IntakeDecision Receive(Application application, string type) =>
        Intake.Receive(application, Examples.Fund, new Upload(type, "blob", "a.xlsx", 3, "cd"), "u1", Examples.Now);

    private static IntakeDecision Accept(Application application, DocumentRecord record) => Intake.Accept(application, Examples.Fund, record, "checker", Examples.Now);

    private static IntakeDecision Reject(Application application, DocumentRecord record) => Intake.Reject(application, Examples.Fund, record, Bad, "checker", Examples.Now);
}
