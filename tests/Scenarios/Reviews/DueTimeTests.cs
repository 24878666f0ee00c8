using System.Net;

namespace Scenarios.Reviews;

public sealed class DueTimeTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    [Fact]
    public async Task Assignment_HalfOfItsTimeGone_AssigneeIsReminded()
    {
        var application = await city.SubmitAsync("Reminder");
        var (_, assignee) = Assert.Single(application.Asked("District"));

        await city.PassUntilAsync(await DueAsync(application) - TimeSpan.FromMinutes(1));

        Assert.Single(city.MailsTo(assignee), mail => mail.Subject == "评审提醒：Reminder");
        Assert.Empty(application.Asked("District"));
    }

    [Fact]
    public async Task Assignment_DueTimePasses_DelegateDecidesAndTheFirstLinkIsClosed()
    {
        var application = await city.SubmitAsync("Escalation");
        var (late, first) = Assert.Single(application.Asked("District"));

        await city.PassUntilAsync(await DueAsync(application));

        var (mail, second) = Assert.Single(application.Asked("District"));
        Assert.NotEqual(first, second);
        await application.UnchangedAsync(async () =>
        {
            var refused = (await application.TryDecideAsync(late, first, "Approve")).Expect(HttpStatusCode.Conflict);
            Assert.Equal("assignment-closed", refused.Problem);
            Assert.Equal("escalated", refused.Json.GetProperty("reason").GetString());
        });
        (await application.TryDecideAsync(mail, second, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal(2, application.Asked("Department").Count);
    }

    [Fact]
    public async Task Stage_NobodyDecidesEitherTime_CountsByItsPolicy()
    {
        var application = await city.SubmitAsync("Undecided");
        await city.PassUntilAsync(await DueAsync(application));
        var (mail, second) = application.Asked("District").Single(one => one.Mail.Subject.StartsWith("转交", StringComparison.Ordinal));
        var last = (await application.FactsAsync("AssignmentEscalated"))[0].GetProperty("due").GetDateTimeOffset();

        await city.PassUntilAsync(last - TimeSpan.FromMinutes(1));
        Assert.Equal("Submitted", await application.StatusAsync());
        await city.PassUntilAsync(last);

        Assert.Equal("Rejected", await application.StatusAsync());
        Assert.Equal("Reject", Assert.Single(await application.FactsAsync("AssignmentLapsed")).GetProperty("countsAs").GetString());
        Assert.Single(city.MailsTo("lin"), sent => sent.Subject == "申请未通过：Undecided");
        var refused = (await application.TryDecideAsync(mail, second, "Approve")).Expect(HttpStatusCode.Conflict);
        Assert.Equal("lapsed", refused.Json.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Department_OneOfTwoDecidesInTime_OnlyTheOtherPassesOn()
    {
        var application = await city.SubmitAsync("One of two");
        await application.DecideAsync("District", "Approve");
        var asked = application.Asked("Department");
        (await application.TryDecideAsync(asked[0].Mail, asked[0].User, "Approve")).Expect(HttpStatusCode.Accepted);

        await city.PassUntilAsync(await DueAsync(application));

        var escalated = Assert.Single(await application.FactsAsync("AssignmentEscalated"));
        Assert.Equal(asked[1].User, escalated.GetProperty("from").GetString());
        Assert.Single(await application.DecideAsync("Department", "Approve"));
        Assert.Single(application.Asked("LeadingGroup"));
    }

    /// <summary>Of the stage that was opened last.</summary>
    private static async Task<DateTimeOffset> DueAsync(ApplicationUnderTest application) =>
        (await application.FactsAsync("StageOpened"))[^1].GetProperty("due").GetDateTimeOffset();
}
