using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Documents;
using FunctionsApp.Documents.Checking;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Applications.Retaining;

public sealed class RemindDrafterTests
{
    private static readonly RetentionPolicy Policy = RetentionPolicy.Load();
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    /// <summary>Drafted on 10 March 2026: a night, 02:30 in Shenzhen, on which its year is over.</summary>
    private static readonly DateTimeOffset Night = new(2027, 3, 11, 18, 30, 0, TimeSpan.Zero);

    private static Application Planned => PlanErasure.Decide(Examples.Draft(), Policy, Night).Next;

    [Fact]
    public void Decide_PlannedDraft_NamesTheDayAfterTheNotice()
    {
        var change = Decide(Planned, Night);

        // Midnight in Shenzhen before 12 April.
        var from = new DateTimeOffset(2027, 4, 11, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            new DrafterReminded(ErasureStep.Content, Planned.Retention!.Planned!.Due, from), Assert.Single(change.Facts).Fact);
        Assert.Equal(from, change.Next.Retention!.Planned!.From);
    }

    [Fact]
    public void Decide_OnceReminded_DoesNothing() => Assert.Empty(Decide(Decide(Planned, Night).Next, Night.AddDays(1)).Facts);

    [Fact]
    public void Decide_UnderALegalHold_DoesNothing()
    {
        var hold = new LegalHold("admin", "r", Night);

        Assert.Empty(Decide(PlaceHold.Decide(Planned, "r", "admin", Night).Next, Night).Facts);
        // Whatever the plan says.
        Assert.Empty(Decide(Planned with { Retention = Planned.Retention! with { Hold = hold } }, Night).Facts);
    }

    [Fact]
    public void Decide_ChangedMeanwhile_DoesNothing() => Assert.Empty(Decide(
        Examples.With(Planned, slot => Examples.Accepted(slot) with { ReceivedAt = Night }), Night).Facts);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decide_WhileAReplacementIsCheckedOrAfterItWasRefused_DoesNothing(bool isRefused)
    {
        var state = new ApplicationDocuments(Examples.With(Planned, Examples.Accepted), []);
        var upload = new Upload("work-plan", "a/work-plan/2", "plan.pdf", 1, new string('0', 64));
        state = ReceiveDocument.Decide(state, Examples.Fund, upload, 50, "lin", Night).Next;
        if (isRefused)
        {
            state = CheckDocument.Reject(state, Examples.Fund, state.Uploads[^1], Rejections.Altered, Night).Next;
        }

        Assert.Empty(Decide(state.Application, Night.AddDays(1)).Facts);
    }

    [Fact]
    public void Decide_AfterASendingThatCameToNothing_CountsFromThere() => Assert.Empty(Decide(
        Planned with { Signing = new SigningRound(0, "lin", Night, "0") { Outcome = SigningOutcome.Lapsed } }, Night.AddDays(1)).Facts);

    [Fact]
    public void Decide_NotPlanned_DoesNothing() => Assert.Empty(Decide(Examples.Draft(), Night).Facts);

    [Fact]
    public void Decide_WhatWasSent_DoesNothing()
    {
        var withdrawn = WithdrawApplication.Decide(Examples.Submitted(), "u1", Examples.Now).Next;

        Assert.Empty(Decide(PlanErasure.Decide(withdrawn, Policy, Night.AddYears(5)).Next, Night.AddYears(5)).Facts);
    }

    /// <summary>A draft that was kept by a change is written of again when that time is over.</summary>
    [Fact]
    public void Decide_AfterAChangeAndAnotherYear_NamesAnotherDay()
    {
        var kept = Examples.With(Decide(Planned, Night).Next, slot => Examples.Accepted(slot) with { ReceivedAt = Night });
        var calledOff = PlanErasure.Decide(kept, Policy, Night.AddDays(1)).Next;

        var again = Decide(PlanErasure.Decide(calledOff, Policy, Night.AddYears(2)).Next, Night.AddYears(2));

        Assert.IsType<DrafterReminded>(Assert.Single(again.Facts).Fact);
    }

    [Fact]
    public void State_AfterTheFact_IsWhatTheyAgreeOn()
    {
        var (planned, reminded) = (PlanErasure.Decide(Examples.Draft(), Policy, Night), Decide(Planned, Night));
        Fact[] facts = [.. planned.Facts.Concat(reminded.Facts).Select(each => each.Fact)];

        Assert.True(CheckRetention.OfRetention.Agrees(new ApplicationForm(reminded.Next, Answers.None), facts));
        Assert.False(CheckRetention.OfRetention.Agrees(new ApplicationForm(reminded.Next, Answers.None), facts[..1]));
    }

    private static Change<Application> Decide(Application application, DateTimeOffset now) =>
        RemindDrafter.Decide(application, Policy, Notice, now, isWritten: true);
}
