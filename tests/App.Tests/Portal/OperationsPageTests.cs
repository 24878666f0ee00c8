using App.Tests.Pages;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Messaging;
using FunctionsApp.Portal;

namespace App.Tests.Portal;

/// <summary>The line of the canaries on the operators' page.</summary>
public sealed class OperationsPageTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly ChartData NoReviews = new(new LocalizedText("", ""), new LocalizedText("", ""), [], []);

    [Theory]
    [InlineData(Language.English, "Urgent warnings that did not arrive in time", "w1-1 (mail)", "w2-1 (webhook)")]
    [InlineData(Language.Chinese, "未按时送达的紧急预警", "w1-1（邮件）", "w2-1（Webhook）")]
    public async Task Page_CanariesMissing_NamesMessageAndChannel(Language language, string name, params string[] late)
    {
        var page = await PageAsync(
            language, new OpenCanary("w1-1", CanaryChannel.Mail, Now), new OpenCanary("w2-1", CanaryChannel.Webhook, Now));
        Assert.Contains(name, page, StringComparison.Ordinal);
        Assert.All(late, each => Assert.Contains(each, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_NoCanaryMissing_HasNothingWrong() =>
        Assert.DoesNotContain("class=\"wrong\"", await PageAsync(Language.English), StringComparison.Ordinal);

    private static async Task<string> PageAsync(Language language, params OpenCanary[] late)
    {
        var request = RenderedPage.Request("/operations", language);
        var shown = new OperationsShown(true, NoReviews, TimeSpan.Zero, late, [2026], [], 2027, Now);
        return (await RenderedPage.OfAsync(RenderedPage.Site().Show<OperationsPage, OperationsShown>(request, shown), request)).Text;
    }
}
