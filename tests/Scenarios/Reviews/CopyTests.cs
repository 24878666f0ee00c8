using System.Net;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Reviews;

/// <summary>An officer sends an application to another one for information (抄送), over HTTP and by its page.</summary>
public sealed class CopyTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Copy_OpensTheApplicationToItsReaderAndToNoOneElse()
    {
        var application = await city.SubmitAsync("For information");
        var (_, user) = Assert.Single(application.Asked("District"));
        var other = Other(user);
        Assert.Equal(HttpStatusCode.NotFound, (await city.Person(other).GetAsync(application.Address, Cancellation)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(other, application, user)).Status);
        var before = await application.FactsAsync();

        (await SendAsync(user, application, other)).Expect(HttpStatusCode.Accepted);
        (await SendAsync(user, application, other)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Single(city.MailsTo(other), mail => mail.Subject.Contains("For information", StringComparison.Ordinal)
            && mail.Text.Contains("请知悉。", StringComparison.Ordinal));
        var line = Assert.Single(await CopiesAsync(other), each => each.GetProperty("matter").GetString() == application.Id);
        Assert.False(line.GetProperty("isRead").GetBoolean());
        (await city.Person(other).GetAsync(application.Address, Cancellation)).Expect(HttpStatusCode.OK);
        // It is no assignment: nothing is asked, and nothing of the review is shown.
        var inbox = (await city.Person(other).GetAsync("/api/assignments", Cancellation)).Body;
        Assert.DoesNotContain(application.Id, inbox, StringComparison.Ordinal);
        var record = (await city.Person(other).GetAsync($"{application.Address}/facts", Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.DoesNotContain($"\"assignee\":\"{user}\"", record, StringComparison.Ordinal);

        (await city.Person(other).PostAsync($"/api/copies/{application.Id}/read", null, Cancellation)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
        Assert.True(Assert.Single(await CopiesAsync(other), each => each.GetProperty("matter").GetString() == application.Id)
            .GetProperty("isRead").GetBoolean());
        // Neither the applicant's record nor its page has a word of it.
        Assert.Equal(before.Count, (await application.FactsAsync()).Count);
        Assert.Equal(HttpStatusCode.NotFound, (await city.Person("lin").GetAsync($"{application.Address}/copies", Cancellation)).Status);
    }

    [Fact]
    public async Task Page_SendsACopyThatItsReaderMarksAsRead()
    {
        var application = await city.SubmitAsync("Copied by page");
        var (_, user) = Assert.Single(application.Asked("District"));
        var page = $"/copies/{application.Id}";
        using var sender = await BrowserForms.SignInAsync(city.App.BaseAddress, user, "en");
        using var refused = await sender.SendFormAsync(page, page, new Dictionary<string, string> { ["note"] = "Have a look." });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Have a look.", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var sent = await sender.SendFormAsync(
            page, page, new Dictionary<string, string> { ["to"] = Other(user), ["note"] = "Have a look." });
        Assert.Contains("Not read yet", await sent.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await city.SettleAsync();

        using var reader = await BrowserForms.SignInAsync(city.App.BaseAddress, Other(user), "en");
        Assert.Contains("/inbox/copies", BrowserForms.Links(await reader.GetStringAsync("/inbox", Cancellation)));
        using var read = await reader.SendFormAsync(
            "/inbox/copies", "/inbox/copies", new Dictionary<string, string> { ["matter"] = application.Id });
        Assert.Contains("Have a look.", await read.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await city.SettleAsync();

        Assert.DoesNotContain("Not read yet", await sender.GetStringAsync(page, Cancellation), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<JsonElement>> CopiesAsync(string user) =>
    [
        .. (await city.Person(user).GetAsync("/api/copies", Cancellation)).Expect(HttpStatusCode.OK).Json
            .GetProperty("items").EnumerateArray(),
    ];

    private Task<Answer> SendAsync(string user, ApplicationUnderTest application, string to) =>
        city.Person(user).PostAsync($"{application.Address}/copies", new { to, note = "请知悉。" }, Cancellation);

    private static string Other(string user) => user == "wu" ? "chen" : "wu";
}
