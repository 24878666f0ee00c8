using CsCheck;
using FunctionsApp.Duplicates;

namespace App.Tests.Duplicates;

public sealed class OverlapTests
{
    private const string Sentence = "本项目面向光电器件的可靠性检测，建设公共服务平台，并为中小企业提供开放共享的检测服务";

    [Fact]
    public void Of_SameText_IsOnePassage()
    {
        var overlap = Overlap.Of(Sentence, Sentence);

        Assert.Equal(1, overlap.Share);
        Assert.Equal(new Passage(Sentence, Sentence, Words.Of(Sentence).Count), Assert.Single(overlap.Passages));
    }

    [Fact]
    public void Of_PassageInOtherSurroundings_IsFoundInBoth()
    {
        var overlap = Overlap.Of($"第一章 背景。{Sentence}。后续安排另行说明", $"概述如下：{Sentence}！附表略去不提");

        Assert.Equal((Sentence, Sentence), (Assert.Single(overlap.Passages).Text, overlap.Passages[0].Other));
        Assert.InRange(overlap.Share, 0.5, 0.9);
    }

    [Fact]
    public void Of_SingleWordsExchanged_StaysOnePassage()
    {
        var other = Sentence.Replace("公共", "开放", StringComparison.Ordinal);

        var passage = Assert.Single(Overlap.Of(Sentence, other).Passages);
        Assert.Equal((Sentence, other), (passage.Text, passage.Other));
    }

    [Fact]
    public void Of_PhraseThatComesAgain_DoesNotEndAPassage()
    {
        const string text = "第一阶段完成场地改造和设备选型，第二阶段完成方法开发与能力验证";
        Assert.Equal(text, Assert.Single(Overlap.Of(text, text).Passages).Text);
    }

    [Fact]
    public void Of_NothingInCommon_IsNone()
    {
        var overlap = Overlap.Of(Sentence, "完全不同的另一段说明文字，谈的是港口物流与冷链仓储。");
        Assert.Equal((0d, 0), (overlap.Share, overlap.Passages.Count));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("甲乙", "甲乙")]
    public void Of_ShorterThanARun_IsNone(string text, string other) => Assert.Equal(0, Overlap.Of(text, other).Share);

    [Fact]
    public void Of_AnyTexts_HasASharePassagesFromBothAndShareOfAgrees() =>
        Gen.Select(Gen.OneOf(Gen.Const("甲"), Gen.Const("乙"), Gen.Const("ab "), Gen.Const("，")).Array[0, 60],
            Gen.OneOf(Gen.Const("甲"), Gen.Const("乙"), Gen.Const("ab "), Gen.Const("，")).Array[0, 60]).Sample((one, two) =>
        {
            var (text, other) = (string.Concat(one), string.Concat(two));
            var overlap = Overlap.Of(text, other);
            Assert.InRange(overlap.Share, 0, 1);
            Assert.Equal(Overlap.ShareOf(text, other), overlap.Share);
            Assert.All(overlap.Passages, passage =>
            {
                Assert.Contains(passage.Text, text, StringComparison.Ordinal);
                Assert.Contains(passage.Other, other, StringComparison.Ordinal);
            });
        });
}
