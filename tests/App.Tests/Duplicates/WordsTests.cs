using CsCheck;
using FunctionsApp.Duplicates;

namespace App.Tests.Duplicates;

public sealed class WordsTests
{
    [Theory]
    [InlineData("光电检测", "光|电|检|测")]
    [InlineData("Phase 2: 光电", "Phase|2|光|电")]
    [InlineData("  ", "")]
    [InlineData("", "")]
    [InlineData("a-b_c", "a|b|c")]
    [InlineData("𠀀𠀁x", "𠀀|𠀁|x")]
    public void Of_Text_DividesIt(string text, string words) =>
        Assert.Equal(words, string.Join('|', Words.Of(text).Select(word => text.Substring(word.Start, word.Length))));

    [Theory]
    [InlineData("Test，ＡＢＣ１２", "test abc12")]
    [InlineData("光 电\n检测。", "光电检测")]
    public void Of_CaseWidthAndSpaces_DoNotCount(string one, string other) =>
        Assert.Equal(Words.Of(one).Select(word => word.Hash), Words.Of(other).Select(word => word.Hash));

    [Fact]
    public void Of_AnyText_KeepsItsPlaces() => Gen.String.Sample(text =>
    {
        var end = 0;
        foreach (var word in Words.Of(text))
        {
            Assert.True(word.Start >= end && word.Length > 0);
            end = word.End;
        }

        Assert.True(end <= text.Length);
    });

    [Fact]
    public void Runs_ShorterThanARun_AreNone() => Assert.Empty(Words.Runs(Words.Of("光电"), 3));

    [Fact]
    public void Runs_OtherOrder_Differ() =>
        Assert.NotEqual(Words.Runs(Words.Of("甲乙丙"), 3), Words.Runs(Words.Of("丙乙甲"), 3));
}
