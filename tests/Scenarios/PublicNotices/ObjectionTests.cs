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
        RefusalAssertions.AssertProblem(await city.ObjectAsync(id, "zhao", "Something else."), HttpStatusCode.Conflict, "objection-doubled");
        var examiner = Assert.Single(city.Examiners(id));
        Assert.NotEqual(approver, examiner.User);
        RefusalAssertions.AssertProblem(await city.RuleAsync(examiner, "Dismissed", "Secret Objector is wrong."), HttpStatusCode.BadRequest, "invalid-field");
        (await city.RuleAsync(examiner, "Dismissed")).Expect(HttpStatusCode.Accepted);

        Assert.Contains(Mails("secret@objector.example"), mail => mail.Text.Contains("We looked at the licence.", StringComparison.Ordinal));
        await city.PassAsync(TimeSpan.FromDays(16));
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
        await city.PassAsync(TimeSpan.FromDays(16));

        Assert.Equal("Rejected", await application.StatusAsync());
        var letters = city.MailsTo("lin").Where(mail => mail.Text.Contains(application.Id, StringComparison.Ordinal)).ToList();
        Assert.Contains(letters, mail => mail.Text.Contains("The licence was not valid.", StringComparison.Ordinal));
        Assert.DoesNotContain(letters, mail => mail.Text.Contains("Secret", StringComparison.Ordinal));
        Assert.DoesNotContain(city.Arrivals, arrival => arrival.Entity == "facts"
            && arrival.Message.Body.ToString() is var body && (body.Contains("Secret", StringComparison.Ordinal) || body.Contains("secret@", StringComparison.Ordinal)));
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
        (await city.RuleAsync(examiners.MaxBy(examiner => examiner.Mail.Link!.AbsolutePath), "Dismissed")).Expect(HttpStatusCode.Accepted);

        Assert.Equal("Approved", await application.StatusAsync());
    }

    [Fact]
    public async Task Objection_LateOrUnsigned_IsRefused()
    {
        var (application, _) = await city.PutOnNoticeAsync("Late objection");
        var notice = await city.NoticeOfAsync(application);
        var id = notice.GetProperty("id").GetString()!;
        RefusalAssertions.AssertProblem(await city.ObjectAsync(id, "zhao", confirmed: false), HttpStatusCode.BadRequest, "objection-unsigned");
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
        await city.PassAsync(TimeSpan.FromDays(16));

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
        Assert.Contains(Mails("secret@objector.example"), mail => mail.Subject.Contains("Withdrawn with an objection", StringComparison.Ordinal)
            && mail.Text.Contains("撤回", StringComparison.Ordinal));
    }

    private IEnumerable<LocalHost.Demo.Mail> Mails(string address) => city.Mailbox.All().Where(mail => mail.To == address);

    private async Task<string> IdAsync(ApplicationUnderTest application) =>
        (await city.NoticeOfAsync(application)).GetProperty("id").GetString()!;
}
