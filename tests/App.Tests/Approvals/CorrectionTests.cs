using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Approvals;

namespace App.Tests.Approvals;

public sealed class CorrectionTests
{
    private static readonly ApplicationSubmitted Submitted = new("p", 1, [new("plan", 1, "aa"), new("budget", 1, "bb")]);

    [Fact]
    public void Of_NothingReturned_HasNone() => Assert.Empty(Correction.Of([new FormSaved("x", true, ["title"]), Submitted]));

    [Fact]
    public void Of_TwoRounds_EachComparesWithTheSubmissionBefore()
    {
        var corrections = Correction.Of(
        [
            new FormSaved("x", true, ["before"]),
            Submitted,
            new ApplicationReturned(1, ["plan"]),
            new FormSaved("y", true, ["team"]),
            new FormSaved("z", true, ["team", "budget-items"]),
            new ApplicationResubmitted(1, [new("plan", 3, "cc"), new("budget", 1, "bb"), new("photo", 1, "dd")], ["plan"]),
            new ApplicationReturned(2, ["plan"]),
            new ApplicationResubmitted(2, [new("plan", 4, "cc"), new("budget", 1, "bb")], ["plan"]),
        ]);

        Assert.Equal(2, corrections.Count);
        Assert.Equal([new("plan", 1, 3, false), new CorrectedDocument("photo", 0, 1, false)], corrections[0].Documents);
        Assert.Equal(["team", "budget-items"], corrections[0].Fields);
        Assert.Equal([new("plan", 3, 4, true), new CorrectedDocument("photo", 1, 0, false)], corrections[1].Documents);
        Assert.Empty(corrections[1].Fields);
    }

    /// <summary>A field may be confirmed as it was: then nothing changed.</summary>
    [Fact]
    public void Of_ConfirmedUnchanged_HasNoChange()
    {
        var correction = Assert.Single(Correction.Of(
            [Submitted, new ApplicationReturned(1, []), new ApplicationResubmitted(1, Submitted.Documents, [])]));

        Assert.Empty(correction.Documents);
        Assert.Empty(correction.Fields);
    }
}
