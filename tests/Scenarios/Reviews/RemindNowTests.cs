using System.Net;
using LocalHost.Demo;

namespace Scenarios.Reviews;

/// <summary>An administrator has those reminded who have not answered (催办).</summary>
public sealed class RemindNowTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reminder_AskedForTwice_ArrivesOnceAWorkingDay()
    {
        var application = await city.SubmitAsync("Reminded");
        var (mail, user) = Assert.Single(application.Asked("District"));
        var address = $"/api/assignments/{IdOf(mail)}";
        var before = city.MailsTo(user).Count;
        foreach (var other in new[] { user, "audit", "huang", "lin" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await city.Person(other).GetAsync($"{address}/asked", Cancellation)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await RemindAsync(other, address)).Status);
        }

        (await RemindAsync("admin", address)).Expect(HttpStatusCode.Accepted);
        (await RemindAsync("admin", address)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Equal(before + 1, city.MailsTo(user).Count);
        var asked = (await city.Person("admin").GetAsync($"{address}/asked", Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.NotNull(Assert.Single(asked.GetProperty("items").EnumerateArray()).GetProperty("reminded").GetString());
        Assert.Single(await application.FactsAsync("AssigneeReminded"));
        (await application.TryDecideAsync(mail, user, "Approve")).Expect(HttpStatusCode.Accepted);
        Assert.Equal("assignment-closed", (await RemindAsync("admin", address)).Problem);
    }

    [Fact]
    public async Task Page_OfTheAdministrator_LeadsFromTheRecordToTheReminder()
    {
        var application = await city.SubmitAsync("Reminded by page");
        var (_, user) = Assert.Single(application.Asked("District"));
        var before = city.MailsTo(user).Count;
        using var browser = await BrowserForms.SignInAsync(city.App.BaseAddress, "admin", "en");
        var record = await browser.GetStringAsync($"/audit/applications/{application.Id}", Cancellation);
        var page = BrowserForms.Links(record).Single(link => link.StartsWith("/asked/", StringComparison.Ordinal));

        using var done = await browser.SendFormAsync(page, $"{page}/remind", new Dictionary<string, string>());
        var shown = await done.Content.ReadAsStringAsync(Cancellation);
        await city.SettleAsync();

        Assert.Contains("A reminder is on its way.", shown, StringComparison.Ordinal);
        Assert.Contains("All were reminded this working day.", shown, StringComparison.Ordinal);
        Assert.Equal(before + 1, city.MailsTo(user).Count);
    }

    private Task<Answer> RemindAsync(string user, string address) => city.Person(user).PostAsync($"{address}/remind", null, Cancellation);

    private static string IdOf(Mail mail) => Uri.UnescapeDataString(mail.Link!.Segments[^2].TrimEnd('/'));
}
