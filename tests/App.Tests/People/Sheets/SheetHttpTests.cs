using System.Text.Json.Nodes;
using FunctionsApp.Identity;
using FunctionsApp.People.Sheets;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.People.Sheets;

/// <summary>The register as a file, over the API.</summary>
public sealed class SheetHttpTests
{
    // 1 March in UTC, 2 March in Beijing.
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 3, 1, 16, 0, 0, TimeSpan.Zero));

    private readonly SheetSample sample = new(Member("chen", role: Role.Expert), Member("li"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SheetHttp Api => new(sample.Staff, sample.Import, Time);

    [Fact]
    public async Task Export_AsCsv_IsAFileOfThoseWhoFit()
    {
        var (http, body) = await ExportAsync("?format=csv&role=Expert");

        Assert.Equal("text/csv; charset=utf-8", http.Response.ContentType);
        Assert.Equal("attachment; filename=\"people-20260302.csv\"", http.Response.Headers.ContentDisposition);
        Assert.Contains("\nchen,", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\nli,", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=xlsx")]
    public async Task Export_WithoutFormatOrAsXlsx_IsAWorkbook(string query)
    {
        var (http, body) = await ExportAsync(query);

        Assert.Equal(SheetFormat.Xlsx.Media, http.Response.ContentType);
        Assert.StartsWith("PK", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_InAnotherFormat_IsRefused() => Assert.Equal("invalid-field", (await Assert.ThrowsAsync<ProblemException>(
        () => ExportAsync("?format=pdf"))).Type.Slug);

    [Fact]
    public async Task Import_Dry_ShowsWhatItWouldDoAndWritesNothing()
    {
        var (http, body) = await ImportAsync("?dryRun=true", "wu,吴,wu@x.cn,专家", "b,吴,none,专家");
        var view = JsonNode.Parse(body)!;

        Assert.Equal(200, http.Response.StatusCode);
        Assert.Equal((false, 1), ((bool)view["isWritten"]!, (int)view["added"]!));
        Assert.Equal("#/rows/3/email", (string?)view["faults"]![0]!["pointer"]);
        Assert.DoesNotContain(await sample.PeopleAsync(), person => person.Id == "wu");
    }

    [Fact]
    public async Task Import_WithoutFaults_WritesAndSaysSo()
    {
        var (_, body) = await ImportAsync("?dryRun=false", "wu,吴,wu@x.cn,专家");

        Assert.True((bool)JsonNode.Parse(body)!["isWritten"]!);
        Assert.Contains(await sample.PeopleAsync(), person => person.Id == "wu");
    }

    [Theory]
    [InlineData("?dryRun=false", "b,吴,none,专家", "import-refused")]
    [InlineData("?dryRun=no", "wu,吴,wu@x.cn,专家", "invalid-field")]
    public async Task Import_ThatIsWrong_IsAProblem(string query, string row, string slug) => Assert.Equal(
        slug, (await Assert.ThrowsAsync<ProblemException>(() => ImportAsync(query, row))).Type.Slug);

    [Fact]
    public async Task Import_OfTooLargeAFile_IsRefused() => Assert.Equal(SheetProblems.SheetTooLarge, (await Assert.ThrowsAsync<ProblemException>(
        () => ImportAsync("?dryRun=false", new string(' ', SheetFile.MaxBytes)))).Type);

    private Task<(HttpContext Http, string Body)> ImportAsync(string query, params string[] rows) => CallAsync(
        request => Api.ImportAsync(request, Cancellation), "admin", System.Text.Encoding.UTF8.GetString(SheetSample.Csv(rows)),
        "application/octet-stream", query, Role.Administrator);

    private Task<(HttpContext Http, string Body)> ExportAsync(string query) =>
        CallAsync(request => Task.FromResult(Api.Export(request)), "admin", query: query, role: Role.Administrator);
}
