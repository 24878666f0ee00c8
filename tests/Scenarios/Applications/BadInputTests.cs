using System.Net;
using System.Net.Http.Json;
using System.Text;
using LocalHost.Demo;

namespace Scenarios.Applications;

public sealed class BadInputTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Applications = "/api/applications";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Organisation_WrongCheckCharacter_Refused()
    {
        foreach (var code in new[] { "91440300MA5EXA1290", "91440300MA5EXA129", "91440300ma5exa1291x", "00000000000000000O" })
        {
            await city.RefusedAsync("admin", HttpStatusCode.BadRequest, "invalid-credit-code", HttpMethod.Put, $"/api/organisations/{code}",
                () => JsonContent.Create(new { name = "Nobody", district = "440305", sectors = new[] { "it" } }));
        }
    }

    [Fact]
    public async Task Draft_ThatTheGuideDoesNotAllow_Refused()
    {
        async Task RefusedAsync(HttpStatusCode status, string problem, object body) =>
            await city.RefusedAsync("lin", status, problem, HttpMethod.Post, Applications, () => JsonContent.Create(body));
        var before = await CountAsync("lin");

        await RefusedAsync(HttpStatusCode.NotFound, "unknown-programme", ApplicationUnderTest.Draft("Unknown", "no-such-programme"));
        await RefusedAsync(HttpStatusCode.BadRequest, "invalid-field", new { programme = ApplicationUnderTest.SpecialFund, title = " ", sector = "testing", amount = 1, district = "440305" });
        await RefusedAsync(HttpStatusCode.BadRequest, "invalid-field", new { programme = ApplicationUnderTest.SpecialFund, title = "x", sector = "fishing", amount = 1, district = "440305" });
        await RefusedAsync(HttpStatusCode.BadRequest, "invalid-field", new { programme = ApplicationUnderTest.SpecialFund, title = "x", sector = "testing", amount = 1, district = "110000" });
        await RefusedAsync(HttpStatusCode.BadRequest, "amount-out-of-range", new { programme = ApplicationUnderTest.SpecialFund, title = "x", sector = "testing", amount = 3_000_000.01m, district = "440305" });
        await RefusedAsync(HttpStatusCode.BadRequest, "amount-out-of-range", new { programme = ApplicationUnderTest.SpecialFund, title = "x", sector = "testing", amount = 0.001m, district = "440305" });

        Assert.Equal(before, await CountAsync("lin"));
    }

    [Theory]
    [InlineData("{\"programme\": \"special-fund-rd\", \"title\": \"x\"")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"programme\": \"special-fund-rd\", \"title\": \"x\"}")]
    [InlineData("{\"programme\": \"special-fund-rd\", \"title\": \"x\", \"sector\": \"testing\", \"amount\": \"12\", \"district\": \"440305\"}")]
    [InlineData("{\"programme\": \"special-fund-rd\", \"title\": null, \"sector\": \"testing\", \"amount\": 12, \"district\": \"440305\"}")]
    [InlineData("{\"programme\": \"special-fund-rd\", \"title\": \"x\", \"sector\": \"testing\", \"amount\": 12, \"district\": \"440305\", \"status\": \"Approved\"}")]
    public async Task Draft_NotTheJsonAskedFor_Refused(string body)
    {
        var before = await CountAsync("lin");
        await city.RefusedAsync("lin", HttpStatusCode.BadRequest, "malformed-json", HttpMethod.Post, Applications, () => new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(before, await CountAsync("lin"));
    }

    [Fact]
    public async Task Json_Of100MegabytesAnnounced_RefusedUnread()
    {
        using var request = await RawHttpRequest.BeginAsync(city, "lin", $"POST {Applications}", "Content-Type: application/json", $"Content-Length: {100 * 1024 * 1024}");

        Assert.StartsWith("HTTP/1.1 413", await request.ReadLineAsync());
        Assert.Equal(0, request.Sent);
    }

    [Fact]
    public async Task Json_Of100MegabytesInChunks_RefusedAfterTheFirst()
    {
        using var request = await RawHttpRequest.BeginAsync(city, "lin", $"POST {Applications}", "Content-Type: application/json", "Transfer-Encoding: chunked");
        await request.SendChunkAsync("{\"programme\":\""u8.ToArray());
        await request.SendChunkAsync(Encoding.ASCII.GetBytes(new string('a', 1024 * 1024 + 1)));

        // The body goes on, but the answer comes now.
        Assert.StartsWith("HTTP/1.1 413", await request.ReadLineAsync());
    }

    [Fact]
    public async Task Draft_WithAnIdempotencyKey_MadeOnceAndBoundToItsBody()
    {
        HttpRequestMessage Request(string title) => new(HttpMethod.Post, Applications) { Content = JsonContent.Create(ApplicationUnderTest.Draft(title)), Headers = { { "Idempotency-Key", "k-1" } } };

        var first = (await city.Person("lin").SendAsync(Request("Once"), Cancellation)).Expect(HttpStatusCode.Created);
        var second = (await city.Person("lin").SendAsync(Request("Once"), Cancellation)).Expect(HttpStatusCode.OK);
        Assert.Equal(first.Body, second.Body);
        await city.RefusedAsync("lin", HttpStatusCode.UnprocessableEntity, "idempotency-key-reused", () => Request("Otherwise"));
        // A key is its sender's: another organisation's is another one.
        Assert.NotEqual(
            first.Json.GetProperty("id").GetString(),
            (await city.Person("zhao").SendAsync(Request("Once"), Cancellation)).Expect(HttpStatusCode.Created).Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Command_OnAStateThatIsNoLonger_Refused()
    {
        var application = await city.DraftAsync("Stale");
        var stale = (await city.Person("lin").GetAsync(application.Address, Cancellation)).ETag!;
        await application.UploadAsync("budget", "budget.xlsx", Media.Xlsx, DemoFiles.Xlsx(("设备", 1m)));
        await city.SettleAsync();
        HttpRequestMessage Request(HttpMethod method, string path) => new(method, application.Address + path)
        {
            Headers = { { "If-Match", stale } }, Content = method == HttpMethod.Put ? new ByteArrayContent(DemoFiles.Pdf("Form")) : null,
        };

        await application.UnchangedAsync(async () =>
        {
            await city.RefusedAsync("lin", HttpStatusCode.PreconditionFailed, "precondition-failed", () => Request(HttpMethod.Post, "/submit"));
            await city.RefusedAsync("lin", HttpStatusCode.PreconditionFailed, "precondition-failed", () => Request(HttpMethod.Post, "/withdraw"));
            await city.RefusedAsync("lin", HttpStatusCode.PreconditionFailed, "precondition-failed", () => Request(HttpMethod.Put, "/documents/application-form?fileName=form.pdf"));
        });
    }

    [Fact]
    public async Task Submit_WithSlotsMissing_NamesThem()
    {
        var application = await city.DraftAsync("Incomplete");
        await application.UploadAllAsync(without: ["work-plan", "budget"]);
        await city.SettleAsync();

        await application.UnchangedAsync(async () =>
        {
            await city.RefusedAsync("lin", HttpStatusCode.Conflict, "documents-missing", HttpMethod.Post, $"{application.Address}/submit");
            var missing = (await application.SubmitAsync()).Json.GetProperty("documents").EnumerateArray().Select(type => type.GetString()!);
            Assert.Equal(["work-plan", "budget"], missing);
        });
    }

    [Fact]
    public async Task Application_ThatNobodyDrafted_NotFound()
    {
        foreach (var id in new[] { "00000000000000000000000000", "x", "..%2F..%2Fetc", new string('a', 2000), "%E7%94%B3%E8%AF%B7" })
        {
            await city.RefusedAsync("lin", HttpStatusCode.NotFound, "not-found", HttpMethod.Get, $"{Applications}/{id}");
        }
    }

    private async Task<int> CountAsync(string user) =>
        (await city.Person(user).GetAsync($"{Applications}?limit=100", Cancellation)).Expect(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength();
}
