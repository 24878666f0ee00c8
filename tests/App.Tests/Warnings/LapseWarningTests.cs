using FunctionsApp.Assignments;
using FunctionsApp.Warnings;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings;

public class LapseWarningTests
{
    [Fact]
    public void Lapse_Draft_CancelsWhoIsAsked()
    {
        var change = LapseWarning.Decide(Draft() with { Assignments = [Asked()] }, "test");

        Assert.Equal(("WarningLapsed", WarningStatus.Lapsed), (change.Fact(), change.Next.Warning.Status));
        Assert.Equal(AssignmentState.Cancelled, Assert.Single(change.Next.Assignments).State);
    }

    [Fact]
    public void Lapse_Verified_ChangesNothing() => Assert.Null(LapseWarning.Decide(Verified(), "test").Fact());

    private static Assignment Asked() => new()
    {
        Ask = WarningQuestion.AskOf(Signal().WarningId), Number = 1, Assignee = "officer", OpenedAt = Now, Due = Now, Lapses = Now,
        About = new AssignmentAbout(new("", ""), new("", ""), new("", "")),
    };
}
