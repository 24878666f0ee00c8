using System.Net;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Reviews;

/// <summary>An officer adds a signer before or after oneself (加签), over HTTP and by its page.</summary>
public sealed class AddSignerTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignerBefore_GivesAnOpinionThatTheAdderReadsFirst()
    {
        var application = await city.SubmitAsync("Opinion first");
        var (mail, user) = Assert.Single(application.Asked("District"));
        var other = Other(user);

        (await AddAsync(user, mail, other, "Before")).Expect(HttpStatusCode.Accepted);
        (await AddAsync(user, mail, other, "Before")).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
        Assert.Equal("awaits-signer", (await application.TryDecideAsync(mail, user, "Approve")).Problem);
        var letter = city.MailsTo(other).Single(each => each.Text.Contains("Opinion first", StringComparison.Ordinal));
        Assert.Contains("预算不清楚。", letter.Text, StringComparison.Ordinal);
        (await application.TryDecideAsync(letter, other, "Reject", "The budget is too high.")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Empty(await ClosedAsync(application));
        var page = (await city.Person(user).GetAsync($"/inbox/{IdOf(mail)}", Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("The budget is too high.", page, StringComparison.Ordinal);
        (await application.TryDecideAsync(mail, user, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        var closed = Assert.Single(await ClosedAsync(application));
        Assert.Equal(
            ("Passed", 1, 0),
            (closed.GetProperty("outcome").GetString(), closed.GetProperty("approvals").GetInt32(), closed.GetProperty("rejections").GetInt32()));
    }

    [Fact]
    public async Task SignerAfter_MustApproveToo()
    {
        var application = await city.SubmitAsync("Two signatures");
        var (mail, user) = Assert.Single(application.Asked("District"));
        var other = Other(user);
        using var browser = await BrowserForms.SignInAsync(city.App.BaseAddress, user, "en");
        var page = $"/inbox/{IdOf(mail)}";
        Assert.Contains($"{page}/add-signer", BrowserForms.Links(await browser.GetStringAsync(page, Cancellation)));
        using var done = await browser.SendFormAsync(
            $"{page}/add-signer", $"{page}/add-signer",
            new Dictionary<string, string> { ["to"] = other, ["place"] = "After", ["reason"] = "Large amount." });
        Assert.Contains("after you", await done.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await city.SettleAsync();

        (await application.TryDecideAsync(mail, user, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Empty(await ClosedAsync(application));
        var letter = city.MailsTo(other).Single(each => each.Text.Contains("Two signatures", StringComparison.Ordinal));
        (await application.TryDecideAsync(letter, other, "Reject", "Not convincing.")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Equal("Rejected", Assert.Single(await ClosedAsync(application)).GetProperty("outcome").GetString());
    }

    /// <summary>Without the signer the stage has what it needs: it closes as soon as the signer is taken off.</summary>
    [Fact]
    public async Task SignerAfter_TakenOff_LetsTheStagePass()
    {
        var application = await city.SubmitAsync("Signer taken off");
        var (mail, user) = Assert.Single(application.Asked("District"));
        (await AddAsync(user, mail, Other(user), "After")).Expect(HttpStatusCode.Accepted);
        (await application.TryDecideAsync(mail, user, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Empty(await ClosedAsync(application));
        var added = Assert.Single(await application.FactsAsync("SignerAdded")).GetProperty("added").GetString();

        (await city.Person("admin").PostAsync($"/api/assignments/{added}/take-off", null, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Equal("Passed", Assert.Single(await ClosedAsync(application)).GetProperty("outcome").GetString());
    }

    /// <summary>Two requests at once, of which one closes the stage: the signer is asked by an open stage, or not at all.</summary>
    [Fact]
    public async Task SignerAfter_AddedWhileTheStageCloses_IsAskedBeforeOrRefused()
    {
        var application = await city.SubmitAsync("Raced signer");
        var (mail, user) = Assert.Single(application.Asked("District"));

        var (adding, deciding) = (AddAsync(user, mail, Other(user), "After"), application.TryDecideAsync(mail, user, "Approve"));
        (await deciding).Expect(HttpStatusCode.Accepted);
        var added = await adding;
        await city.SettleAsync();

        if (added.Status == HttpStatusCode.Accepted) Assert.Empty(await ClosedAsync(application));
        else
        {
            Assert.Equal("assignment-closed", added.Problem);
            Assert.Equal("Passed", Assert.Single(await ClosedAsync(application)).GetProperty("outcome").GetString());
        }
    }

    private Task<Answer> AddAsync(string user, Mail mail, string to, string place) => city.Person(user).PostAsync(
        $"/api/assignments/{IdOf(mail)}/signers", new { to, place, reason = "预算不清楚。" }, Cancellation);

    private static async Task<IReadOnlyList<JsonElement>> ClosedAsync(ApplicationUnderTest application) =>
        [.. (await application.FactsAsync("StageClosed")).Where(fact => fact.GetProperty("stage").GetString() == "District")];

    private static string Other(string user) => user == "wu" ? "chen" : "wu";

    private static string IdOf(Mail mail) => Uri.UnescapeDataString(mail.Link!.Segments[^2].TrimEnd('/'));
}
