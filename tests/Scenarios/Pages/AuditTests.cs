using System.Net;
using System.Text;
using CsvHelper;

namespace Scenarios.Pages;

/// <summary>What auditors and administrators find and export.</summary>
public sealed class AuditTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Application_FromTheListToItsRecord_IsShownAndExported()
    {
        var application = await city.SubmitAsync("=HYPERLINK(\"x\") & <b>审计");
        await application.DecideAsync("District", "Approve", "同意。");
        await city.SettleAsync();
        using var audit = new ScriptlessBrowser(city, "audit");

        var list = await audit.OpenAsync("/audit?year=2026&status=Submitted&programme=special-fund-rd&district=440305");
        Assert.Contains($"href=\"/audit/applications/{application.Id}\">=HYPERLINK(\"x\") & <b>审计</a>", list.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(application.Id, (await audit.OpenAsync("/audit?year=2025")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(application.Id, (await audit.OpenAsync("/audit?status=Approved")).Html, StringComparison.Ordinal);

        var page = await audit.OpenAsync($"/audit/applications/{application.Id}");
        Assert.Contains("记录完整", page.Text, StringComparison.Ordinal);
        Assert.Contains("提交申请", page.Text, StringComparison.Ordinal);
        Assert.Contains("阶段开始：区级初审", page.Text, StringComparison.Ordinal);

        var sheet = await audit.OpenAsync($"/audit/applications/{application.Id}/facts.csv");
        var facts = (await city.Person("audit").GetAsync($"/api/applications/{application.Id}/facts", Cancellation))
            .Expect(HttpStatusCode.OK).Json
            .GetProperty("facts").EnumerateArray().ToList();
        var rows = new List<(string Number, string Hash)>();
        using var csv = CsvReader.Create(Encoding.UTF8.GetBytes(sheet.Html.TrimStart('\ufeff')));
        while (csv.Read()) rows.Add((csv.GetString(0), csv.GetString(7)));
        Assert.Equal(facts.Select(fact => ($"{fact.GetProperty("number").GetInt32()}", fact.GetProperty("hash").GetString()!)), rows);
    }

    /// <summary>An administrator sees no draft; an applicant nothing of it.</summary>
    [Fact]
    public async Task Draft_IsForAuditorsAlone()
    {
        var draft = await city.DraftAsync("Not submitted yet");
        using var audit = new ScriptlessBrowser(city, "audit");
        using var admin = new ScriptlessBrowser(city, "admin");
        using var lin = new ScriptlessBrowser(city, "lin");

        Assert.Contains(draft.Id, (await audit.OpenAsync("/audit")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(draft.Id, (await admin.OpenAsync("/audit")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.OpenAsync($"/audit/applications/{draft.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.OpenAsync($"/audit/applications/{draft.Id}/facts.csv")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await lin.OpenAsync("/audit")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await audit.OpenAsync("/audit?organisation=123")).Status);
    }

    [Fact]
    public async Task Organisation_Registered_IsShownWithItsRecord()
    {
        var code = city.App.DevUsers["zhao"].Organisation;
        var entry = new { name = "福田<i>工场", district = "440304", sectors = new[] { "it" } };
        (await city.Person("zhao").PutAsync($"/api/organisations/{code}", System.Net.Http.Json.JsonContent.Create(entry), Cancellation))
            .Expect(HttpStatusCode.Created);
        using var admin = new ScriptlessBrowser(city, "admin");

        var page = await admin.OpenAsync($"/audit/organisations/{code}");

        Assert.Contains("<h1>福田<i>工场</h1>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", page.Html, StringComparison.Ordinal);
        Assert.Contains("记录完整", page.Text, StringComparison.Ordinal);
        var unknown = city.App.DevUsers["lin"].Organisation;
        Assert.Equal(HttpStatusCode.NotFound, (await admin.OpenAsync($"/audit/organisations/{unknown}")).Status);
    }
}
