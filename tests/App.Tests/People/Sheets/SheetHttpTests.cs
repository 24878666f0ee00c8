using FunctionsApp.Identity;
using FunctionsApp.People.Sheets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.People.Sheets;

/// <summary>The register as a file, over the API.</summary>
public sealed class SheetHttpTests
{
    // 1 March in UTC, 2 March in Beijing.
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 3, 1, 16, 0, 0, TimeSpan.Zero));

    private readonly StaffDirectory staff = new(Options.Create(new StaffOptions
    {
        Staff = [Member("chen", role: Role.Expert), Member("li")],
    }));

    private SheetHttp Api => new(staff, Time);

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
    public async Task Export_InAnotherFormat_IsRefused() => Assert.Equal("invalid-field", (await Assert.ThrowsAsync<
        FunctionsApp.Platform.Http.ProblemException>(() => ExportAsync("?format=pdf"))).Type.Slug);

    private Task<(HttpContext Http, string Body)> ExportAsync(string query) =>
        CallAsync(request => Task.FromResult(Api.Export(request)), "admin", query: query, role: Role.Administrator);
}
