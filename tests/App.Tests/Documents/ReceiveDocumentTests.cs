using App.Tests.Applications;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using static App.Tests.Documents.Uploads;

namespace App.Tests.Documents;

public class ReceiveDocumentTests
{
    [Fact]
    public void Receive_EmptySlot_IsVersion1UnderCheck()
    {
        var change = Receive(Of(Examples.Draft()), "budget");
        var slot = change.Next.Application.Slot("budget")!;
        Assert.Equal((DocumentState.Received, 1, 1), (slot.State, slot.Version, slot.Pending));
        var upload = Assert.Single(change.Next.Uploads);
        Assert.Equal((Examples.Id, "budget", 1, CheckState.Received), (upload.Application, upload.Type, upload.Version, upload.State));
        Assert.Equal(
            ("blob", "a.xlsx", 3L, "cd", Examples.Now), (upload.Blob, upload.FileName, upload.Bytes, upload.Sha256, upload.ReceivedAt));
        var fact = Assert.Single(change.Facts);
        Assert.Equal(("u1", new DocumentUploaded("budget", 1, 3, "cd")), (fact.Actor, fact.Fact));
    }

    [Fact]
    public void Receive_AnUpload_KeepsWhenItBegan()
    {
        var began = Examples.Now.AddMinutes(-3);
        var received = ReceiveDocument.Decide(
            Of(Examples.Draft()), Examples.Fund, new Upload("budget", "blob", "a.xlsx", 3, "cd", began), MaxUploads, "u1", Examples.Now);
        var accepted = Accept(received.Next, Newest(received));

        Assert.Equal((began, Examples.Now), (Newest(received).BeganAt, Newest(received).ReceivedAt));
        Assert.Equal((began, began), (received.Next.Application.Slot("budget")!.BeganAt, accepted.Next.Application.Slot("budget")!.BeganAt));
    }

    [Fact]
    public void Receive_OverAnAccepted_KeepsItUntilTheCheck()
    {
        var slot = Receive(Of(Examples.Whole()), "budget").Next.Application.Slot("budget")!;
        Assert.Equal((DocumentState.Accepted, 1, 2, "ab"), (slot.State, slot.Version, slot.Pending, slot.Sha256));
    }

    [Fact]
    public void Receive_OverAnUnchecked_SupersedesIt()
    {
        var first = Receive(Of(Examples.Draft()), "budget");
        var second = Receive(first.Next, "budget");
        Assert.Equal(
            [(1, CheckState.Superseded), (2, CheckState.Received)], second.Next.Uploads.Select(upload => (upload.Version, upload.State)));
        var ignored = Accept(second.Next, Newest(first));
        Assert.Empty(ignored.Facts);
        Assert.Same(second.Next, ignored.Next);
        Assert.Equal(2, Accept(second.Next, Newest(second)).Next.Application.Slot("budget")!.Version);
    }

    [Fact]
    public void Receive_OtherSlots_AreLeftAsTheyAre()
    {
        var before = Receive(Of(Examples.Draft()), "work-plan");
        var after = Receive(before.Next, "budget");
        Assert.Equal((1, CheckState.Received), (after.Next.Uploads[0].Version, after.Next.Uploads[0].State));
        Assert.Equal(before.Next.Application.Slot("work-plan"), after.Next.Application.Slot("work-plan"));
    }

    [Fact]
    public void RequireOpen_ByStatus()
    {
        Assert.Equal("unknown-document-type", Examples.Slug(() => Receive(Of(Examples.Draft()), "diploma")));
        Assert.Equal("not-open", Examples.Slug(() => Receive(Of(Examples.Submitted()), "budget")));
        Assert.Equal("not-open", Examples.Slug(() => Receive(Of(Examples.Returned("budget")), "work-plan")));
        Assert.Equal(2, Newest(Receive(Of(Examples.Returned("budget")), "budget")).Version);
    }

    [Fact]
    public void IsOpen_IsWhatIsNotRefused()
    {
        Application[] states =
        [
            Examples.Draft(), Examples.Whole(), Examples.Submitted(), Examples.Returned("budget"), Examples.Returned("work-plan"),
            Examples.Draft() with { Slots = [.. Examples.Draft().Slots.Select(slot => slot with { Unasked = true })] },
            Examples.Draft() with { Slots = [.. Examples.Draft().Slots.Select(slot => slot with { Newest = MaxUploads })] },
        ];
        var seen = new HashSet<bool>();
        foreach (var application in states)
        {
            foreach (var type in (string[])["budget", "work-plan", "diploma"])
            {
                var refusal = Record.Exception(() => ReceiveDocument.RequireOpen(application, Examples.Fund, type, MaxUploads));
                var isOpen = ReceiveDocument.IsOpen(application, Examples.Fund, type, MaxUploads);
                Assert.Equal(refusal is null, isOpen);
                seen.Add(isOpen);
            }
        }

        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void Receive_UpToTheLimitOfUploads_AndNotBeyond()
    {
        var state = Of(Examples.Draft());
        for (var version = 1; version <= MaxUploads; version++)
        {
            state = Receive(state, "budget").Next;
            Assert.Equal(version, state.Application.Slot("budget")!.Newest);
        }

        Assert.Equal("too-many-uploads", Examples.Slug(() => Receive(state, "budget")));
        Assert.Equal(1, Receive(state, "work-plan").Next.Application.Slot("work-plan")!.Newest);
    }
}
