using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings;

public class DraftWarningTests
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
    public void Draft_SameSignalAgain_KeepsTheFirstWhateverTheTime()
    {
        var first = Draft(WarningLevel.Blue, Now.AddHours(1));

        var again = DraftWarning.Decide(first, Signal(WarningLevel.Blue, Now.AddHours(1)), By("b", Now.AddHours(2)));

        Assert.Null(again.Fact());
        Assert.Same(first, again.Next);
    }

    [Fact]
    public void Draft_SameIdWithOtherContent_IsRefusedWithWhatDiffers()
    {
        var first = Draft(WarningLevel.Blue);

        var refusal = Assert.Throws<ProblemException>(
            () => DraftWarning.Decide(first, Signal(WarningLevel.Red) with { Value = -31m }, By("b")));

        Assert.Equal("signal-differs", refusal.Type.Slug);
        Assert.Equal("Other than the first time: level, value", refusal.Detail!.English);
        Assert.Null(DraftWarning.Decide(first, Signal(WarningLevel.Blue) with { Value = -30.50m }, By("b")).Fact());
    }

    [Fact]
    public void Draft_SameContentAfterAnUpdate_IsStillTheSame()
    {
        var updated = UpdateWarning.Decide(Published(), NewHeadline, By()).Confirmed();

        Assert.Null(DraftWarning.Decide(updated, Signal(), By("b")).Fact());
    }

    /// <summary>A drill is marked; where nothing is in earnest, it is what everything is.</summary>
    [Theory]
    [InlineData(CapStatus.Actual, false, CapStatus.Actual)]
    [InlineData(CapStatus.Actual, true, CapStatus.Exercise)]
    [InlineData(CapStatus.Test, true, CapStatus.Test)]
    public void Draft_Exercise_IsNeverMoreEarnestThanTheSettings(CapStatus configured, bool exercise, CapStatus expected)
    {
        var by = By("b") with { Settings = Settings with { Issuer = Settings.Issuer with { Status = configured } } };

        Assert.Equal(expected, DraftWarning.Decide(null, Signal() with { Exercise = exercise }, by).Next.Warning.CapStatus);
    }

    [Fact]
    public void Draft_Fact_SaysWhatIsThreatened() => Assert.Equal(
        new WarningDrafted("it", "440305", WarningLevel.Yellow, Signal().Headline, 0),
        DraftWarning.Decide(null, Signal(), By("stats")).Facts.Single().Fact);

    private static void Accepts(bool accepted, DateTimeOffset expires)
    {
        if (accepted) Assert.Equal(expires, Draft(expires: expires).Warning.Expires);
        else Assert.Equal("invalid-field", Slug(() => Draft(expires: expires)));
    }
}
