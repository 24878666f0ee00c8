using System.Net;
using LocalHost.Demo;

namespace Scenarios.Reviews;

/// <summary>A stage sends an application back to an earlier stage (退回前序阶段).</summary>
public sealed class SendBackTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LeadingGroup_SendsBackToTheDistrict_AllFromThereAreAskedAgain()
    {
        var application = await city.SubmitAsync("Sent back");
        var district = Assert.Single(await application.DecideAsync("District", "Approve", "Fine."));
        var department = await application.DecideAsync("Department", "Approve");
        var leader = await SendBackAsync(application, "LeadingGroup", "District");
        Assert.Equal("Submitted", await application.StatusAsync());

        // The same persons, and no one decides two stages.
        var (mail, user) = Assert.Single(application.Asked("District"));
        Assert.Equal(district, user);
        Assert.Contains("退回阶段：领导小组", mail.Text, StringComparison.Ordinal);
        var page = (await city.Person(user).GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("Who pays?", page, StringComparison.Ordinal);
        (await application.TryDecideAsync(mail, user, "Approve", "The applicant.")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal(department.Order(), (await application.DecideAsync("Department", "Approve")).Order());
        Assert.Equal(leader, Assert.Single(await application.DecideAsync("LeadingGroup", "Approve")));

        Assert.Equal("Approved", await application.StatusAsync());
        var sent = Assert.Single(await application.FactsAsync("StageSentBack"));
        Assert.Equal(("LeadingGroup", 0, "District"), (
            sent.GetProperty("stage").GetString(), sent.GetProperty("round").GetInt32(), sent.GetProperty("to").GetString()));
        using var lin = new ScriptlessBrowser(city, "lin");
        var mine = await lin.OpenAsync($"/my/{application.Id}");
        Assert.Contains("退回至阶段“区级初审”重新评审", mine.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Who pays?", mine.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Department_SendsBackTwice_TheThirdTimeIsNotOffered()
    {
        var application = await city.SubmitAsync("Limit");
        for (var time = 1; time <= 2; time++)
        {
            await application.DecideAsync("District", "Approve");
            await SendBackAsync(application, "Department", "District");
        }

        await application.DecideAsync("District", "Approve");
        var (mail, user) = application.Asked("Department")[0];
        var refused = await SendBackAsync(application, mail, user, "District");
        Assert.Equal("send-back-stage", refused.Problem);
        Assert.Empty(refused.Json.GetProperty("stages").EnumerateArray());
    }

    /// <summary>The first sending back takes no round of corrections, and the letter of the round names what was asked.</summary>
    [Fact]
    public async Task Department_SendsBackByPage_TheDistrictThenReturnsIt()
    {
        var application = await city.SubmitAsync("By page");
        await application.DecideAsync("District", "Approve");
        var (mail, user) = application.Asked("Department")[0];
        using var officer = new ScriptlessBrowser(city, user);
        var form = await officer.OpenAsync(mail.Link!.PathAndQuery);
        Assert.Contains("区级初审", form.Text, StringComparison.Ordinal);

        var wrong = await officer.PressAsync(form, "x", ("decision", "SendBack"), ("comment", "预算来源不清。"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("预算来源不清。", wrong.Text, StringComparison.Ordinal);
        var noReason = await officer.PressAsync(wrong, "x", ("decision", "SendBack"), ("backTo", "District"));
        Assert.Equal(HttpStatusCode.BadRequest, noReason.Status);
        Assert.Contains("value=\"District\" checked", noReason.Html, StringComparison.Ordinal);
        var done = await officer.PressAsync(noReason, "x", ("decision", "SendBack"), ("backTo", "District"), ("comment", "预算来源不清。"));
        Assert.Contains("退回至：区级初审", done.Text, StringComparison.Ordinal);
        await city.SettleAsync();

        await application.ReturnAsync("District", "budget", "Who pays the rest?");
        var returned = Assert.Single(await application.FactsAsync("ApplicationReturned"));
        Assert.Equal(1, returned.GetProperty("round").GetInt32());
        await application.UploadAsync("budget", "budget-2.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 800_000m), ("人员", 400_000m)));
        await city.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());
        using var lin = new ScriptlessBrowser(city, "lin");
        Assert.Contains("Who pays the rest?", (await lin.OpenAsync($"/my/{application.Id}/letters")).Text, StringComparison.Ordinal);

        await application.DecideAsync("District", "Approve");
        await application.DecideAsync("Department", "Approve");
        await application.DecideAsync("LeadingGroup", "Approve");
        Assert.Equal("Approved", await application.StatusAsync());
    }

    /// <summary>The one newly asked first sends it back; the user.</summary>
    private async Task<string> SendBackAsync(ApplicationUnderTest application, string stage, string to)
    {
        var (mail, user) = application.Asked(stage)[0];
        (await SendBackAsync(application, mail, user, to)).Expect(HttpStatusCode.Accepted);
        // Sent twice, as by two windows.
        (await SendBackAsync(application, mail, user, to)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
        return user;
    }

    private Task<Answer> SendBackAsync(ApplicationUnderTest application, Mail mail, string user, string to) => city.Person(user).PostAsync(
        mail.Link!.AbsolutePath, new { token = mail.Token, decision = "SendBack", comment = "Who pays?", backTo = to }, Cancellation);
}
