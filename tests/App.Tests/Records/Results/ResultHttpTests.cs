using App.Tests.Fixtures;
using App.Tests.Reviews;
using App.Tests.Selections;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Records.Results;
using FunctionsApp.Reviews;
using FunctionsApp.Selections;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Records.Results;

public sealed class ResultHttpTests
{
    private static readonly CreditCode Code = CreditCode.Parse("91440300MA5EXA1291");

    private readonly MemoryApp app = new(ReviewSample.Opened, ReviewAggregate.Kind, []);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ResultHttp Http => new(new ReadResults(app.Store, app.Lists), ReviewSample.Catalogue(ReviewSample.Stage()), app.Time);

    [Fact]
    public async Task Csv_OfAProgrammeAndYear_HasTheDecidedApplicationsWithRankAndAmount()
    {
        await HoldAsync(1, ApplicationStatus.Approved, 90, amount: 100_000);
        await HoldAsync(2, ApplicationStatus.Rejected, 70);
        await HoldAsync(3, ApplicationStatus.Submitted, 60);
        await HoldAsync(4, ApplicationStatus.Approved, 50, programme: "other-programme");
        await HoldAsync(5, ApplicationStatus.Approved, 50, year: 2025);
        await RankAsync();

        var rows = await CsvAsync(Role.Auditor);

        Assert.Equal(3, rows.Count);
        Assert.StartsWith("Application,Project,Organisation,Credit code,District,Sector", rows[0], StringComparison.Ordinal);
        Assert.Contains(
            $"{SelectionSample.Id(1)},项目 1,单位 1,{Code.Value},Nanshan District,Information technology,500000,90,1,Approved,100000", rows);
        Assert.Contains(
            $"{SelectionSample.Id(2)},项目 2,单位 2,{Code.Value},Nanshan District,Information technology,500000,70,2,Not approved,", rows);
    }

    [Fact]
    public async Task Xlsx_OfTheSame_HasNumbersAndNoFormula()
    {
        await HoldAsync(1, ApplicationStatus.Approved, 90.5m, amount: 100_000, title: "=HYPERLINK(\"http://x\")");

        var (http, _) = await CallAsync(Role.DepartmentOfficer, "xlsx");

        var body = (MemoryStream)http.Response.Body;
        var cells = ReadSheet.Rows(new MemoryStream(body.ToArray()), 10).Last().Cells;
        Assert.All(cells.Values, cell => Assert.False(cell.IsFormula));
        Assert.Equal(["'=HYPERLINK(\"http://x\")", "90.5", "100000"], new[] { 1, 7, 10 }.Select(place => cells[place].Text));
        Assert.Equal("attachment; filename=\"results-special-fund-rd-2026.xlsx\"", http.Response.Headers.ContentDisposition.ToString());
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    public async Task Csv_OfATitleThatASpreadsheetCouldRun_IsText(string title, string cell)
    {
        await HoldAsync(1, ApplicationStatus.Rejected, null, title: title);

        Assert.Contains($",{cell},单位 1,", (await CsvAsync(Role.Auditor))[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.DepartmentOfficer, false, 1)]
    [InlineData(Role.LeadingGroup, false, 1)]
    [InlineData(Role.Auditor, false, 1)]
    [InlineData(Role.Administrator, false, 1)]
    [InlineData(Role.DepartmentOfficer, true, 0)]
    [InlineData(Role.Auditor, true, 0)]
    [InlineData(Role.DistrictOfficer, false, 0)]
    [InlineData(Role.Expert, false, 0)]
    [InlineData(Role.Applicant, true, 0)]
    public async Task Result_IsShownByTheTableOfRights(Role role, bool isOwn, int shown)
    {
        await HoldAsync(1, ApplicationStatus.Approved, 90);

        Assert.Equal(shown, (await CsvAsync(role, isOwn)).Count - 1);
    }

    [Theory]
    [InlineData("?programme=none", "unknown-programme")]
    [InlineData("", "unknown-programme")]
    [InlineData("?programme=special-fund-rd&format=pdf", "invalid-field")]
    public async Task Export_OfNothingThatThereIs_IsRefused(string query, string slug)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => MemoryApp.CallAsync(
            request => Http.ExportAsync(request, Cancellation), "someone", query: query, role: Role.Auditor));

        Assert.Equal(slug, problem.Type.Slug);
    }

    private async Task<IReadOnlyList<string>> CsvAsync(Role role, bool isOwn = false) =>
        (await CallAsync(role, "csv", isOwn)).Body.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private Task<(HttpContext Http, string Body)> CallAsync(Role role, string format, bool isOwn = false) => MemoryApp.CallAsync(
        request =>
        {
            request.HttpContext.Features.Set(new Caller(
                "someone", "Name", null, new HashSet<Role> { role }, isOwn ? Code : null, null, Language.English));
            return Http.ExportAsync(request, Cancellation);
        }, "someone", query: $"?programme=special-fund-rd&year=2026&format={format}",
        with: request => request.Headers.AcceptLanguage = "en");

    private async Task HoldAsync(
        int number, ApplicationStatus status, decimal? score, decimal? amount = null, string? title = null,
        string programme = "special-fund-rd", int year = 2026)
    {
        var review = ReviewSample.State(
            [], [],
            ReviewSample.Run() with { State = StageRunState.Closed, Outcome = StageOutcome.Passed, Score = score, Amount = amount });
        await app.Store.PutAsync(ReviewAggregate.Kind, SelectionSample.Id(number), _ => Change.To(review with
        {
            Application = ReviewSample.Applied with
            {
                Id = SelectionSample.Id(number), Programme = programme, Status = status, DecidedAt = ReviewSample.Opened,
                CreatedAt = ReviewSample.Opened.AddYears(year - 2026),
                Subject = ReviewSample.Applied.Subject with { Title = title ?? $"项目 {number}" },
                Applicant = ReviewSample.Applied.Applicant with { Organisation = Code, Name = $"单位 {number}" },
            },
        }, "test", new ReviewPut()), Cancellation);
    }

    private async Task RankAsync()
    {
        var decided = SelectionSample.Proposed(SelectionSample.Open(SelectionSample.Candidate(1, 90), SelectionSample.Candidate(2, 70)));
        await app.Store.PutAsync(
            SelectionAggregate.Kind, decided.Round.Id, _ => Change.To(decided, "test", new ReviewPut()), Cancellation);
    }
}
