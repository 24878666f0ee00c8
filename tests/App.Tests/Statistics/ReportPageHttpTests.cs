using System.Net;
using System.Text;
using App.Tests.Documentation;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Statistics;
using FunctionsApp.Statistics.Reports;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Statistics;

/// <summary>Reports by pages and API: who may write them, and what a form keeps.</summary>
public sealed class ReportPageHttpTests
{
    private const string Line = "sector=it&district=440305&figures.0.indicator=revenue&figures.1.indicator=rd-spend";
    private static readonly CreditCode Own = CreditCode.Parse("91440300MA5EXA1291");
    private static readonly CreditCode Other = CreditCode.Parse("91440300MA5EXB340R");
    private static readonly Caller Lin = Who(Own, Role.Applicant);

    private readonly StoreUnderTest under = new(ReportAggregate.Kind);

    public static TheoryData<Role> Others => [.. Enum.GetValues<Role>().Except([Role.Applicant])];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ReportDesk Desk => new(under.Store, under.Lists, under.Time);

    private ReportPageHttp Pages => new(Desk, RenderedPage.Site());

    private ReportHttp Api => new(Desk, under.Store);

    [Fact]
    public async Task SaveLine_InOrder_IsAcceptedAndListedForBothSides()
    {
        Assert.Equal(303, (await SaveAsync($"{Line}&figures.0.value=1,200.50&version=0")).Status);

        var report = (await Desk.FindAsync(Own, PeriodOf("2026-02"), Cancellation))!.State;
        Assert.Equal(1200.5m, report.Lines.Single().Figures.Single().Value);
        var own = await Desk.OwnAsync(Own, Cancellation);
        Assert.Equal(("2026-02", ReportStatus.Accepted), (own[0].Period, own[0].Status!.Value));
        Assert.Equal(("2026-01", (ReportStatus?)null), (own[1].Period, own[1].Status));
        Assert.Equal(Own.Value, (await Desk.AcceptedAsync(PeriodOf("2026-02"), null, Cancellation)).Items.Single().Organisation);
    }

    [Fact]
    public async Task SaveLine_AJump_AsksForAnExplanationAndKeepsWhatWasTyped()
    {
        await SaveAsync($"{Line}&figures.0.value=100&figures.1.value=7&version=0", "2026-01");
        var jump = $"{Line}&figures.0.value=900&figures.1.value=8.5&version=0";
        var (status, html) = await SaveAsync(jump);

        Assert.Equal(422, status);
        Assert.Contains("figures.0.explanation", html, StringComparison.Ordinal);
        Assert.DoesNotContain("figures.1.explanation", html, StringComparison.Ordinal);
        Assert.All(new[] { "value=\"900\"", "value=\"8.5\"", "上期：100" }, text => Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.Null(await Desk.FindAsync(Own, PeriodOf("2026-02"), Cancellation));
        Assert.Equal(303, (await SaveAsync($"{jump}&figures.0.explanation=新订单")).Status);
    }

    [Fact]
    public async Task SaveLine_OnAnOldPage_IsRefusedWithWhatWasTyped()
    {
        await SaveAsync($"{Line}&figures.0.value=100&version=0");
        var (status, html) = await SaveAsync($"{Line}&figures.0.value=111&version=0&replaces=it/440305");

        Assert.Equal(409, status);
        Assert.Contains("value=\"111\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveLine_RemovesALine_ButNotTheLast()
    {
        await SaveAsync($"{Line}&figures.0.value=100&version=0");
        await SaveAsync($"{Line.Replace("440305", "440304", StringComparison.Ordinal)}&figures.0.value=5&version=1");
        Assert.Equal(303, (await SaveAsync("press=remove&replaces=it/440305&version=2")).Status);
        Assert.Equal(400, (await SaveAsync("press=remove&replaces=it/440304&version=3")).Status);

        var report = (await Desk.FindAsync(Own, PeriodOf("2026-02"), Cancellation))!.State;
        Assert.Equal((3, "440304"), (report.Versions.Count, report.Lines.Single().District));
    }

    [Theory]
    [InlineData(Language.Chinese, "营业收入（万元）", "2026年2月统计报表")]
    [InlineData(Language.English, "Revenue (CNY 10,000)", "Statistical report of February 2026")]
    public async Task Pages_InBothLanguages_ShowTheFigures(Language language, string label, string title)
    {
        await SaveAsync($"{Line}&figures.0.value=100&version=0");
        var request = RenderedPage.Request("/statistics/reports/2026-02", language, Lin);
        var report = await RenderedPage.OfAsync(await Pages.ShowPeriodAsync(request, "2026-02", Cancellation), request);
        request = RenderedPage.Request("/statistics/reports/2026-02/line", language, Lin);
        request.QueryString = new QueryString("?place=it/440305");
        var form = await RenderedPage.OfAsync(await Pages.ShowLineAsync(request, "2026-02", Cancellation), request);
        request = RenderedPage.Request("/statistics/accepted", language, Who(null, Role.Auditor));
        var accepted = await RenderedPage.OfAsync(
            await Pages.ShowAcceptedReportAsync(request, Own.Value, "2026-02", Cancellation), request);

        Assert.All(new[] { report, form, accepted }, page => Assert.Contains(title, page.Text, StringComparison.Ordinal));
        Assert.All(new[] { report, form, accepted }, page => Assert.Contains(label, page.Text, StringComparison.Ordinal));
        Assert.Contains("value=\"100\"", form.Html, StringComparison.Ordinal);
        Assert.Contains("/line?place=it%2F440305", report.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/line", accepted.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_ThatWriteReports_NameNoOrganisation() =>
        Assert.DoesNotContain(Writing, function => function.Trigger.Route!.Contains("organisation", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Others))]
    public void Functions_ThatWriteReports_AdmitReportersAlone(Role role)
    {
        var caller = Who(role is Role.DepartmentOfficer or Role.Auditor ? null : Own, role);

        Assert.True(Writing.Count >= 2);
        Assert.All(Writing, function => Assert.False(function.Rule.Admits(caller), $"{function.Name} admits {role}"));
        Assert.All(Writing, function => Assert.True(function.Rule.Admits(Lin)));
    }

    [Fact]
    public async Task Put_ByAnOfficerWhoAlsoReports_ChangesNothingButItsOwn()
    {
        await SaveAsync($"{Line}&figures.0.value=100&version=0");
        const string body = """{"lines":[{"sector":"ip","district":"440304","figures":[{"indicator":"staff","value":1}]}]}""";
        var officer = Who(Other, Role.DepartmentOfficer, Role.Applicant);
        var (http, _) = await MemoryApp.CallAsync(request =>
        {
            request.HttpContext.Features.Set(officer);
            return Api.PutAsync(request, "2026-02", Cancellation);
        }, officer.Id, body);

        Assert.Equal(201, http.Response.StatusCode);
        Assert.Equal("it", (await Desk.FindAsync(Own, PeriodOf("2026-02"), Cancellation))!.State.Lines.Single().Sector);
        Assert.Equal("ip", (await Desk.FindAsync(Other, PeriodOf("2026-02"), Cancellation))!.State.Lines.Single().Sector);
        await Assert.ThrowsAsync<ProblemException>(() => Desk.GetAcceptedAsync(officer, Other.Value, "2026-02", Cancellation));
    }

    private static IReadOnlyList<(string Name, AccessAttribute Rule, Microsoft.Azure.Functions.Worker.HttpTriggerAttribute Trigger)> Writing =>
    [
        .. AccessTables.Functions.Where(function => function.Trigger.Route!.Contains("statistics/", StringComparison.Ordinal)
            && function.Trigger.Methods!.Any(method => method is not ("get" or "head"))),
    ];

    private static Period PeriodOf(string text) => Period.Find(text)!.Value;

    private static Caller Who(CreditCode? organisation, params Role[] roles) =>
        new("lin", "Lin", null, new HashSet<Role>(roles), organisation, null, Language.Chinese);

    private async Task<(int Status, string Html)> SaveAsync(string fields, string period = "2026-02")
    {
        var (http, html) = await MemoryApp.CallAsync(request =>
        {
            request.HttpContext.Features.Set(Lin);
            request.ContentType = ShownForm.Media;
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes(ShownForm.Send(request.HttpContext, fields)));
            return Pages.SaveLineAsync(request, period, Cancellation);
        }, Lin.Id, "x");
        return (http.Response.StatusCode, WebUtility.HtmlDecode(html));
    }
}
