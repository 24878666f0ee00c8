using System.Net;
using LocalHost.Demo;

namespace Scenarios.Panels;

/// <summary>A panel from the first letter to the outcome, over HTTP.</summary>
public sealed class PanelTests(CityWithPanel city) : IClassFixture<CityWithPanel>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Panel_OneConflictThenThreeSheets_PassesAndTheLeadingGroupSeesTheScore()
    {
        var application = await city.SubmitToPanelAsync("Panel that passes");
        var asked = city.AskedExperts("declaration", application);
        Assert.Equal(3, asked.Count);
        await city.DeclareAsync(asked[0].Mail, asked[0].User, "CommonProject", "Worked together in 2024.");
        var (mail, user) = Assert.Single(city.AskedExperts("declaration", application));
        Assert.DoesNotContain(user, asked.Select(one => one.User));
        foreach (var one in asked.Skip(1).Append((Mail: mail, User: user))) await city.DeclareAsync(one.Mail, one.User);
        var scoring = city.AskedExperts("scoring", application);
        Assert.Equal(3, scoring.Count);
        foreach (var (one, points) in scoring.Zip([60m, 70m, 80.5m])) await city.ScoreAsync(one.Mail, one.User, points, $"Worth {points}.");

        var leader = Assert.Single(application.Asked("LeadingGroup"));
        var page = (await city.Person(leader.User).GetAsync(leader.Mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("70.17", page, StringComparison.Ordinal);
        (await application.TryDecideAsync(leader.Mail, leader.User, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Equal("Approved", await application.StatusAsync());
        Assert.Empty((await city.Person("audit").GetAsync($"{application.Address}/panels/conflicts", Cancellation))
            .Expect(HttpStatusCode.OK).Json.EnumerateArray());
        (await city.Person("lin").GetAsync($"{application.Address}/panels/conflicts", Cancellation)).Expect(HttpStatusCode.NotFound);
        var panel = (await city.Person("audit").GetAsync($"{application.Address}/panels", Cancellation)).Expect(HttpStatusCode.OK).Json[0];
        Assert.Equal((70.17m, 3, 4), (
            panel.GetProperty("score").GetDecimal(), panel.GetProperty("sheets").GetArrayLength(), panel.GetProperty("declarations").GetArrayLength()));
        foreach (var other in new[] { "lin", asked[0].User, scoring[0].User })
        {
            (await city.Person(other).GetAsync($"{application.Address}/panels", Cancellation)).Expect(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Panel_BelowThePassMark_RejectsWithCommentsAndNoNames()
    {
        var application = await city.SubmitToPanelAsync("Panel that rejects");
        foreach (var one in city.AskedExperts("declaration", application)) await city.DeclareAsync(one.Mail, one.User);
        var scoring = city.AskedExperts("scoring", application);
        foreach (var (one, points) in scoring.Zip([30m, 40m, 50m])) await city.ScoreAsync(one.Mail, one.User, points, $"Too little for {points}.");

        Assert.Equal("Rejected", await application.StatusAsync());
        var letter = Assert.Single(city.MailsTo("lin"), sent => sent.Subject.Contains("Panel that rejects", StringComparison.Ordinal)
            && sent.Text.Contains("40.00", StringComparison.Ordinal));
        Assert.Contains("Too little for 40.", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("专家1", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("expert", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_BeforeDeclaring_IsClosed()
    {
        var application = await city.SubmitToPanelAsync("Closed content");
        var (mail, user) = city.AskedExperts("declaration", application)[0];
        using var browser = new ScriptlessBrowser(city, user, "en");

        var page = await browser.OpenAsync(mail.Link!.PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("form.pdf", page.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "", "/facts", "/documents/application-form", "/panels" })
        {
            (await city.Person(user).GetAsync($"{application.Address}{path}", Cancellation)).Expect(HttpStatusCode.NotFound);
        }

        await city.DeclareAsync(mail, user);
        (await city.Person(user).GetAsync(application.Address, Cancellation)).Expect(HttpStatusCode.OK);
        (await city.Person(user).GetAsync($"{application.Address}/documents/application-form", Cancellation)).Expect(HttpStatusCode.OK);
        (await city.Person(user).GetAsync($"{application.Address}/facts", Cancellation)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sheet_ByThePagesWithoutScripts_IsRefusedThenTakenThenCorrected()
    {
        var application = await city.SubmitToPanelAsync("Sheet by the page");
        var (mail, user) = city.AskedExperts("declaration", application)[0];
        using var browser = new ScriptlessBrowser(city, user, "en");
        var declare = await browser.OpenAsync(mail.Link!.PathAndQuery);
        var declared = await browser.PressAsync(declare, "x", ("conflict", "None"));
        Assert.Contains("No conflict", declared.Text, StringComparison.Ordinal);
        var page = await browser.OpenAsync(mail.Link.AbsolutePath.Replace("/api/assignments/", "/inbox/", StringComparison.Ordinal)
            .Replace("/answer", "", StringComparison.Ordinal).Replace("declaration.", "scoring.", StringComparison.Ordinal));
        Assert.Contains("form.pdf", page.Text, StringComparison.Ordinal);

        var refused = await browser.PressAsync(page, "x", ("mark.innovation", "101"), ("mark.feasibility", "80"), ("comment", "Kept text"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("must be 0 to 100", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Kept text", refused.Text, StringComparison.Ordinal);
        var taken = await browser.PressAsync(refused, "x", ("mark.innovation", "70.5"), ("mark.feasibility", "80"), ("comment", "Sound."));
        Assert.Contains("version 1", taken.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"70.5\"", taken.Html, StringComparison.Ordinal);
        var corrected = await browser.PressAsync(taken, "x", ("mark.innovation", "75"), ("mark.feasibility", "80"), ("comment", "Sound."));
        Assert.Contains("version 2", corrected.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawal_WhileExpertsScore_ClosesThePanel()
    {
        var application = await city.SubmitToPanelAsync("Withdrawn from a panel");
        var (mail, user) = city.AskedExperts("declaration", application)[0];
        await city.DeclareAsync(mail, user);
        (await application.WithdrawAsync()).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Equal("Withdrawn", (await application.FactsAsync("StageClosed"))[^1].GetProperty("outcome").GetString());
        (await city.Person(user).GetAsync(application.Address, Cancellation)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Panel_OneExpertSilent_ClosesAtItsDueTimeWithTheQuorum()
    {
        var application = await city.SubmitToPanelAsync("Panel with a quorum");
        foreach (var one in city.AskedExperts("declaration", application)) await city.DeclareAsync(one.Mail, one.User);
        var scoring = city.AskedExperts("scoring", application);
        foreach (var (one, points) in scoring.Zip([60m, 80m])) await city.ScoreAsync(one.Mail, one.User, points, "Good.");
        await city.PassAsync(TimeSpan.FromDays(15));

        Assert.Equal("Passed", (await application.FactsAsync("StageClosed"))[^1].GetProperty("outcome").GetString());
        Assert.Equal(2, city.MailsTo(scoring[2].User).Count(sent => sent.Link?.AbsolutePath == scoring[2].Mail.Link!.AbsolutePath));
    }
}
