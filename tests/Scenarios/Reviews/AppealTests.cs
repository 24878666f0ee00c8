using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionsApp.City;
using LocalHost.Demo;

namespace Scenarios.Reviews;

/// <summary>An application is rejected, and its applicant appeals (复议).</summary>
public sealed class AppealTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Grounds = "附件三列明了三份采购意向书。";

    private static readonly string[] Department = ["deng", "huang", "zhou"];

    private readonly HashSet<string> used = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Appeal_Dismissed_StaysRejectedAndIsOver()
    {
        var application = await RejectAsync(city, "Dismissed");
        Assert.Contains("前提出一次复议", Letter("申请未通过：Dismissed"), StringComparison.Ordinal);
        Assert.Equal("not-found", (await AppealAsync(city, application, "zhao")).Problem);
        Assert.Equal("invalid-field", (await AppealAsync(city, application, statement: " ")).Problem);
        var first = (await AppealAsync(city, application)).Expect(HttpStatusCode.Accepted);
        Assert.Equal(first.Body, (await AppealAsync(city, application)).Expect(HttpStatusCode.OK).Body);
        Assert.Equal("appeal-doubled", (await AppealAsync(city, application, statement: "Another.")).Problem);
        await city.SettleAsync();
        Assert.Contains(application.Id, Letter("复议申请已收到：Dismissed"), StringComparison.Ordinal);

        var (mail, examiner) = Assert.Single(Examiners(city, application));
        Assert.Contains(examiner, Department);
        var page = (await city.Person(examiner).GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains(Grounds, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("No market.", page, StringComparison.Ordinal);
        (await city.Person(examiner).GetAsync($"{application.Address}/documents/work-plan", Cancellation)).Expect(HttpStatusCode.OK);
        (await RuleAsync(city, mail, examiner, "Dismissed")).Expect(HttpStatusCode.Accepted);
        Assert.Equal("already-decided", (await RuleAsync(city, mail, examiner, "Upheld")).Problem);
        await city.SettleAsync();

        Assert.Equal("Rejected", await application.StatusAsync());
        Assert.Contains("The sums are right.", Letter("复议不成立：Dismissed"), StringComparison.Ordinal);
        Assert.Equal("appeal-doubled", (await AppealAsync(city, application)).Problem);
        Assert.Equal("Dismissed", (await application.ReadAsync()).GetProperty("appeal").GetProperty("ruling").GetString());
        await ShownAsync(application, examiner);
    }

    /// <summary>Who examines is the auditor's to know, and never the applicant's.</summary>
    private async Task ShownAsync(ApplicationUnderTest application, string examiner)
    {
        async Task<JsonElement> ReadAsync(string user) =>
            (await city.Person(user).GetAsync($"{application.Address}/appeal", Cancellation)).Expect(HttpStatusCode.OK).Json;

        Assert.Equal(examiner, (await ReadAsync("audit")).GetProperty("examiner").GetString());
        Assert.False((await ReadAsync("lin")).TryGetProperty("examiner", out _));
        Assert.Equal(Grounds, (await ReadAsync("lin")).GetProperty("statement").GetString());
        Assert.Equal("not-found", (await city.Person("zhao").GetAsync($"{application.Address}/appeal", Cancellation)).Problem);
        var record = (await city.Person("lin").GetAsync($"{application.Address}/facts", Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("AppealDismissed", record, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{examiner}\"", record, StringComparison.Ordinal);
        using var lin = new ScriptlessBrowser(city, "lin");
        using var audit = new ScriptlessBrowser(city, "audit");
        Assert.Contains("复议结论：复议不成立", (await lin.OpenAsync($"/my/{application.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("复议不成立：Dismissed", (await lin.OpenAsync($"/my/{application.Id}/letters")).Text, StringComparison.Ordinal);
        Assert.Contains(Grounds, (await audit.OpenAsync($"/audit/applications/{application.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("复议：复议不成立", (await audit.OpenAsync("/audit?year=2026&status=Rejected")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Appeal_ByPagesAndUpheld_OtherPeopleReviewAndApprove()
    {
        var application = await RejectAsync(city, "Upheld");
        var rejected = (await application.FactsAsync("AssignmentOpened"))[0].GetProperty("assignee").GetString()!;
        using var lin = new ScriptlessBrowser(city, "lin");
        var mine = await lin.OpenAsync($"/my/{application.Id}");
        Assert.Contains($"/my/{application.Id}/appeal", mine.Html, StringComparison.Ordinal);
        var form = await lin.OpenAsync($"/my/{application.Id}/appeal");
        var wrong = await lin.PressAsync(form, "send", ("statement", "坏\u202E字"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains("坏", wrong.Text, StringComparison.Ordinal);
        var sent = await lin.PressAsync(wrong, "send", ("statement", Grounds));
        Assert.Contains("复议申请已提交。", sent.Text, StringComparison.Ordinal);
        Assert.Contains("复议审查中", sent.Text, StringComparison.Ordinal);
        await city.SettleAsync();

        var (mail, examiner) = Assert.Single(Examiners(city, application));
        using var officer = new ScriptlessBrowser(city, examiner);
        var question = await officer.OpenAsync($"/inbox/{mail.Link!.AbsolutePath.Split('/')[3]}");
        Assert.Contains(Grounds, question.Text, StringComparison.Ordinal);
        var unsaid = await officer.PressAsync(question, "send", ("ruling", "Upheld"), ("reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, unsaid.Status);
        var ruled = await officer.PressAsync(unsaid, "send", ("ruling", "Upheld"), ("reason", "三份意向书确在附件三。"));
        Assert.Contains("复议成立", ruled.Text, StringComparison.Ordinal);
        await city.SettleAsync();

        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.Contains("三份意向书确在附件三。", Letter("复议成立：Upheld"), StringComparison.Ordinal);
        var district = Assert.Single(await application.DecideAsync("District", "Approve", "Shown."));
        Assert.NotEqual(rejected, district);
        var department = await application.DecideAsync("Department", "Approve");
        Assert.Equal(Department.Except([examiner]), department.Order());
        await application.DecideAsync("LeadingGroup", "Approve");

        Assert.Equal("Approved", await application.StatusAsync());
        Assert.Equal(
            ["ApplicationSubmitted", "ApplicationRejected", "AppealSubmitted", "AppealUpheld", "ApplicationApproved"],
            (await application.FactTypesAsync()).Where(
                type => type.StartsWith("Ap", StringComparison.Ordinal) && type != "ApplicationDrafted"));
        var letters = (await lin.OpenAsync($"/my/{application.Id}/letters")).Text;
        Assert.Contains("申请未通过：Upheld", letters, StringComparison.Ordinal);
        Assert.Contains("申请已通过：Upheld", letters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Appeal_UpheldAndRejectedAgain_IsFinal()
    {
        var application = await RejectAsync(city, "Final");
        (await AppealAsync(city, application)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        var (mail, examiner) = Assert.Single(Examiners(city, application));
        (await RuleAsync(city, mail, examiner, "Upheld")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        await application.DecideAsync("District", "Reject", "Still no market.");

        var read = await application.ReadAsync();
        Assert.Equal("Rejected", read.GetProperty("status").GetString());
        Assert.Equal("Appealed", read.GetProperty("refusal").GetProperty("noAppeal").GetString());
        Assert.Equal("appeal-doubled", (await AppealAsync(city, application)).Problem);
        Assert.Equal(2, city.MailsTo("lin").Count(each => each.Subject == "申请未通过：Final"));
        Assert.Equal(2, (await application.FactsAsync("ApplicationRejected")).Count);
    }

    /// <summary>Fifteen working days after 2 March 2026, at the close of 23 March.</summary>
    [Fact]
    public async Task Appeal_AMinuteLate_IsRefused()
    {
        await using var own = await CityUnderTest.StartAsync(CityUnderTest.Start);
        var (early, late) = (await RejectAsync(own, "In time"), await RejectAsync(own, "Late"));
        var until = (await late.ReadAsync()).GetProperty("refusal").GetProperty("appeal").GetProperty("by").GetDateTimeOffset();
        Assert.Equal(BeijingTime.Deadline(new DateOnly(2026, 3, 23)), until);

        await own.PassUntilAsync(until - TimeSpan.FromMinutes(1));
        (await AppealAsync(own, early)).Expect(HttpStatusCode.Accepted);
        await own.PassUntilAsync(until + TimeSpan.FromMinutes(1));
        Assert.Equal("appeal-late", (await AppealAsync(own, late)).Problem);

        using var lin = new ScriptlessBrowser(own, "lin");
        Assert.Contains("复议期限已于", (await lin.OpenAsync($"/my/{late.Id}")).Text, StringComparison.Ordinal);
        Assert.Equal("Rejected", await early.StatusAsync());
        Assert.True((await early.ReadAsync()).TryGetProperty("appeal", out _));
    }

    /// <summary>Whoever is away passes the matter to the delegate; one who does not answer is followed by others.</summary>
    [Fact]
    public async Task Appeal_ExaminersAwayOrSilent_AnotherRules()
    {
        await using var own = await CityUnderTest.StartAsync(CityUnderTest.Start);
        foreach (var away in new[] { "huang", "zhou" })
        {
            var entry = new
            {
                name = away, email = own.App.DevUsers[away].Email, roles = new[] { "DepartmentOfficer" }, @delegate = "deng",
                awayFrom = "2026-03-02", awayTo = "2026-03-06",
            };
            await own.Person("admin").PutAsync($"/api/people/{away}", JsonContent.Create(entry), Cancellation);
        }

        await own.SettleAsync();
        var application = await RejectAsync(own, "Away");
        (await AppealAsync(own, application)).Expect(HttpStatusCode.Accepted);
        await own.SettleAsync();
        Assert.Equal("deng", Assert.Single(Examiners(own, application)).User);

        // Ten working days, five of the delegate, and the next person is asked.
        await own.PassAsync(TimeSpan.FromDays(25));
        var later = Examiners(own, application);
        Assert.Contains(later, each => each.User is "huang" or "zhou");
        Assert.Equal("Rejected", await application.StatusAsync());
        Assert.NotEmpty(await application.FactsAsync("AssignmentLapsed"));
        var (mail, examiner) = later[^1];
        (await RuleAsync(own, mail, examiner, "Upheld")).Expect(HttpStatusCode.Accepted);
        await own.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());
    }

    private static async Task<ApplicationUnderTest> RejectAsync(CityUnderTest own, string title)
    {
        var application = await own.SubmitAsync(title);
        await application.DecideAsync("District", "Reject", "No market.");
        Assert.Equal("Rejected", await application.StatusAsync());
        return application;
    }

    private static Task<Answer> AppealAsync(
        CityUnderTest own, ApplicationUnderTest application, string user = "lin", string statement = Grounds) =>
        own.Person(user).PostAsync($"{application.Address}/appeal", new { statement }, Cancellation);

    private static Task<Answer> RuleAsync(CityUnderTest own, Mail mail, string user, string ruling) => own.Person(user).PostAsync(
        mail.Link!.AbsolutePath, new { token = mail.Token, ruling, reason = "The sums are right." }, Cancellation);

    /// <summary>The applicant's letter with a subject.</summary>
    private string Letter(string subject) => Assert.Single(city.MailsTo("lin"), mail => mail.Subject == subject).Text;

    /// <summary>Who was newly asked to examine the appeal, in the order of the attempts.</summary>
    private IReadOnlyList<(Mail Mail, string User)> Examiners(CityUnderTest own, ApplicationUnderTest application)
    {
        var users = own.App.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key);
        return
        [
            .. own.Mailbox.All()
                .Where(mail => mail.Link?.AbsolutePath.Contains($"/appeal.{application.Id}.", StringComparison.Ordinal) == true)
                .Where(mail => used.Add(mail.Link!.AbsolutePath)).OrderBy(mail => mail.Link!.AbsolutePath, StringComparer.Ordinal)
                .Select(mail => (mail, users[mail.To])),
        ];
    }
}
