using FunctionsApp.Platform;
using FunctionsApp.Warnings.Cap;

namespace App.Tests.Warnings.Cap;

public class CapWordingTests
{
    private const string Chinese = "<language>zh-CN</language>";
    private const string English = "<language>en-US</language>";

    [Theory]
    [InlineData("zh")]
    [InlineData("ZH-cn")]
    [InlineData("zh-Hans-CN")]
    public void Read_ChineseTags_AreChinese(string tag) => Assert.Equal(
        new LocalizedText("订单下降", "Orders fall"), CapAlerts.ReadWith(Chinese, $"<language>{tag}</language>").Signal.Event);

    [Theory]
    [InlineData("<language>en</language>")]
    [InlineData("<language>en-GB</language>")]
    [InlineData("")]
    public void Read_EnglishTagsOrNone_AreEnglish(string element) =>
        Assert.Equal(new LocalizedText("订单下降", "Orders fall"), CapAlerts.ReadWith(English, element).Signal.Event);

    [Theory]
    [InlineData("fr")]
    [InlineData("zha")]
    [InlineData("eng")]
    public void Read_AnotherLanguage_IsFiledUnderNeitherAndShown(string tag)
    {
        var alert = CapAlerts.ReadWith(Chinese, $"<language>{tag}</language>");

        Assert.Equal(new LocalizedText("Orders fall", "Orders fall"), alert.Signal.Event);
        Assert.Equal(["en-US", tag], alert.Arrival.Languages);
    }

    [Fact]
    public void Read_NeitherLanguage_IsRefused() => Assert.Equal(
        "unsupported-cap",
        CapAlerts.Refusal(CapAlerts.With(Chinese, "<language>fr</language>").Replace(English, "<language>de</language>")).Type.Slug);

    [Fact]
    public void Read_OneLanguageTwiceWithOtherTexts_IsRefused() =>
        Assert.Equal("unsupported-cap", CapAlerts.Refusal(CapAlerts.With(Chinese, "<language>en-GB</language>")).Type.Slug);

    [Fact]
    public void Read_TextOfOneLanguageAlone_StandsForBoth() => Assert.Equal(
        new LocalizedText("下降三成。", "下降三成。"),
        CapAlerts.ReadWith("<description>By a third.</description>", "").Signal.Description);
}
