using App.Tests.Pages;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings;

public sealed class WarningPageTests
{
    private readonly MemoryWarnings memory = new(Member("officer", "delegate"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.Chinese, "生效中", "黄色", "首次发布")]
    [InlineData(Language.English, "In force", "Yellow", "First publication")]
    public async Task Page_OfAPublishedWarning_ShowsItsLevelAndMessages(Language language, string state, string level, string message)
    {
        var published = Sample.Published();
        var page = await ShowAsync(published, Sample.Now, language);

        Assert.Contains($"<strong>{state}</strong>", page.Text, StringComparison.Ordinal);
        Assert.Contains($"<span class=\"level yellow\">{level}</span>", page.Text, StringComparison.Ordinal);
        Assert.Contains($"<td>{message}</td>", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/api/warnings/{published.Warning.Id}/cap?message=1\"", page.Text, StringComparison.Ordinal);
        Assert.Contains(WarningTexts.Scheme.In(language), page.Text, StringComparison.Ordinal);
    }

    /// <summary>The sample's headline has brackets and an ampersand.</summary>
    [Fact]
    public async Task Page_Texts_NeverBecomeMarkup()
    {
        var page = await ShowAsync(Sample.Published(), Sample.Now, Language.English);

        Assert.Contains("IT orders fall by &lt;30%&gt; &amp; more</h1>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<30%>", page.Html, StringComparison.Ordinal);
    }

    /// <summary>What has run out is not shown as in force while the timer is on its way.</summary>
    [Fact]
    public async Task Page_AtTheMomentOfExpiry_IsOver()
    {
        var published = Sample.Published();
        var expires = published.Warning.Expires!.Value;

        Assert.Contains("In force", (await ShowAsync(published, expires.AddSeconds(-1), Language.English)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<strong>In force", (await ShowAsync(published, expires, Language.English)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfADraft_IsForStaffAlone()
    {
        await memory.App.Store.PutAsync(
            WarningAggregate.Kind, Sample.Draft().Warning.Id, _ => DraftWarning.Decide(null, Sample.Signal(), Sample.By("stats")),
            Cancellation);
        var id = Sample.Draft().Warning.Id;

        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => memory.Warnings.ShowAsync(RenderedPage.Request(), id, Cancellation));
        Assert.Equal("not-found", problem.Type.Slug);
        var officer = new Caller("officer", "O", null, new HashSet<Role> { Role.DepartmentOfficer }, null, null, Language.English);
        var request = RenderedPage.Request(caller: officer);
        Assert.Equal(200, (await RenderedPage.OfAsync(await memory.Warnings.ShowAsync(request, id, Cancellation), request)).Status);
    }

    private static Task<RenderedPage> ShowAsync(WarningState state, DateTimeOffset now, Language language)
    {
        var request = RenderedPage.Request($"/warnings/{state.Warning.Id}", language);
        return RenderedPage.OfAsync(RenderedPage.Site().Show<WarningPage, WarningShown>(request, new WarningShown(state, now)), request);
    }
}
