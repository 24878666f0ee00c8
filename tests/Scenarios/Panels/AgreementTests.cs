using System.Net;
using LocalHost.Demo;

namespace Scenarios.Panels;

/// <summary>Panels need the yearly agreement.</summary>
public sealed class CityWithAgreements : CityWithPanel
{
    public CityWithAgreements() : base("a") => Options = Options with
    {
        Settings = new Dictionary<string, string?>(Options.Settings) { ["Panels:RequiresAgreement"] = "true" },
    };
}

public sealed class AgreementTests(CityWithAgreements city) : IClassFixture<CityWithAgreements>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Experts_AskedOnceAYear_SitInPanelsOnceTheyAccepted()
    {
        await city.PassAsync(TimeSpan.FromDays(2));
        var letters = Enumerable.Range(1, 5).Select(number => $"experta{number}").ToDictionary(user => user, user => Assert.Single(
            city.MailsTo(user), mail => mail.Link?.AbsolutePath.Contains("/agreement.", StringComparison.Ordinal) == true));
        using (var browser = new ScriptlessBrowser(city, "experta1", "en"))
        {
            var page = await browser.OpenAsync(letters["experta1"].Link!.PathAndQuery);
            Assert.Contains("I judge independently", page.Text, StringComparison.Ordinal);
            Assert.Contains(
                "You accepted the agreement", (await browser.PressAsync(page, "x", ("choice", "Accept"))).Text, StringComparison.Ordinal);
        }

        foreach (var user in new[] { "experta2", "experta3" }) await AnswerAsync(user, letters[user], "Accept");
        await AnswerAsync("experta4", letters["experta4"], "Decline");
        await city.SettleAsync();

        var entry = (await city.Person("admin").GetAsync("/api/people/experta2", Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(2026, entry.GetProperty("entry").GetProperty("agreementYear").GetInt32());
        var application = await city.SubmitToPanelAsync("Only those who accepted");
        Assert.Equal(
            ["experta1", "experta2", "experta3"], city.AskedExperts("declaration", application).Select(one => one.User).Order());

        await city.PassAsync(TimeSpan.FromDays(2));
        Assert.Single(city.MailsTo("experta4"), mail => mail.Link?.AbsolutePath.Contains("/agreement.", StringComparison.Ordinal) == true);
    }

    private async Task AnswerAsync(string user, Mail letter, string choice)
    {
        var body = new { token = letter.Token, choice };
        (await city.Person(user).PostAsync(letter.Link!.AbsolutePath, body, Cancellation)).Expect(HttpStatusCode.Accepted);
    }
}
