using System.Net;
using FunctionsApp.City;
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

    /// <summary>Ten working days after 2 March 2026, and five more: 23 March.</summary>
    [Fact]
    public async Task Supplement_ExtendedAMinuteBeforeTheEnd_CorrectedWithinTheNewTime()
    {
        await using var own = await CityUnderTest.StartAsync(CityUnderTest.Start);
        var application = await own.SubmitAsync("Extended");
        await application.ReturnAsync("District", "budget", "The sums differ.");
        var due = (await application.ReadAsync()).GetProperty("correctBy").GetDateTimeOffset();
        await own.PassUntilAsync(due - TimeSpan.FromMinutes(1));

        var first = await AskAsync(own, application, "lin", "检测报告尚未出具。");
        var later = first.Expect(HttpStatusCode.OK).Json.GetProperty("correctBy").GetDateTimeOffset();
        Assert.Equal(WorkingCalendar.Official.Due(due, 5), later);
        Assert.Equal(first.Body, (await AskAsync(own, application, "lin", "检测报告尚未出具。")).Expect(HttpStatusCode.OK).Body);
        Assert.Equal("no-extension", (await AskAsync(own, application, "lin", "Another reason.")).Problem);
        Assert.Equal("not-found", (await AskAsync(own, application, "zhao", "Not mine.")).Problem);
        Assert.Equal("invalid-field", (await AskAsync(own, application, "lin", " ")).Problem);
        await own.SettleAsync();
        Assert.Single(own.MailsTo("lin"), mail => mail.Subject == "补正时间延长：Extended");

        await own.PassUntilAsync(later - TimeSpan.FromMinutes(1));
        Assert.Equal("Returned", await application.StatusAsync());
        var read = (await own.Person("audit").GetAsync(application.Address, Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal("检测报告尚未出具。", Assert.Single(read.GetProperty("extensions").EnumerateArray()).GetProperty("reason").GetString());
        await application.UploadAsync("budget", "budget-2.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 800_000m), ("人员", 400_000m)));
        await own.SettleAsync();

        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.Equal("not-open", (await AskAsync(own, application, "lin", "Too late.")).Problem);
        Assert.Equal(due, Assert.Single(await application.FactsAsync("ApplicationReturned")).GetProperty("due").GetDateTimeOffset());
        Assert.Equal(later, Assert.Single(await application.FactsAsync("SupplementExtended")).GetProperty("due").GetDateTimeOffset());
        await application.DecideAsync("District", "Approve");
        Assert.Equal(2, application.Asked("Department").Count);
    }

    [Fact]
    public async Task Supplement_ExtendedByItsPageAndNotCorrected_LapsesAtTheNewTime()
    {
        await using var own = await CityUnderTest.StartAsync(CityUnderTest.Start);
        var application = await own.SubmitAsync("Lapsed");
        await application.ReturnAsync("District", "budget", "The sums differ.");
        using var lin = new ScriptlessBrowser(own, "lin");
        var page = await lin.OpenAsync($"/my/{application.Id}");
        Assert.Contains($"/my/{application.Id}/extension", page.Html, StringComparison.Ordinal);

        var form = await lin.OpenAsync($"/my/{application.Id}/extension");
        var wrong = await lin.PressAsync(form, "send", ("reason", "坏\u202E字"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("坏", wrong.Text, StringComparison.Ordinal);
        var done = await lin.PressAsync(wrong, "send", ("reason", "等待盖章。"));
        Assert.Contains("补正时间已延长", done.Text, StringComparison.Ordinal);
        Assert.Contains("等待盖章。", done.Text, StringComparison.Ordinal);
        Assert.Contains("按申请延长补正时间至", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"/my/{application.Id}/extension", done.Html, StringComparison.Ordinal);
        await own.SettleAsync();
        Assert.Contains("补正时间延长：Lapsed", (await lin.OpenAsync($"/my/{application.Id}/letters")).Text, StringComparison.Ordinal);
        using var wu = new ScriptlessBrowser(own, "audit");
        Assert.Contains("等待盖章。", (await wu.OpenAsync(application.Address)).Text, StringComparison.Ordinal);

        var later = Assert.Single(await application.FactsAsync("SupplementExtended")).GetProperty("due").GetDateTimeOffset();
        await own.PassUntilAsync(later - TimeSpan.FromMinutes(1));
        Assert.Equal("Returned", await application.StatusAsync());
        await own.PassUntilAsync(later);
        Assert.Equal("Rejected", await application.StatusAsync());
    }

    private static Task<Answer> AskAsync(CityUnderTest own, ApplicationUnderTest application, string user, string reason) =>
        own.Person(user).PostAsync($"{application.Address}/extension", new { reason }, Cancellation);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
