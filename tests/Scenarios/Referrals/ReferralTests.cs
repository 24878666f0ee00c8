using System.Net;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Referrals;

/// <summary>A referral to named institutions, over HTTP and by their pages.</summary>
public sealed class ReferralTests(CityWithReferrals city) : IClassFixture<CityWithReferrals>
{
    private static readonly string[] Institutions = ["ning", "shao", "qiu"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Referral_AnOfferADeclineAndSilence_IsReadByTheApplicantAndPasses()
    {
        var application = await SubmitAsync("Referred");
        var asked = Asked(application);
        Assert.Equal(Institutions.Order(), asked.Keys.Order());
        var page = (await city.Person("ning").GetAsync(asked["ning"].Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("Referred", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/documents/application-form", page, StringComparison.Ordinal);
        // Of the application an institution has its summary, and neither files nor what others answer.
        Assert.Equal(HttpStatusCode.OK, (await city.Person("ning").GetAsync(application.Address, Cancellation)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ListAsync(application, "ning")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await city.Person("ning").GetAsync($"{application.Address}/documents/application-form", Cancellation)).Status);
        Assert.Equal("not-assignee", (await AnswerAsync(asked["ning"], "shao", new { answer = "Talk" })).Problem);

        (await AnswerAsync(asked["ning"], "ning", new { answer = "Interested", text = "三年期信用贷款。", amount = 3000000, rate = 4.35 }))
            .Expect(HttpStatusCode.Accepted);
        Assert.Equal("invalid-field", (await AnswerAsync(asked["shao"], "shao", new { answer = "Declined" })).Problem);
        (await AnswerAsync(asked["shao"], "shao", new { answer = "Declined", text = "不在我司担保范围。" })).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());
        var own = (await city.Person("lin").GetAsync($"/my/{application.Id}", Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("3,000,000", own, StringComparison.Ordinal);

        await city.PassAsync(TimeSpan.FromDays(25));

        Assert.Equal("Approved", await application.StatusAsync());
        var list = (await ListAsync(application, "lin")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain("宁静", list.Body, StringComparison.Ordinal);
        Assert.Equal(
            ["Interested", "Declined", "Lapsed", "NoContact"],
            list.Json.GetProperty("referrals").EnumerateArray()
                .OrderBy(each => each.GetProperty("institution").GetString(), StringComparer.Ordinal)
                .Select(each => each.GetProperty("state").GetString()));
        var letters = city.Mailbox.All()
            .Where(mail => mail.Id.StartsWith($"referral-answered.{application.Id}.", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, letters.Select(mail => mail.Id).Distinct().Count());
        Assert.All(letters, mail => Assert.Equal("lin@nanshan-lab.example", mail.To));
        Assert.DoesNotContain("三年期", string.Concat((await application.FactsAsync()).Select(fact => fact.GetRawText())));
        Assert.Single(await application.FactsAsync("InstitutionsSilent"));
        Assert.Equal(HttpStatusCode.NotFound, (await city.Person("ning").GetAsync(application.Address, Cancellation)).Status);
    }

    [Fact]
    public async Task Referral_Withdrawn_ClosesTheLinks()
    {
        var application = await SubmitAsync("Withdrawn");
        var asked = Asked(application);

        (await city.Person("lin").PostAsync($"{application.Address}/withdraw", null, Cancellation)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Equal("assignment-closed", (await AnswerAsync(asked["qiu"], "qiu", new { answer = "Talk" })).Problem);
        Assert.All(
            (await ListAsync(application, "lin")).Json.GetProperty("referrals").EnumerateArray(),
            each => Assert.Equal("Ended", each.GetProperty("state").GetString()));
    }

    private async Task<ApplicationUnderTest> SubmitAsync(string title)
    {
        var application = await city.DraftAsync(title, programme: CityWithReferrals.Programme);
        await application.UploadOneByOneAsync("application-form", "service-record", "licence-scan");
        return application;
    }

    private Task<Answer> ListAsync(ApplicationUnderTest application, string user) =>
        city.Person(user).GetAsync($"{application.Address}/referrals", Cancellation);

    /// <summary>The link of each institution's person.</summary>
    private Dictionary<string, Mail> Asked(ApplicationUnderTest application) => Institutions
        .Select(user => (User: user, Mails: city.MailsTo(user)
            .Where(mail => mail.Link?.AbsolutePath.Contains($"/referral.{application.Id}.", StringComparison.Ordinal) == true)))
        .Where(each => each.Mails.Any()).ToDictionary(each => each.User, each => each.Mails.First());

    private Task<Answer> AnswerAsync(Mail mail, string user, object body)
    {
        var answer = JsonSerializer.SerializeToNode(body)!.AsObject();
        answer["token"] = mail.Token;
        return city.Person(user).PostAsync(mail.Link!.AbsolutePath, answer, Cancellation);
    }
}
