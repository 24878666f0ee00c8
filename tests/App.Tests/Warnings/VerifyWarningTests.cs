using FunctionsApp.Warnings;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings;

public class VerifyWarningTests
{
    [Theory]
    [InlineData(null, WarningLevel.Yellow)]
    [InlineData(WarningLevel.Red, WarningLevel.Red)]
    [InlineData(WarningLevel.Blue, WarningLevel.Blue)]
    public void Verify_Confirmed_TakesTheOfficersLevel(WarningLevel? given, WarningLevel level)
    {
        var change = VerifyWarning.Decide(Draft(), Confirm(given, " seen "), Officer());

        Assert.Equal((WarningStatus.Verified, level), (change.Next.Warning.Status, change.Next.Warning.Level));
        Assert.Equal(new Verification("officer", VerificationDecision.Confirm, level, "seen", Now), change.Next.Warning.Verification);
        Assert.Equal("WarningVerified", change.Fact());
        Assert.Empty(change.Next.Messages);
    }

    [Fact]
    public void Verify_Dismissed_KeepsTheSignalsLevel()
    {
        var change = VerifyWarning.Decide(Draft(), Dismiss() with { Level = WarningLevel.Red }, Officer());

        Assert.Equal((WarningStatus.Dismissed, WarningLevel.Yellow), (change.Next.Warning.Status, change.Next.Warning.Level));
        Assert.Equal("WarningDismissed", change.Fact());
    }

    [Fact]
    public void Verify_BadAnswer_IsRefused()
    {
        foreach (var bad in new[]
                 {
                     Confirm() with { Decision = null },
                     Confirm() with { Decision = (VerificationDecision)2 },
                     Confirm((WarningLevel)4),
                     Confirm(comment: new string('x', VerifyWarning.MaxComment + 1)),
                     Confirm(comment: "a\u0008b"),
                 })
        {
            Assert.Equal("invalid-field", Slug(() => VerifyWarning.Decide(Draft(), bad, Officer())));
        }

        var longest = Confirm(comment: new string('x', VerifyWarning.MaxComment));
        Assert.Equal("WarningVerified", VerifyWarning.Decide(Draft(), longest, Officer()).Fact());
    }

    [Fact]
    public void IsSame_OfAConfirmation_ComparesDecisionAndLevel()
    {
        var earlier = VerifyWarning.Decide(Draft(), Confirm(WarningLevel.Orange, "seen"), Officer()).Next.Warning.Verification!;

        Assert.True(VerifyWarning.IsSame(earlier, Confirm(WarningLevel.Orange, "again")));
        Assert.True(VerifyWarning.IsSame(earlier, Confirm()));
        Assert.False(VerifyWarning.IsSame(earlier, Confirm(WarningLevel.Red)));
        Assert.False(VerifyWarning.IsSame(earlier, Dismiss()));
    }

    [Fact]
    public void IsSame_OfADismissal_IgnoresTheLevel()
    {
        var earlier = VerifyWarning.Decide(Draft(), Dismiss(), Officer()).Next.Warning.Verification!;

        Assert.True(VerifyWarning.IsSame(earlier, Dismiss() with { Level = WarningLevel.Red }));
        Assert.False(VerifyWarning.IsSame(earlier, Confirm()));
    }
}
