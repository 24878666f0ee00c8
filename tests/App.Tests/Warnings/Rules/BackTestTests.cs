using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Rules;

namespace App.Tests.Warnings.Rules;

/// <summary>What a rule would have raised in the past, by its own thresholds or others.</summary>
public sealed class BackTestTests
{
    [Fact]
    public void Of_RisesAndRecovers_IsOneWarningFromItsFirstMonthToItsEnd()
    {
        var test = Of(-5, -25, -45, null, -38, -16, -14, -30);

        Assert.Equal(
            [
                new TestedWarning("2026-03", "2026-08", 5, WarningLevel.Orange, 2),
                new TestedWarning("2026-09", null, 1, WarningLevel.Yellow, 0),
            ],
            test.Warnings);
        Assert.Equal(
            [Move.None, Move.Raise, Move.Raise, Move.Hold, Move.Hold, Move.Lower, Move.Clear, Move.Raise],
            test.Months.Select(month => month.Move));
    }

    [Fact]
    public void Of_NoValueAtAll_RaisesNothing() => Assert.Empty(Of(null, null).Warnings);

    [Fact]
    public void With_OtherThresholds_HasThemAndNoOther()
    {
        var (rule, scope) = BackTest.With(
            RuleSample.Falling, new BackTestBody("ip", "440305", Red: -30, Hysteresis: 2, Organisations: 4, SharePercent: 0));

        Assert.Equal([new Threshold(WarningLevel.Red, -30)], rule.Thresholds);
        Assert.Equal((2m, new MinimumSample(4, 0), new Scope("ip", "440305")), (rule.Hysteresis, rule.Sample, scope));
    }

    [Fact]
    public void With_Nothing_IsTheRule()
    {
        var (rule, scope) = BackTest.With(RuleSample.Falling, new BackTestBody());

        Assert.Equal((RuleSample.Falling, new Scope("rd-design", null)), (rule, scope));
    }

    public static TheoryData<BackTestBody, string> Contradictions => new()
    {
        { new BackTestBody(Blue: -30, Yellow: -20), "#/yellow" },
        { new BackTestBody(Yellow: -20, Red: -100), "#/red" },
        { new BackTestBody(Hysteresis: 21), "#/hysteresis" },
        { new BackTestBody(Hysteresis: -1), "#/hysteresis" },
        { new BackTestBody(Organisations: 2), "#/organisations" },
        { new BackTestBody(SharePercent: 101), "#/sharePercent" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void With_Contradiction_NamesTheInput(BackTestBody body, string pointer)
    {
        var problem = Assert.Throws<ProblemException>(() => BackTest.With(RuleSample.Falling, body));

        Assert.Equal([pointer], problem.Errors.Select(error => error.Pointer));
    }

    [Fact]
    public void With_SectorThatIsNotWatched_IsRefused()
    {
        var rule = RuleSample.Falling with { Watched = RuleSample.Falling.Watched with { Sectors = ["it"] } };

        Assert.Equal("#/sector", Assert.Throws<ProblemException>(() => BackTest.With(rule, new BackTestBody("ip"))).Errors[0].Pointer);
        Assert.Equal("it", BackTest.With(rule, new BackTestBody()).Scope.Sector);
    }

    private static BackTest Of(params decimal?[] values) => BackTest.Of(
        RuleSample.Falling, RuleSample.It,
        RuleSample.September.Back(values.Length).Reverse().Zip(values, (period, value) => RuleSample.Reading(value, $"{period}")));
}
