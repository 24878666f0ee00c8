using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Applying;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using Portal.Tests.Browser;

namespace Portal.Tests.Story;

/// <summary>A form that depends on its answers, by clicking alone: in Chinese with scripts, in English without, and the other way round.</summary>
public sealed class ConditionStoryTests(CityWithConditions city) : IClassFixture<CityWithConditions>, IAsyncLifetime
{
    private static readonly LocalizedText Programme = new("联合申报试点", "Joint trial");
    private static readonly LocalizedText Partner = new("合作单位名称", "Name of the other organisation");
    private static readonly LocalizedText Joint = new("联合申报", "With a partner");
    private static readonly LocalizedText Alone = new("单独申报", "Alone");
    private static readonly LocalizedText OwnFunds = new("自筹资金不少于申请金额", "Own funding is at least the requested amount");
    private static readonly LocalizedText Agreement = new("联合申报协议", "Agreement of the partners");

    private BrowserUnderTest? browser;

    public async ValueTask InitializeAsync() => browser = await BrowserUnderTest.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
    }

    [Theory]
    [InlineData(Language.Chinese, true)]
    [InlineData(Language.English, false)]
    [InlineData(Language.English, true)]
    [InlineData(Language.Chinese, false)]
    public async Task Form_AnswerAsksForAnother_ShowsAndHidesIt(Language language, bool scripts)
    {
        var title = $"Conditions {language} {scripts}";
        await using var lin = await Clicker.SignInAsync(browser!, city.App.BaseAddress, "lin", language, scripts);
        await lin.ClickAsync(Programme);
        await lin.SeeAsync(Programme);
        await lin.ReadAsync(OwnFunds);
        await new Applicant(city, lin, title).DraftAsync("1000000");
        await lin.ReadAsync(OwnFunds);
        await lin.ReadAsync(MyApplicationTexts.NotKnown);
        Assert.False(await lin.ShowsAsync(Agreement));

        await lin.ClickAsync(ApplicationTexts.Form);
        await lin.SeeAsync(title);
        Assert.False(await lin.AsksAsync(Partner));
        await lin.ChooseAsync(Joint);
        await ShowAsync(lin, scripts);
        if (scripts) Assert.Empty(await lin.BarriersAsync());
        await lin.TypeAsync(Partner, "Lin & Co");
        await lin.TypeAsync(new("自筹资金", "Own funding"), "999999.99");
        await lin.PressAsync(FormTexts.Save);
        await lin.ReadAsync(FormPageTexts.Of(FormNotice.Saved));
        await lin.ReadAsync(new("¥ 1,999,999.99", "¥ 1,999,999.99"));
        if (scripts) Assert.Empty(await lin.BarriersAsync());
        await lin.ClickAsync(FormPageTexts.Back);
        await lin.ReadAsync(MyApplicationTexts.NotMet);
        if (scripts) Assert.Empty(await lin.BarriersAsync());
        await lin.ReadAsync(Agreement);

        await lin.ClickAsync(ApplicationTexts.Form);
        await lin.SeeAsync(title);
        await lin.TypeAsync(new("自筹资金", "Own funding"), "1000000");
        await lin.ChooseAsync(Alone);
        await HideAsync(lin, scripts);
        await lin.PressAsync(FormTexts.Save);
        await lin.ReadAsync(FormPageTexts.Of(FormNotice.Saved));
        await lin.ReadAsync(new("¥ 2,000,000", "¥ 2,000,000"));
        await lin.ClickAsync(FormPageTexts.Back);
        await lin.SeeAsync(title);
        Assert.False(await lin.ShowsAsync(MyApplicationTexts.NotMet));
        Assert.False(await lin.ShowsAsync(Agreement));
    }

    /// <summary>With scripts the page follows the answer; without, it does once it is saved.</summary>
    private static async Task ShowAsync(Clicker lin, bool scripts)
    {
        if (!scripts) await lin.PressAsync(FormTexts.Save);
        await lin.WaitForAsync(Partner, asked: true);
    }

    private static async Task HideAsync(Clicker lin, bool scripts)
    {
        if (!scripts) await lin.PressAsync(FormTexts.Save);
        await lin.WaitForAsync(Partner, asked: false);
    }
}
