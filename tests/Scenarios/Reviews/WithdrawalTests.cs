using System.Net;
using FunctionsApp.Reviews;

namespace Scenarios.Reviews;

public sealed class WithdrawalTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    [Fact]
    public async Task Review_WithdrawnWhileAStageIsAsked_Ends()
    {
        var application = await city.SubmitAsync("Withdrawn mid-review");
        var (mail, assignee) = Assert.Single(application.Asked("District"));

        (await application.WithdrawAsync()).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Equal("Withdrawn", await application.StatusAsync());
        Assert.Equal("Withdrawn", (await application.FactsAsync("StageClosed"))[^1].GetProperty("outcome").GetString());
        await AssertOverAsync(application);
        var inbox = await city.Person(assignee).GetAsync("/api/assignments", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(application.Id, inbox.Expect(HttpStatusCode.OK).Body);
        await application.UnchangedAsync(async () =>
        {
            var refused = (await application.TryDecideAsync(mail, assignee, "Approve")).Expect(HttpStatusCode.Conflict);
            Assert.Equal("withdrawn", refused.Json.GetProperty("reason").GetString());
        });
    }

    [Fact]
    public async Task Review_WithdrawnWhileTheApplicantCorrects_Ends()
    {
        var application = await city.SubmitAsync("Withdrawn after a return");
        await application.ReturnAsync("District", "budget", "The sums differ.");

        (await application.WithdrawAsync()).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Equal("Withdrawn", await application.StatusAsync());
        await AssertOverAsync(application);
    }

    [Fact]
    public async Task Withdrawal_Repeated_ChangesNothing()
    {
        var application = await city.DraftAsync("Withdrawn twice");
        (await application.WithdrawAsync()).Expect(HttpStatusCode.OK);

        await application.UnchangedAsync(async () => (await application.WithdrawAsync()).Expect(HttpStatusCode.OK));
    }

    private async Task AssertOverAsync(ApplicationUnderTest application)
    {
        var review = await city.App.Durable.GetInstanceAsync(ReviewRequest.InstanceIdOf(application.Id), TestContext.Current.CancellationToken);
        Assert.True(review!.IsCompleted);
    }
}
