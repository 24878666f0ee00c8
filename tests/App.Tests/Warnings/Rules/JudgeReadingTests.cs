using CsCheck;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Rules;

namespace App.Tests.Warnings.Rules;

/// <summary>Levels by thresholds, held until the value has come back by the hysteresis.</summary>
public sealed class JudgeReadingTests
{
    private static readonly Gen<WarningLevel?> Levels = Gen.Int[0, 2].Select(
        index => new WarningLevel?[] { null, WarningLevel.Yellow, WarningLevel.Orange }[index]);

    [Theory]
    [InlineData(null, -19.99, null, Move.None)]
    [InlineData(null, -20, WarningLevel.Yellow, Move.Raise)]
    [InlineData(null, -40, WarningLevel.Orange, Move.Raise)]
    [InlineData(WarningLevel.Yellow, -39.99, WarningLevel.Yellow, Move.Hold)]
    [InlineData(WarningLevel.Yellow, -15, WarningLevel.Yellow, Move.Hold)]
    [InlineData(WarningLevel.Yellow, -14.99, null, Move.Clear)]
    [InlineData(WarningLevel.Orange, -35, WarningLevel.Orange, Move.Hold)]
    [InlineData(WarningLevel.Orange, -34.99, WarningLevel.Yellow, Move.Lower)]
    [InlineData(WarningLevel.Orange, -15, WarningLevel.Yellow, Move.Lower)]
    [InlineData(WarningLevel.Orange, 3, null, Move.Clear)]
    public void Decide_AtAndBesideEachBoundary(WarningLevel? present, double value, WarningLevel? level, Move move) =>
        Assert.Equal(new Judgement(level, move), JudgeReading.Decide(RuleSample.Falling, present, (decimal)value));

    [Theory]
    [InlineData(null, Move.None)]
    [InlineData(WarningLevel.Orange, Move.Hold)]
    public void Decide_NoValue_ChangesNothing(WarningLevel? present, Move move) =>
        Assert.Equal(new Judgement(present, move), JudgeReading.Decide(RuleSample.Falling, present, null));

    [Fact]
    public void Decide_Rise_IsTheMirror()
    {
        var rising = RuleSample.Falling with
        {
            Watched = RuleSample.Falling.Watched with { Direction = Direction.Rise },
            Thresholds = [.. RuleSample.Falling.Thresholds.Select(threshold => threshold with { At = -threshold.At })],
        };
        Gen.Select(Levels, Gen.Decimal[-100, 100]).Sample((present, value) => Assert.Equal(
            JudgeReading.Decide(RuleSample.Falling, present, value), JudgeReading.Decide(rising, present, -value)), threads: 1);
    }

    /// <summary>A worse value never gives a lower level.</summary>
    [Fact]
    public void Decide_WorseValue_IsNeverLower() => Gen.Select(Levels, Gen.Decimal[-100, 100], Gen.Decimal[0, 100]).Sample(
        (present, value, worse) => Assert.True(
            Rank(JudgeReading.Decide(RuleSample.Falling, present, value - worse).Level)
                >= Rank(JudgeReading.Decide(RuleSample.Falling, present, value).Level)), threads: 1);

    [Fact]
    public void Decide_SwingsWithinTheBand_ChangesTheLevelOnceAtMost() => Gen.Select(
        Gen.Bool.Select(orange => orange ? -40m : -20m), Gen.Decimal[0, 5], Gen.Decimal[0, 1].Array[2, 30])
        .Sample((threshold, below, swings) =>
    {
        // All values lie within 5 points around a threshold: on its worse side by `below` at most.
        var (level, changes) = ((WarningLevel?)(threshold == -40 ? WarningLevel.Yellow : null), 0);
        foreach (var swing in swings)
        {
            var judged = JudgeReading.Decide(RuleSample.Falling, level, threshold - below + (swing * 5));
            if (judged.Level != level) changes++;
            level = judged.Level;
        }

        Assert.True(changes <= 1);
    }, threads: 1);

    private static int Rank(WarningLevel? level) => level is { } some ? (int)some : -1;
}
