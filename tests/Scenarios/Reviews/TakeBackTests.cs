using System.Net;
using LocalHost.Demo;

namespace Scenarios.Reviews;

/// <summary>An officer takes a decision back while the stage waits for another one (撤回).</summary>
public sealed class TakeBackTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decision_TakenBack_CountsNoMoreUntilTheNextOne()
    {
        var application = await city.SubmitAsync("Taken back");
        await application.DecideAsync("District", "Approve");
        var asked = application.Asked("Department");
        Assert.True(asked.Count > 1);
        var (mail, user) = asked[0];
        var address = $"/api/assignments/{IdOf(mail)}";
        Assert.Equal("cannot-take-back", (await TakeBackAsync(user, address)).Problem);
        (await application.TryDecideAsync(mail, user, "Approve", "Too early.")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("not-assignee", (await TakeBackAsync("wu", address)).Problem);

        (await TakeBackAsync(user, address)).Expect(HttpStatusCode.Accepted);
        (await TakeBackAsync(user, address)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
        (await application.TryDecideAsync(mail, user, "Approve")).Expect(HttpStatusCode.Accepted);
        foreach (var (other, person) in asked.Skip(1)) (await application.TryDecideAsync(other, person, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Equal("cannot-take-back", (await TakeBackAsync(user, address)).Problem);
        Assert.Equal("Approve", Assert.Single(await application.FactsAsync("DecisionTakenBack")).GetProperty("decision").GetString());
        var closed = (await application.FactsAsync("StageClosed")).Single(fact => fact.GetProperty("stage").GetString() == "Department");
        Assert.Equal(
            ("Passed", asked.Count, 0),
            (closed.GetProperty("outcome").GetString(), closed.GetProperty("approvals").GetInt32(), closed.GetProperty("rejections").GetInt32()));
    }

    [Fact]
    public async Task Page_OfTheAnswer_OffersItAndShowsTheFormAgain()
    {
        var application = await city.SubmitAsync("Taken back by page");
        await application.DecideAsync("District", "Approve");
        var (mail, user) = application.Asked("Department")[0];
        var page = $"/inbox/{IdOf(mail)}";
        (await application.TryDecideAsync(mail, user, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        using var browser = await BrowserForms.SignInAsync(city.App.BaseAddress, user, "en");

        using var answer = await browser.SendFormAsync(page, $"{page}/take-back", new Dictionary<string, string>());
        var shown = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal((HttpStatusCode.OK, page), (answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery));
        Assert.Contains("name=\"decision\"", shown, StringComparison.Ordinal);
        Assert.Contains(page, BrowserForms.Links(await browser.GetStringAsync("/inbox", Cancellation)));
    }

    private Task<Answer> TakeBackAsync(string user, string address) =>
        city.Person(user).PostAsync($"{address}/take-back", null, Cancellation);

    private static string IdOf(Mail mail) => Uri.UnescapeDataString(mail.Link!.Segments[^2].TrimEnd('/'));
}
