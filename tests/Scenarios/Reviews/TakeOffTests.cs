using System.Net;
using LocalHost.Demo;

namespace Scenarios.Reviews;

/// <summary>An administrator takes an officer off who does not answer (减签), as long as the others suffice.</summary>
public sealed class TakeOffTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Officer_TakenOff_LetsTheStagePassWithTheOther()
    {
        var application = await city.SubmitAsync("Dispensable", programme: ApplicationUnderTest.Demonstration);
        await application.DecideAsync("Completeness", "Approve");
        await application.DecideAsync("District", "Approve");
        var asked = application.Asked("Department");
        var (mail, user) = asked[0];
        var (other, person) = asked[1];
        (await application.TryDecideAsync(other, person, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await TakeOffAsync(person, mail)).Status);

        (await TakeOffAsync("admin", mail)).Expect(HttpStatusCode.Accepted);
        (await TakeOffAsync("admin", mail)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Equal("assignment-closed", (await application.TryDecideAsync(mail, user, "Approve")).Problem);
        Assert.Equal(user, Assert.Single(await application.FactsAsync("AssigneeTakenOff")).GetProperty("assignee").GetString());
        Assert.Single(city.MailsTo(user), each => each.Subject.Contains("无需再办理", StringComparison.Ordinal)
            && each.Text.Contains("Dispensable", StringComparison.Ordinal));
        var closed = (await application.FactsAsync("StageClosed")).Single(fact => fact.GetProperty("stage").GetString() == "Department");
        Assert.Equal(("Passed", 1), (closed.GetProperty("outcome").GetString(), closed.GetProperty("approvals").GetInt32()));
    }

    [Fact]
    public async Task LastOfficer_WhoIsNeeded_StaysOn()
    {
        var application = await city.SubmitAsync("Needed");
        var (mail, _) = Assert.Single(application.Asked("District"));

        await application.UnchangedAsync(async () => Assert.Equal("cannot-take-off", (await TakeOffAsync("admin", mail)).Problem));
    }

    [Fact]
    public async Task Page_OfTheAdministrator_OffersItForThoseWhoMayGo()
    {
        var application = await city.SubmitAsync("Taken off by page", programme: ApplicationUnderTest.Demonstration);
        await application.DecideAsync("Completeness", "Approve");
        await application.DecideAsync("District", "Approve");
        var (mail, user) = application.Asked("Department")[0];
        var page = $"/asked/{IdOf(mail)}";
        using var browser = await BrowserForms.SignInAsync(city.App.BaseAddress, "admin", "en");

        using var answer = await browser.SendFormAsync(page, $"{page}/take-off", new Dictionary<string, string>());
        var shown = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("The person is taken off.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("/take-off", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(application.Id, (await city.Person(user).GetAsync("/api/assignments", Cancellation)).Body, StringComparison.Ordinal);
    }

    private Task<Answer> TakeOffAsync(string user, Mail mail) =>
        city.Person(user).PostAsync($"/api/assignments/{IdOf(mail)}/take-off", null, Cancellation);

    private static string IdOf(Mail mail) => Uri.UnescapeDataString(mail.Link!.Segments[^2].TrimEnd('/'));
}
