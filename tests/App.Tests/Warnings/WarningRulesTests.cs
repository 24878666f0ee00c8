using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings;

public class WarningRulesTests
{
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Draft_Expiry_LiesAhead(int seconds, bool accepted) => Accepts(accepted, Now.AddSeconds(seconds));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Draft_Expiry_WithinLongestValidity(int seconds, bool accepted) => Accepts(accepted, Now.AddDays(90).AddSeconds(seconds));

    [Fact]
    public void Signal_SameSourceAndId_NamesTheSameWarning()
    {
        Assert.Equal(Signal(WarningLevel.Blue).WarningId, Signal(WarningLevel.Red).WarningId);
        Assert.NotEqual(Signal().WarningId, (Signal() with { ExternalId = "other" }).WarningId);
    }

    [Fact]
    public void Signal_BadField_IsRefused()
    {
        foreach (var bad in new[]
                 {
                     Signal() with { Sector = "mining" },
                     Signal() with { District = "110101" },
                     Signal() with { Level = (WarningLevel)4 },
                     Signal() with { Source = " " },
                     Signal() with { Headline = new("好", new string('x', WarningTexts.MaxHeadline + 1)) },
                     Signal() with { Description = new("a\u0008b", "ok") },
                     Signal() with { Description = new("\uD83D", "ok") },
                 })
        {
            Assert.Equal("invalid-field", Slug(bad.Check));
        }

        (Signal() with { Headline = new("好", new string('x', WarningTexts.MaxHeadline)), Description = new("\U0001F600", "ok\r\n") }).Check();
    }

    [Theory]
    [InlineData(null, WarningLevel.Yellow)]
    [InlineData(WarningLevel.Red, WarningLevel.Red)]
    [InlineData(WarningLevel.Blue, WarningLevel.Blue)]
    public void Verify_Confirmed_TakesTheOfficersLevel(WarningLevel? given, WarningLevel level)
    {
        var change = Decide(Draft(), new VerifyWarning("officer", VerificationDecision.Confirm, given, null));

        Assert.Equal((WarningStatus.Verified, level), (change.Next.Status, change.Next.Level));
        Assert.Equal("WarningVerified", Assert.Single(change.Facts).Type);
        Assert.Null(change.Message);
    }

    [Fact]
    public void Verify_SameAgain_ChangesNothingAndOtherwiseConflicts()
    {
        var confirmed = Decide(Draft(), new VerifyWarning("officer", VerificationDecision.Confirm, WarningLevel.Orange, "seen")).Next;

        Assert.Empty(Decide(confirmed, new VerifyWarning("officer", VerificationDecision.Confirm, WarningLevel.Orange, "again")).Facts);
        Assert.Empty(Decide(confirmed, new VerifyWarning("officer", VerificationDecision.Confirm, null, null)).Facts);
        Assert.Equal("warning-already-verified", Slug(() => Decide(confirmed, new VerifyWarning("officer", VerificationDecision.Confirm, WarningLevel.Red, null))));
        Assert.Equal("warning-already-verified", Slug(() => Decide(confirmed, new VerifyWarning("officer", VerificationDecision.Dismiss, null, null))));
        Assert.Equal("warning-already-verified", Slug(() => Decide(confirmed, new VerifyWarning("delegate", VerificationDecision.Confirm, WarningLevel.Orange, null))));
    }

    [Fact]
    public void Verify_AfterPublication_SameAgainIsStillTheSame() =>
        Assert.Empty(Decide(Published(), new VerifyWarning("officer", VerificationDecision.Confirm, null, null)).Facts);

    [Fact]
    public void Verify_Lapsed_Conflicts()
    {
        var lapsed = Decide(Draft(), new LapseWarning("test")).Next;
        Assert.Equal("warning-already-verified", Slug(() => Decide(lapsed, new VerifyWarning("officer", VerificationDecision.Confirm, null, null))));
    }

    [Fact]
    public void Lapse_Verified_Stands() => Assert.Empty(Decide(Verified(), new LapseWarning("test")).Facts);

    [Fact]
    public void Assign_SecondAttempt_ReplacesTheFirstOnce()
    {
        var first = Decide(Draft(), new AssignVerifier("test", "a", 1)).Next;
        var second = Decide(first, new AssignVerifier("test", "b", 2)).Next;

        Assert.Equal("b", second.Verifier);
        Assert.Empty(Decide(second, new AssignVerifier("test", "a", 1)).Facts);
        Assert.Empty(Decide(second, new AssignVerifier("test", "c", 2)).Facts);
    }

    [Fact]
    public void Publish_Verified_MakesTheFirstMessageOnce()
    {
        var change = Decide(Verified(), new PublishWarning("test"));

        Assert.Equal((1, MessageType.Alert), (change.Message!.Number, change.Message.Type));
        Assert.Equal(Now.AddDays(7), change.Next.Expires);
        Assert.Empty(change.Message.References);
        Assert.Empty(Decide(change.Next, new PublishWarning("test")).Facts);
        Assert.Empty(Decide(Draft(), new PublishWarning("test")).Facts);
    }

    [Fact]
    public void Publish_AfterItsEnd_ExpiresUnseen()
    {
        var change = Decide(Verified(expires: Now.AddHours(1)), new PublishWarning("test"), Now.AddHours(1));

        Assert.Equal(WarningStatus.Expired, change.Next.Status);
        Assert.False(change.Next.IsPublic);
    }

    [Theory]
    [InlineData(WarningLevel.Blue, "escalation-only-upwards")]
    [InlineData(WarningLevel.Yellow, null)]
    [InlineData(WarningLevel.Orange, "WarningEscalated")]
    [InlineData(WarningLevel.Red, "WarningEscalated")]
    public void Escalate_FromYellow_OnlyUpwards(WarningLevel level, string? outcome)
    {
        if (level < WarningLevel.Yellow) Assert.Equal(outcome, Slug(() => Decide(Published(), new EscalateWarning("p", level))));
        else Assert.Equal(outcome, Decide(Published(), new EscalateWarning("p", level)).Facts.SingleOrDefault()?.Type);
    }

    [Theory]
    [InlineData(WarningLevel.Blue, "WarningUpdated")]
    [InlineData(WarningLevel.Yellow, null)]
    public void Update_Level_OnlyDownwards(WarningLevel level, string? fact) =>
        Assert.Equal(fact, Decide(Published(), new UpdateWarning("p", Signal().Texts, level, null)).Facts.SingleOrDefault()?.Type);

    [Fact]
    public void Update_Upwards_PointsToEscalate() =>
        Assert.Equal("update-not-upwards", Slug(() => Decide(Published(), new UpdateWarning("p", null, WarningLevel.Orange, null))));

    [Fact]
    public void Messages_OfOneWarning_ReferToAllBefore()
    {
        var escalated = Decide(Published(), new EscalateWarning("p", WarningLevel.Orange), Now.AddHours(1));
        var updated = Decide(escalated.Next, new UpdateWarning("p", Signal().Texts with { Headline = new("新", "New") }, null, null), Now.AddHours(2));
        var cancelled = Decide(updated.Next, new CancelWarning("p", new("恢复", "Recovered")), Now.AddHours(3));

        Assert.Equal([1, 2, 3], new[] { escalated, updated, cancelled }.Select(change => change.Message!.References.Count));
        Assert.Equal(4, cancelled.Message!.Number);
        Assert.Equal(
            [$"{cancelled.Next.Id}-1", $"{cancelled.Next.Id}-2", $"{cancelled.Next.Id}-3"], cancelled.Message.References.Select(reference => reference.Identifier));
        Assert.Equal("warn@hts.example," + cancelled.Next.Id + "-2,2026-03-02T10:00:00+08:00", cancelled.Message.References[1].ToString());
        Assert.Equal(MessageType.Cancel, cancelled.Message.Type);
        Assert.Empty(Decide(cancelled.Next, new CancelWarning("p", null)).Facts);
        Assert.Equal("warning-not-in-force", Slug(() => Decide(cancelled.Next, new EscalateWarning("p", WarningLevel.Red))));
    }

    [Fact]
    public void Expire_AtItsMoment_AndNotBefore()
    {
        var published = Published();

        Assert.Empty(Decide(published, new ExpireWarning("test"), published.Expires!.Value.AddTicks(-1)).Facts);
        Assert.Equal("WarningExpired", Decide(published, new ExpireWarning("test"), published.Expires.Value).Facts.Single().Type);
        Assert.Equal("warning-not-in-force", Slug(() => Decide(published, new CancelWarning("p", null), published.Expires.Value)));
    }

    [Fact]
    public void Messages_AtTheirLimit_LeaveRoomForTheCancellation()
    {
        var warning = Published();
        for (var i = 2; i < WarningRules.MaxMessages; i++)
        {
            warning = Decide(warning, new UpdateWarning("p", Signal().Texts with { Headline = new($"{i}", $"{i}") }, null, null)).Next;
        }

        Assert.Equal("warning-too-many-messages", Slug(() => Decide(warning, new EscalateWarning("p", WarningLevel.Red))));
        Assert.Equal(WarningRules.MaxMessages, Decide(warning, new CancelWarning("p", null)).Message!.Number);
    }

    private static void Accepts(bool accepted, DateTimeOffset expires)
    {
        if (accepted) Assert.Equal(expires, WarningRules.Draft(Signal(expires: expires), "stats", Now, Settings).Next.Expires);
        else Assert.Equal("invalid-field", Slug(() => WarningRules.Draft(Signal(expires: expires), "stats", Now, Settings)));
    }

    private static string Slug(Action act) => Assert.Throws<ProblemException>(act).Type.Slug;
}
