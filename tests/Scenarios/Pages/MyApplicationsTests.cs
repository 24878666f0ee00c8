using System.Net;

namespace Scenarios.Pages;

/// <summary>An organisation's own list of applications, as a page.</summary>
public sealed class MyApplicationsTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Titles are what people wrote: text, never markup. Another organisation's are not there.</summary>
    [Fact]
    public async Task Page_OfAnApplicant_ShowsTheOrganisationsApplicationsAlone()
    {
        var application = await city.DraftAsync("<script>alert(1)</script> & more");

        var own = (await city.Person("lin").GetAsync("/my", Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains(
            $"href=\"/my/{application.Id}\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</a>", own, StringComparison.Ordinal);
        Assert.Contains(">Draft</span>", own, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", own, StringComparison.OrdinalIgnoreCase);

        var others = (await city.Person("zhao").GetAsync("/my", Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.DoesNotContain(application.Id, others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAnyoneElse_IsRefused()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await city.Person("wu").GetAsync("/my", Cancellation)).Status);
        using var nobody = new HttpClient { BaseAddress = city.App.BaseAddress };
        using var answer = await nobody.GetAsync(new Uri("/my", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
