using FunctionsApp.Assignments;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using Microsoft.Extensions.Configuration;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings;

/// <summary>Other words and a higher level of a warning in force wait until another person has verified them.</summary>
public class ProposeChangeTests
{
    private static readonly PublicAddress Address = new(new ConfigurationBuilder().Build());

    public static TheoryData<string> Requests => ["escalate", "update"];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_OtherWordsOrAHigherLevel_PublishesNothingYet(string request)
    {
        var proposed = Requested(request);

        Assert.Equal("WarningChangeProposed", proposed.Fact());
        var (warning, published) = (proposed.Next.Warning, Published().Warning);
        Assert.Equal((published.Level, published.Wording), (warning.Level, warning.Wording));
        Assert.Single(proposed.Next.Messages);
        Assert.Equal(1, Assert.IsType<WarningChangeProposed>(proposed.Facts[0].Fact).Round);
        Assert.Equal("p", proposed.Facts[0].Actor);
    }

    [Theory]
    [InlineData("escalate", "WarningEscalated")]
    [InlineData("update", "WarningUpdated")]
    public void Confirm_Change_PublishesItInTheVerifiersName(string request, string fact)
    {
        var confirmed = VerifyChange.Decide(Requested(request).Next, Confirm(comment: "By telephone."), By("officer"));

        Assert.Equal((fact, "officer"), (confirmed.Fact(), confirmed.Facts[0].Actor));
        Assert.Equal(MessageType.Update, confirmed.Next.Messages[1].Type);
        Assert.Null(confirmed.Next.Warning.Proposed);
        Assert.Equal(
            new ChangeVerification(1, "p", "officer", VerificationDecision.Confirm, confirmed.Next.Warning.Level, "By telephone.", Now),
            Assert.Single(confirmed.Next.Warning.Verifications));
    }

    [Fact]
    public void Dismiss_Change_LeavesTheWarningAsItIs()
    {
        var dismissed = VerifyChange.Decide(Requested("escalate").Next, Dismiss(), By("officer"));

        Assert.Equal("WarningChangeDismissed", dismissed.Fact());
        Assert.Equal(WarningLevel.Yellow, dismissed.Next.Warning.Level);
        Assert.Single(dismissed.Next.Messages);
        Assert.Equal("WarningChangeProposed", EscalateWarning.Decide(dismissed.Next, new EscalateBody(WarningLevel.Red), By("p")).Fact());
    }

    [Fact]
    public void Confirm_AtAnotherLevel_IsRefused() => Assert.Equal(
        "invalid-field", Slug(() => VerifyChange.Decide(Requested("escalate").Next, Confirm(WarningLevel.Orange), By("officer"))));

    [Fact]
    public void Confirm_AfterTheEnd_IsClosed() => Assert.Equal(
        "assignment-closed", Slug(() => VerifyChange.Decide(Requested("escalate").Next, Confirm(), By("officer", Now.AddDays(7)))));

    [Fact]
    public void Request_WhileOneWaits_IsTheSameOrRefused()
    {
        var waiting = Requested("escalate").Next;

        Assert.Null(EscalateWarning.Decide(waiting, new EscalateBody(WarningLevel.Red), By("q")).Fact());
        Assert.Equal("warning-change-pending", Slug(() => EscalateWarning.Decide(waiting, new EscalateBody(WarningLevel.Orange), By())));
        Assert.Equal("warning-change-pending", Slug(() => UpdateWarning.Decide(waiting, NewHeadline, By())));
        Assert.Equal("warning-change-pending", Slug(() => UpdateWarning.Decide(waiting, new UpdateBody(Level: WarningLevel.Blue), By())));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void End_WhileAChangeWaits_EndsItsVerification(bool cancelled)
    {
        var state = Requested("escalate").Next;
        var asked = state with { Assignments = [Assigned()] };

        var ended = cancelled ? CancelWarning.Decide(asked, Over, By()) : ExpireWarning.Decide(asked, By(at: Now.AddDays(7)));

        Assert.Null(ended.Next.Warning.Proposed);
        Assert.Equal(AssignmentState.Cancelled, Assert.Single(ended.Next.Assignments).State);
        Assert.Equal(1, ((WarningFact)ended.Facts[0].Fact).Round);
    }

    [Fact]
    public void Lapse_Change_LeavesTheWarningAsItIsAndLaterRoundsAlone()
    {
        var waiting = Requested("escalate").Next;

        var lapsed = LapseChange.Decide(waiting, 1, "test");

        Assert.Equal(("WarningChangeLapsed", WarningLevel.Yellow), (lapsed.Fact(), lapsed.Next.Warning.Level));
        Assert.Null(LapseChange.Decide(waiting, 2, "test").Fact());
        Assert.Null(LapseChange.Decide(lapsed.Next, 1, "test").Fact());
    }

    [Fact]
    public void View_Change_IsForStaffAlone()
    {
        var warning = Requested("update").Next.Warning;

        Assert.Null(WarningView.Of(warning, Address).Proposed);
        Assert.Equal(NewHeadline.Headline, WarningView.Of(warning, Address, forStaff: true).Proposed!.Headline);
    }

    private static Change<WarningState> Requested(string request) => request == "escalate"
        ? EscalateWarning.Decide(Published(), new EscalateBody(WarningLevel.Red), By("p"))
        : UpdateWarning.Decide(Published(), NewHeadline, By("p"));

    private static Assignment Assigned() => new()
    {
        Ask = WarningQuestion.AskOf(Signal().WarningId, 1), Number = 1, Assignee = "officer", OpenedAt = Now, Due = Now, Lapses = Now,
        About = new AssignmentAbout(new("题", "Title"), new("检测", "Testing"), new("核实", "Verify")),
    };
}
