using System.Net;
using FunctionsApp.City;
using LocalHost.Demo;

namespace Scenarios.Applications;

/// <summary>Documents that follow the submission (容缺受理), over HTTP.</summary>
public sealed class PromiseTests(CityWithPromises city) : IClassFixture<CityWithPromises>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_ThatFollowsInTime_KeepsThePromiseAndOpensTheStage()
    {
        var application = await PromisedAsync("Follows", "lin");
        var district = application.Asked("District");
        Assert.NotEmpty(district);

        await UploadAsync(application);
        await city.SettleAsync();
        Assert.Single(await application.FactsAsync("PromiseKept"));
        // What was asked before the document came is still asked.
        await ApproveAsync(application, district);

        Assert.NotEmpty(application.Asked("Department"));
        Assert.Equal("not-open", (await TryUploadAsync(application)).Problem);
    }

    [Fact]
    public async Task Document_ThatDoesNotCome_HoldsTheStageBackThenRejects()
    {
        var application = await PromisedAsync("Does not follow", "zhao");
        var district = application.Asked("District");
        Assert.NotEmpty(district);
        await ApproveAsync(application, district);
        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.Empty(application.Asked("Department"));

        await city.PassAsync(TimeSpan.FromDays(20));

        Assert.Equal("Rejected", await application.StatusAsync());
        Assert.Empty(application.Asked("Department"));
        Assert.Equal("budget", Assert.Single(await application.FactsAsync("PromiseBroken")).GetProperty("type").GetString());
        var mine = city.Mailbox.All().Where(mail => mail.To == "zhao@futian-works.example").Select(mail => mail.Id).ToList();
        Assert.Single(mine, id => id.StartsWith("promise-reminder", StringComparison.Ordinal));
        Assert.Single(mine, id => id.StartsWith("promise-broken", StringComparison.Ordinal));

        var later = await DraftAsync("Later", "zhao");
        await later.UploadAllAsync();
        await city.SettleAsync();
        Assert.Equal("Draft", await later.StatusAsync());
        Assert.Equal("not-eligible", (await later.SubmitAsync()).Problem);
    }

    [Fact]
    public async Task Promise_OfAnotherDocumentOrTooLate_IsRefused()
    {
        var application = await DraftAsync("Refused", "lin");

        Assert.Equal("cannot-follow", (await PromiseAsync(application, "lin", 5, "work-plan")).Problem);
        Assert.Equal("invalid-field", (await PromiseAsync(application, "lin", 60)).Problem);
        Assert.Equal("not-found", (await PromiseAsync(application, "qian", 5)).Problem is "not-found" or "not-allowed" ? "not-found" : "");
    }

    /// <summary>Submitted without its budget, which is promised.</summary>
    private async Task<ApplicationUnderTest> PromisedAsync(string title, string user)
    {
        var application = await DraftAsync(title, user);
        await application.UploadAllAsync("budget");
        await city.SettleAsync();
        Assert.Equal("documents-missing", (await application.SubmitAsync()).Problem);
        (await PromiseAsync(application, user, 7)).Expect(HttpStatusCode.OK);
        Assert.Equal("Draft", await application.StatusAsync());
        (await application.SubmitAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());
        return application;
    }

    private async Task ApproveAsync(ApplicationUnderTest application, IReadOnlyList<(Mail Mail, string User)> asked)
    {
        foreach (var (mail, user) in asked)
        {
            (await application.TryDecideAsync(mail, user, "Approve")).Expect(HttpStatusCode.Accepted);
        }

        await city.SettleAsync();
    }

    private async Task<ApplicationUnderTest> DraftAsync(string title, string user)
    {
        var answer = await city.Person(user).PostAsync("/api/applications", ApplicationUnderTest.Draft(title), Cancellation);
        return new ApplicationUnderTest(
            city, city.Person(user), answer.Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString()!,
            ApplicationUnderTest.SpecialFund);
    }

    private Task<Answer> PromiseAsync(ApplicationUnderTest application, string user, int days, string type = "budget") =>
        city.Person(user).PutAsync(
            $"{application.Address}/documents/{type}/promise", System.Net.Http.Json.JsonContent.Create(
                new { by = BeijingTime.Day(city.Clock.GetUtcNow()).AddDays(days).ToString("yyyy-MM-dd") }), Cancellation);

    private static async Task UploadAsync(ApplicationUnderTest application) =>
        (await TryUploadAsync(application)).Expect(HttpStatusCode.Accepted);

    private static Task<Answer> TryUploadAsync(ApplicationUnderTest application) => application.TryUploadAsync(
        "budget", "budget.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 900_000m), ("人员", 300_000m)));
}
