using System.Net;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Reviews;

/// <summary>An officer hands an assignment over (转办), over HTTP and by its page.</summary>
public sealed class HandOverTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Assignment_HandedOver_IsDecidedByTheReceiver()
    {
        var application = await city.SubmitAsync("Handed over");
        var (mail, user) = Assert.Single(application.Asked("District"));
        var other = Other(user);
        var address = $"/api/assignments/{IdOf(mail)}";
        var receivers = (await city.Person(user).GetAsync($"{address}/receivers", Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(other, Assert.Single(receivers.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("not-assignee", (await HandOverAsync(other, address, other)).Problem);

        (await HandOverAsync(user, address, other)).Expect(HttpStatusCode.Accepted);
        (await HandOverAsync(user, address, other)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        var shown = (await city.Person(user).GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("You handed it over to", shown, StringComparison.Ordinal);
        Assert.Equal("assignment-closed", (await application.TryDecideAsync(mail, user, "Approve")).Problem);
        var handed = Assert.Single(await application.FactsAsync("AssignmentHandedOver"));
        Assert.Equal((user, other), (handed.GetProperty("from").GetString(), handed.GetProperty("to").GetString()));
        Assert.DoesNotContain("出差", JsonSerializer.Serialize(await application.FactsAsync()), StringComparison.Ordinal);
        Assert.Equal([other], await application.DecideAsync("District", "Approve"));
        Assert.NotEmpty(application.Asked("Department"));
    }

    /// <summary>The orchestration keeps its ladder: nothing is asked of the giver any more, whatever comes next.</summary>
    [Fact]
    public async Task Assignment_HandedOverByThePage_LapsesAtThePromisedTime()
    {
        var application = await city.SubmitAsync("Handed over by page");
        var (mail, user) = Assert.Single(application.Asked("District"));
        var page = $"/inbox/{IdOf(mail)}";
        using var browser = await BrowserForms.SignInAsync(city.App.BaseAddress, user, "en");
        Assert.Contains($"{page}/hand-over", BrowserForms.Links(await browser.GetStringAsync(page, Cancellation)));

        using var refused = await browser.SendFormAsync(
            $"{page}/hand-over", $"{page}/hand-over", new Dictionary<string, string> { ["reason"] = "On leave." });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("On leave.", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var done = await browser.SendFormAsync(
            $"{page}/hand-over", $"{page}/hand-over", new Dictionary<string, string> { ["to"] = Other(user), ["reason"] = "On leave." });
        Assert.Contains("You handed it over to", await done.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        await city.PassAsync(TimeSpan.FromDays(30));

        Assert.Equal(Other(user), Assert.Single(await application.FactsAsync("AssignmentLapsed")).GetProperty("assignee").GetString());
    }

    private Task<Answer> HandOverAsync(string user, string address, string to) =>
        city.Person(user).PostAsync($"{address}/hand-over", new { to, reason = "本周出差。" }, Cancellation);

    private static string Other(string user) => user == "wu" ? "chen" : "wu";

    private static string IdOf(Mail mail) => Uri.UnescapeDataString(mail.Link!.Segments[^2].TrimEnd('/'));
}
