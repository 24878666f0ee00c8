using App.Tests.Applications;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes.Fields;
using static App.Tests.Documents.Uploads;

namespace App.Tests.Documents;

public class SlotFactsTests
{
    private static readonly Application Accepted = Accept(Receive(Of(Examples.Draft()), "budget").Next, Newest(Receive(Of(Examples.Draft()), "budget"))).Next.Application;
    private static readonly Fact[] Facts = [new DocumentUploaded("budget", 1, 3, "cd"), new DocumentAccepted("budget", 1, 3, "cd")];

    [Fact]
    public void Slots_AsTheFactsSay_Agree()
    {
        Assert.True(Agrees(Examples.Draft(), []));
        Assert.True(Agrees(Accepted, Facts));
    }

    [Fact]
    public void Slots_ChangedBesideTheFacts_DoNotAgree()
    {
        var slot = Accepted.Slot("budget")!;
        foreach (var other in new[] { slot with { Sha256 = "00" }, slot with { Bytes = 4 }, slot with { Version = 2, Newest = 2 }, slot with { State = DocumentState.Rejected } })
        {
            var changed = Accepted with { Slots = [.. Accepted.Slots.Select(each => each.Type == "budget" ? other : each)] };
            Assert.False(Agrees(changed, Facts));
        }

        Assert.False(Agrees(Accepted, Facts[..1]));
        Assert.False(Agrees(Examples.Draft(), Facts));
    }

    [Fact]
    public void Slot_EmptiedByAReturn_Agrees()
    {
        var emptied = new SlotState("budget", true, DocumentState.Empty, 1, Newest: 1);
        var returned = Accepted with { Slots = [.. Accepted.Slots.Select(each => each.Type == "budget" ? emptied : each)] };

        Assert.True(Agrees(returned, [.. Facts, new ApplicationReturned(1, ["budget"])]));
        Assert.False(Agrees(returned, [.. Facts, new ApplicationReturned(1, ["work-plan"])]));
    }

    private static bool Agrees(Application application, IReadOnlyList<Fact> facts) =>
        SlotFacts.Check.Agrees(new ApplicationForm(application, Answers.None), facts);
}
