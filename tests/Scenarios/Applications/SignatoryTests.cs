using System.Net;
using System.Net.Http.Json;
using LocalHost.Demo;

namespace Scenarios.Applications;

/// <summary>An organisation names another signatory, and takes off the one who is asked.</summary>
public sealed class SignatoryTests(CityWithSigning city) : IClassFixture<CityWithSigning>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signatory_TakenOffWhileAsked_LeavesTheQuestionToTheOneWhoWasNamed()
    {
        var organisation = $"/api/organisations/{city.App.DevUsers["lin"].Organisation}";
        var entry = new { name = "南山光电检测中心", district = "440305", sectors = new[] { "testing" } };
        (await city.Person("lin").PutAsync(organisation, JsonContent.Create(entry), Cancellation)).Expect(HttpStatusCode.Created);
        var named = JsonContent.Create(new { name = "梅芳", email = "mei@nanshan-lab.example", roles = new[] { "Applicant", "Signatory" } });
        (await city.Person("xu").PutAsync($"{organisation}/people/mei", named, Cancellation)).Expect(HttpStatusCode.OK);

        var application = await city.DraftAsync("Handed on");
        var draft = (await city.Person("lin").GetAsync($"/my/{application.Id}", Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("梅芳", WebUtility.HtmlDecode(draft), StringComparison.Ordinal);
        Assert.Contains("许诚", WebUtility.HtmlDecode(draft), StringComparison.Ordinal);
        await application.UploadAllAsync();
        await city.SettleAsync();
        (await application.SubmitAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        var first = Assert.Single(Asked(application));
        (await city.Person("xu").PostAsync($"{organisation}/people/{first.User}/take-off", null, Cancellation)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        var (mail, user) = Assert.Single(Asked(application), asked => asked.User != first.User);
        // Which of the two is asked first, the application's id decides.
        var again = await city.Person("xu").PostAsync($"{organisation}/people/{user}/take-off", null, Cancellation);
        Assert.Equal(first.User == "xu" ? "not-allowed" : "last-signatory", again.Problem);
        Assert.Equal("not-assignee", (await AnswerAsync(mail, first.User)).Problem);
        (await AnswerAsync(mail, user)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.Contains(city.MailsTo("mei"), letter => letter.Text.Contains("/my/organisation/people", StringComparison.Ordinal));
        Assert.Contains(city.MailsTo(first.User), letter => letter.Subject.StartsWith("您不再是单位登记人员", StringComparison.Ordinal));
    }

    private IReadOnlyList<(Mail Mail, string User)> Asked(ApplicationUnderTest application) =>
    [
        .. new[] { "mei", "xu" }.SelectMany(user => city.MailsTo(user).Select(mail => (mail, user))).Where(sent =>
            sent.mail.Link?.AbsolutePath.Contains($"/signing.{application.Id}.", StringComparison.Ordinal) == true),
    ];

    private Task<Answer> AnswerAsync(Mail mail, string user) => city.Person(user).PostAsync(
        mail.Link!.AbsolutePath, new { token = mail.Token, decision = "Sign" }, Cancellation);
}
