using LocalHost.Demo;

namespace Scenarios.Reviews;

public sealed class SupplementTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    [Fact]
    public async Task Supplement_ItsTimePasses_Rejected()
    {
        var application = await city.SubmitAsync("No answer");
        await application.ReturnAsync("District", "budget", "The sums differ.");

        await city.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal("Returned", await application.StatusAsync());
        await city.PassAsync(TimeSpan.FromDays(20));

        Assert.Equal("Rejected", await application.StatusAsync());
        Assert.Single(city.MailsTo("lin"), mail => mail.Subject == "申请未通过：No answer");
    }

    [Fact]
    public async Task Review_ReturnedAfterTheLastRound_Rejected()
    {
        var application = await city.SubmitAsync("Rounds");
        for (var round = 1; round <= 2; round++)
        {
            await application.ReturnAsync("District", "work-plan", $"Round {round}.");
            Assert.Equal("Returned", await application.StatusAsync());
            await application.UploadAsync("work-plan", $"plan-{round}.docx", Media.Docx, DemoFiles.Docx($"工作计划 {round}", "里程碑。"));
            await city.SettleAsync();
            Assert.Equal("Submitted", await application.StatusAsync());
        }

        await application.ReturnAsync("District", "work-plan", "Still not.");

        Assert.Equal("Rejected", await application.StatusAsync());
        Assert.Equal(2, (await application.FactsAsync("ApplicationReturned")).Count);
    }

    [Fact]
    public async Task Department_Returns_WhatTheDistrictJudgedIsJudgedAgain()
    {
        var application = await city.SubmitAsync("Back to the district");
        var district = await application.DecideAsync("District", "Approve");
        var asked = application.Asked("Department");
        await application.TryDecideAsync(asked[0].Mail, asked[0].User, "Return", null, new { document = "work-plan", reason = "Outdated." });
        await city.SettleAsync();
        await application.UploadAsync("work-plan", "plan-2.docx", Media.Docx, DemoFiles.Docx("工作计划（修订）", "新的一年。"));
        await city.SettleAsync();

        Assert.Equal(district, await application.DecideAsync("District", "Approve"));
        Assert.Equal(2, (await application.DecideAsync("Department", "Approve")).Count);
        await application.DecideAsync("LeadingGroup", "Approve");
        Assert.Equal("Approved", await application.StatusAsync());
    }

    /// <summary>The same person is not asked again about what did not change (自动跳过): the earlier approval counts, without a letter.</summary>
    [Fact]
    public async Task Department_ReturnsWhatTheDistrictDoesNotJudge_TheDistrictsApprovalCounts()
    {
        var application = await city.SubmitAsync("Nothing for the district");
        var district = Assert.Single(await application.DecideAsync("District", "Approve"));
        var asked = application.Asked("Department");
        await application.TryDecideAsync(asked[0].Mail, asked[0].User, "Return", null, new { document = "budget", reason = "Sums." });
        await city.SettleAsync();
        var before = city.MailsTo(district).Count;
        await application.UploadAsync("budget", "budget-2.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 800_000m), ("人员", 400_000m)));
        await city.SettleAsync();

        Assert.Empty(application.Asked("District"));
        Assert.Equal(before, city.MailsTo(district).Count);
        Assert.Single(await application.FactsAsync("AssignmentOpened"), fact => fact.GetProperty("step").GetString() == "District");
        Assert.Equal(2, (await application.DecideAsync("Department", "Approve")).Count);
        await application.DecideAsync("LeadingGroup", "Approve");
        Assert.Equal("Approved", await application.StatusAsync());
    }

    [Fact]
    public async Task Supplement_AnotherDocumentThanAskedFor_Refused()
    {
        var application = await city.SubmitAsync("Wrong slot");
        await application.ReturnAsync("District", "budget", "The sums differ.");

        await application.UnchangedAsync(async () =>
        {
            var refused = await application.TryUploadAsync("work-plan", "plan.docx", Media.Docx, DemoFiles.Docx("工作计划", "另一份。"));
            Assert.Equal("not-open", refused.Problem);
        });
    }
}
