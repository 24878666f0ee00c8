using App.Tests.Pages;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Oversight;
using FunctionsApp.Platform;
using FunctionsApp.Reviews;

namespace App.Tests.Oversight;

public sealed class OversightPageTests
{
    [Theory]
    [InlineData(Language.Chinese, "超期", "南山区")]
    [InlineData(Language.English, "Overdue", "Nanshan")]
    public async Task Page_WithAReview_ShowsItsLightAndLeadsToIt(Language language, string light, string district)
    {
        var review = new ReviewUnderWay(
            ReviewSample.Id, "special-fund-rd", "<i>t", "440305", ApplicationStatus.Submitted, "Panel", new("专家评审", "Panel"), 0,
            ReviewSample.Opened, ReviewSample.Opened.AddDays(10), TrafficLight.Red);
        var request = RenderedPage.Request("/oversight", language);

        var page = await ShowAsync(new ReviewsInTime([review], Counts(1), false), request, new OversightQuery(TrafficLight.Red));

        Assert.Contains(light, page.Text, StringComparison.Ordinal);
        Assert.Contains(district, page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/audit/applications/{ReviewSample.Id}\">&lt;i&gt;t</a>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Red\" selected>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_CutOrEmpty_SaysSo()
    {
        var page = await ShowAsync(
            new ReviewsInTime([], Counts(0), true), RenderedPage.Request("/oversight", Language.English), new OversightQuery());

        Assert.Contains("No review fits.", page.Text, StringComparison.Ordinal);
        Assert.Contains("more reviews than this page looks at", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?light=Red&programme=p&district=440305", "/oversight?light=Red&programme=p&district=440305")]
    [InlineData("?light=red&programme=%20", "/oversight")]
    public void Of_AnAddress_TakesWhatItCanBe(string query, string address) =>
        Assert.Equal(address, OversightQuery.Of(new Microsoft.AspNetCore.Http.QueryCollection(
            Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query))).Path);

    private static Dictionary<TrafficLight, int> Counts(int red) =>
        Enum.GetValues<TrafficLight>().ToDictionary(light => light, light => light == TrafficLight.Red ? red : 0);

    private static Task<RenderedPage> ShowAsync(
        ReviewsInTime reviews, Microsoft.AspNetCore.Http.HttpRequest request, OversightQuery query) => RenderedPage.OfAsync(
        RenderedPage.Site().Show<OversightPage, OversightShown>(request, new OversightShown(
            query, reviews, new Dictionary<string, LocalizedText> { ["special-fund-rd"] = new("专项资金", "Fund") })), request);
}
