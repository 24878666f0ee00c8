using System.Net;

namespace Scenarios.PublicNotices;

/// <summary>Objections from the form to the answer, over HTTP.</summary>
public sealed class ObjectionTests(CityWithNotices city) : IClassFixture<CityWithNotices>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Objection_Dismissed_IsAnsweredAndTheApplicationApproved()
    {
        var (application, approver) = await city.PutOnNoticeAsync("Dismissed objection");
        var id = await IdAsync(application);
        (await city.ObjectAsync(id, "zhao")).Expect(HttpStatusCode.Accepted);
        (await city.ObjectAsync(id, "zhao")).Expect(HttpStatusCode.OK);
        RefusalAssertions.AssertProblem(
            await city.ObjectAsync(id, "zhao", "Something else."), HttpStatusCode.Conflict, "objection-doubled");
        var examiner = Assert.Single(city.Examiners(id));
        Assert.NotEqual(approver, examiner.User);
        RefusalAssertions.AssertProblem(
            await city.RuleAsync(examiner, "Dismissed", "Secret Objector is wrong."), HttpStatusCode.BadRequest, "invalid-field");
        (await city.RuleAsync(examiner, "Dismissed")).Expect(HttpStatusCode.Accepted);

        Assert.Contains(
            ToObjector("Dismissed objection"), mail => mail.Text.Contains("We looked at the licence.", StringComparison.Ordinal));
        await city.PassToResultAsync(await city.NoticeOfAsync(application));
        Assert.Equal("Approved", await application.StatusAsync());
    }

    [Fact]
    public async Task Objection_Upheld_RejectsWithoutNamingTheObjector()
    {
        var (application, _) = await city.PutOnNoticeAsync("Upheld objection");
        var id = await IdAsync(application);
        (await city.ObjectAsync(id, "zhao")).Expect(HttpStatusCode.Accepted);
        (await city.RuleAsync(Assert.Single(city.Examiners(id)), "Upheld", "The licence was not valid.")).Expect(HttpStatusCode.Accepted);
        Assert.Equal("Submitted", await application.StatusAsync());
        await city.PassToResultAsync(await city.NoticeOfAsync(application));

        Assert.Equal("Rejected", await application.StatusAsync());
        var letters = city.MailsTo("lin").Where(mail => mail.Text.Contains(application.Id, StringComparison.Ordinal)).ToList();
        Assert.Contains(letters, mail => mail.Text.Contains("The licence was not valid.", StringComparison.Ordinal));
        Assert.DoesNotContain(letters, mail => mail.Text.Contains("Secret", StringComparison.Ordinal));
        Assert.DoesNotContain(city.Arrivals, arrival => arrival.Entity == "facts"
            && arrival.Message.Body.ToString().Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Objection_UndecidedBeyondItsTime_IsWaitedFor()
    {
        var (application, _) = await city.PutOnNoticeAsync("Objection that waits");
        var id = await IdAsync(application);
        (await city.ObjectAsync(id, "zhao")).Expect(HttpStatusCode.Accepted);
        await city.PassAsync(TimeSpan.FromDays(30));
        Assert.Equal("Submitted", await application.StatusAsync());
        var examiners = city.Examiners(id);
        Assert.Equal(2, examiners.Select(examiner => examiner.User).Distinct().Count());
        var last = examiners.MaxBy(examiner => examiner.Mail.Link!.AbsolutePath, StringComparer.Ordinal);
        (await city.RuleAsync(last, "Dismissed")).Expect(HttpStatusCode.Accepted);

        Assert.Equal("Approved", await application.StatusAsync());
    }

    [Fact]
    public async Task Objection_LateOrUnsigned_IsRefused()
    {
        var (application, _) = await city.PutOnNoticeAsync("Late objection");
        var notice = await city.NoticeOfAsync(application);
        var id = notice.GetProperty("id").GetString()!;
        RefusalAssertions.AssertProblem(
            await city.ObjectAsync(id, "zhao", confirmed: false), HttpStatusCode.BadRequest, "objection-unsigned");
        await city.PassUntilAsync(notice.GetProperty("ends").GetDateTimeOffset());

        RefusalAssertions.AssertProblem(await city.ObjectAsync(id, "zhao"), HttpStatusCode.Conflict, "objection-late");
        Assert.Empty(city.Examiners(id));
    }

    [Fact]
    public async Task Objection_OfAnOfficer_IsExaminedByAnother()
    {
        var (application, approver) = await city.PutOnNoticeAsync("Objection of an officer");
        var id = await IdAsync(application);
        var objector = new[] { "huang", "zhou", "deng" }.First(user => user != approver);
        (await city.ObjectAsync(id, objector)).Expect(HttpStatusCode.Accepted);

        var examiner = Assert.Single(city.Examiners(id));
        Assert.DoesNotContain(examiner.User, new[] { approver, objector });
    }

    [Fact]
    public async Task Objections_TwoAtOnce_AreBothExamined()
    {
        var (application, _) = await city.PutOnNoticeAsync("Two objections");
        var id = await IdAsync(application);
        await Task.WhenAll(city.ObjectAsync(id, "zhao"), city.ObjectAsync(id, "pan"));
        var examiners = city.Examiners(id);
        Assert.Equal(2, examiners.Count);
        (await city.RuleAsync(examiners[0], "Dismissed")).Expect(HttpStatusCode.Accepted);
        (await city.RuleAsync(examiners[1], "Upheld")).Expect(HttpStatusCode.Accepted);
        await city.PassToResultAsync(await city.NoticeOfAsync(application));

        Assert.Equal("Rejected", await application.StatusAsync());
    }

    [Fact]
    public async Task Objection_ApplicationWithdrawn_IsClosedWithALetter()
    {
        var (application, _) = await city.PutOnNoticeAsync("Withdrawn with an objection");
        var id = await IdAsync(application);
        (await city.ObjectAsync(id, "zhao")).Expect(HttpStatusCode.Accepted);
        var examiner = Assert.Single(city.Examiners(id));
        (await application.WithdrawAsync()).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        RefusalAssertions.AssertProblem(await city.RuleAsync(examiner, "Dismissed"), HttpStatusCode.Conflict, "assignment-closed");
        Assert.Contains(ToObjector("Withdrawn with an objection"), mail => mail.Text.Contains("撤回", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Objection_InEnglish_IsAnsweredInEnglish()
    {
        var (application, _) = await city.PutOnNoticeAsync("English objection");
        var id = await IdAsync(application);
        (await city.ObjectAsync(id, "zhao", language: "en")).Expect(HttpStatusCode.Accepted);
        (await city.RuleAsync(Assert.Single(city.Examiners(id)), "Dismissed")).Expect(HttpStatusCode.Accepted);

        Assert.Contains(
            ToObjector("English objection"), mail => mail.Text.Contains("The objection is dismissed", StringComparison.Ordinal));
        Assert.All(ToObjector("English objection"), mail => Assert.Contains("Your objection", mail.Text, StringComparison.Ordinal));
    }

    /// <summary>The mails about an application to the address that objectors give.</summary>
    private IEnumerable<LocalHost.Demo.Mail> ToObjector(string title) =>
        city.Mailbox.All().Where(mail => mail.To == Notices.Objector && mail.Subject.Contains(title, StringComparison.Ordinal));

    private async Task<string> IdAsync(ApplicationUnderTest application) =>
        (await city.NoticeOfAsync(application)).GetProperty("id").GetString()!;
}
