using App.Tests.Applications;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Facts;
using static App.Tests.Documents.Uploads;

namespace App.Tests.Documents;

public class SlotFactsTests
{
    private static readonly Application Accepted = Accept(Receive(Of(Examples.Draft()), "budget").Next, Newest(Receive(Of(Examples.Draft()), "budget"))).Next.Application;
    private static readonly Fact[] Facts = [new DocumentUploaded("budget", 1, 3, "cd"), new DocumentAccepted("budget", 1, 3, "cd")];

    [Fact]
    public void Slots_AsTheFactsSay_Agree()
    {
        Assert.True(SlotFacts.Check.Agrees(Examples.Draft(), []));
        Assert.True(SlotFacts.Check.Agrees(Accepted, Facts));
    }

    [Fact]
    public void Slots_ChangedBesideTheFacts_DoNotAgree()
    {
        var slot = Accepted.Slot("budget")!;
        foreach (var other in new[] { slot with { Sha256 = "00" }, slot with { Bytes = 4 }, slot with { Version = 2, Newest = 2 }, slot with { State = DocumentState.Rejected } })
        {
            var changed = Accepted with { Slots = [.. Accepted.Slots.Select(each => each.Type == "budget" ? other : each)] };
            Assert.False(SlotFacts.Check.Agrees(changed, Facts));
        }

        Assert.False(SlotFacts.Check.Agrees(Accepted, Facts[..1]));
        Assert.False(SlotFacts.Check.Agrees(Examples.Draft(), Facts));
    }

    [Fact]
    public void Slot_EmptiedByAReturn_Agrees()
    {
        var emptied = new SlotState("budget", true, DocumentState.Empty, 1, Newest: 1);
        var returned = Accepted with { Slots = [.. Accepted.Slots.Select(each => each.Type == "budget" ? emptied : each)] };

        Assert.True(SlotFacts.Check.Agrees(returned, [.. Facts, new ApplicationReturned(1, ["budget"])]));
        Assert.False(SlotFacts.Check.Agrees(returned, [.. Facts, new ApplicationReturned(1, ["work-plan"])]));
    }
}
