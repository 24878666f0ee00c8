using System.Net;
using LocalHost.Demo;

namespace Scenarios.Reviews;

/// <summary>Requests that meet: sent together, each on its own connection.</summary>
public sealed class RaceTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_SixAtOnce_ExactlyOneWins()
    {
        var application = await WholeDraftAsync("Six submits");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => application.SubmitAsync()));
        await city.SettleAsync();

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Accepted);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Accepted), answer => Assert.Equal("not-open", answer.Problem));
        Assert.Single(await application.FactsAsync("ApplicationSubmitted"));
        Assert.Single(application.Asked("District"));
    }

    [Fact]
    public async Task Assignment_TwoDecisionsAtOnce_ExactlyOneRecorded()
    {
        var application = await city.SubmitAsync("Two minds");
        var (mail, user) = Assert.Single(application.Asked("District"));

        var answers = await Task.WhenAll(application.TryDecideAsync(mail, user, "Approve"), application.TryDecideAsync(mail, user, "Reject", "Too thin."));
        await city.SettleAsync();

        var recorded = Assert.Single(await application.FactsAsync("DecisionRecorded")).GetProperty("decision").GetString();
        Assert.Equal(HttpStatusCode.Accepted, answers[recorded == "Approve" ? 0 : 1].Status);
        Assert.Equal("already-decided", answers[recorded == "Approve" ? 1 : 0].Problem);
        Assert.Equal(recorded == "Approve" ? "Submitted" : "Rejected", await application.StatusAsync());
    }

    [Fact]
    public async Task Department_BothDecideAtOnce_BothRecordedAndTheStageClosesOnce()
    {
        var application = await city.SubmitAsync("Both at once");
        await application.DecideAsync("District", "Approve");
        var asked = application.Asked("Department");
        Assert.Equal(2, asked.Count);

        var answers = await Task.WhenAll(asked.Select(one => application.TryDecideAsync(one.Mail, one.User, "Approve")));
        await city.SettleAsync();

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.Status));
        Assert.Single(await application.FactsAsync("StageClosed"), stage => stage.GetProperty("stage").GetString() == "Department");
        Assert.Single(application.Asked("LeadingGroup"));
    }

    [Fact]
    public async Task Decision_AtTheMomentOfWithdrawal_ReviewEndsWithdrawn()
    {
        var application = await city.SubmitAsync("Too late");
        var (mail, user) = Assert.Single(application.Asked("District"));

        var answers = await Task.WhenAll(application.WithdrawAsync(), application.TryDecideAsync(mail, user, "Approve"));
        await city.SettleAsync();

        Assert.Equal(HttpStatusCode.OK, answers[0].Status);
        Assert.True(answers[1].Status == HttpStatusCode.Accepted || answers[1].Problem == "assignment-closed", answers[1].Body);
        Assert.Equal("Withdrawn", await application.StatusAsync());
        Assert.Empty(application.Asked("LeadingGroup"));
    }

    [Fact]
    public async Task Draft_SameKeyTwiceAtOnce_OneApplication()
    {
        HttpRequestMessage Request() => new(HttpMethod.Post, "/api/applications")
        {
            Content = System.Net.Http.Json.JsonContent.Create(ApplicationUnderTest.Draft("Drafted twice")), Headers = { { "Idempotency-Key", "race-1" } },
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => city.Person("lin").SendAsync(Request(), Cancellation)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Single(answers.Select(answer => answer.Json.GetProperty("id").GetString()).Distinct());
    }

    /// <summary>All documents accepted, but the applicant has to say the word: a replacement of one was rejected.</summary>
    private async Task<ApplicationUnderTest> WholeDraftAsync(string title)
    {
        var application = await city.DraftAsync(title);
        await application.UploadAllAsync(without: "budget");
        await city.SettleAsync();
        await application.UploadAsync("application-form", "form-2.pdf", Media.Pdf, "not a PDF"u8.ToArray());
        await city.SettleAsync();
        await application.UploadAsync("budget", "budget.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 1m)));
        await city.SettleAsync();
        Assert.Equal("Draft", await application.StatusAsync());
        return application;
    }
}
