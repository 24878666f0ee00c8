using System.Net;
using LocalHost.Demo;

namespace Scenarios.Applications;

/// <summary>A programme whose form and documents depend on the answers, and that not every application may join.</summary>
public sealed class ConditionTests(CityWithConditions city) : IClassFixture<CityWithConditions>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Joint_ConditionNotMetUntilTheLastAnswer_SubmitsThenAndIsApproved()
    {
        var application = await city.DraftJointAsync("Joint");
        Assert.Equal(["application-form"], await DocumentsAsync(application));
        var early = await application.TryUploadAsync("partner-agreement", "a.pdf", Media.Pdf, DemoFiles.Pdf("Agreement", "Lin and Co"));
        Assert.Equal((HttpStatusCode.Conflict, "not-open"), (early.Status, early.Problem));

        await application.FillAsync(new Dictionary<string, object> { ["joint"] = "yes", ["partner"] = "Lin & Co",
            ["co-funding"] = 999_999.99, ["total"] = 1 });
        Assert.Equal(["application-form", "partner-agreement"], await DocumentsAsync(application));
        await UploadAsync(application, "application-form", "partner-agreement");
        Assert.Equal("Draft", await application.StatusAsync());
        var read = await application.ReadAsync();
        Assert.Equal([false, true], read.GetProperty("eligibility").EnumerateArray().Select(rule => rule.GetProperty("met").GetBoolean()));
        Assert.Equal(1_999_999.99m, read.GetProperty("answers").GetProperty("total").GetDecimal());

        var refused = await application.SubmitAsync();
        Assert.Equal((HttpStatusCode.Conflict, "not-eligible"), (refused.Status, refused.Problem));
        Assert.Equal("Own funding is at least the requested amount", refused.Json.GetProperty("detail").GetString());
        Assert.Equal(2, refused.Json.GetProperty("rules").GetArrayLength());

        await application.FillAsync(new Dictionary<string, object> { ["joint"] = "yes", ["partner"] = "Lin & Co",
            ["co-funding"] = 1_000_000 });
        await city.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());
        var submitted = Assert.Single(await application.FactsAsync("ApplicationSubmitted"));
        Assert.Equal(["application-form", "partner-agreement"], submitted.GetProperty("documents").EnumerateArray()
            .Select(document => document.GetProperty("type").GetString()));
        await application.DecideAsync("District", "Approve");
        Assert.Equal("Approved", await application.StatusAsync());
    }

    /// <summary>The officer returns the answer on which others depend; the applicant turns round, and the agreement is no part of it any more.</summary>
    [Fact]
    public async Task Return_OfWhatOthersDependOn_TakesThemOutAndIsAskedAgain()
    {
        var application = await city.DraftJointAsync("Turned round");
        await application.FillAsync(new Dictionary<string, object> { ["joint"] = "yes", ["partner"] = "Lin & Co",
            ["co-funding"] = 2_000_000 });
        await UploadAsync(application, "application-form", "partner-agreement");
        Assert.Equal("Submitted", await application.StatusAsync());

        var (mail, user) = Assert.Single(application.Asked("District"));
        var calculated = await application.TryDecideAsync(mail, user, "Return", null, new { field = "total", reason = "Why?" });
        Assert.Equal((HttpStatusCode.BadRequest, "return-items"), (calculated.Status, calculated.Problem));
        (await application.TryDecideAsync(mail, user, "Return", null, new { field = "joint", reason = "Really?" }))
            .Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("Returned", await application.StatusAsync());

        await application.FillAsync(new Dictionary<string, object> { ["joint"] = "no", ["partner"] = "Lin & Co",
            ["co-funding"] = 2_000_000 });
        await city.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.Equal(["application-form"], await DocumentsAsync(application));
        Assert.False((await application.ReadAsync()).GetProperty("answers").TryGetProperty("partner", out _));
        Assert.Equal("not-found", (await city.Person("lin").GetAsync($"{application.Address}/documents/partner-agreement",
            Cancellation)).Problem);

        var (again, officer) = Assert.Single(application.Asked("District"));
        using var desk = new ScriptlessBrowser(city, officer, "en");
        var page = await desk.OpenAsync(again.Link!.PathAndQuery);
        Assert.Contains("name=\"field.joint\"", page.Html);
        Assert.Contains("¥ 3,000,000", page.Text);
        Assert.DoesNotContain("name=\"field.partner\"", page.Html);
        Assert.DoesNotContain("name=\"field.total\"", page.Html);
        Assert.DoesNotContain("name=\"item.partner-agreement\"", page.Html);
        var second = await application.TryDecideAsync(again, officer, "Return", null,
            new { document = "partner-agreement", reason = "Where?" });
        Assert.Equal("return-items", second.Problem);
        (await application.TryDecideAsync(again, officer, "Approve")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("Approved", await application.StatusAsync());
        var record = (await city.Person("audit").GetAsync($"{application.Address}/facts", Cancellation)).Json;
        Assert.True(record.GetProperty("stateAgrees").GetBoolean());
    }

    /// <summary>The other way round: the corrections ask for a document that the return did not name, and wait for it.</summary>
    [Fact]
    public async Task Return_CorrectionAsksForADocument_WaitsForItAndTakesIt()
    {
        var application = await city.DraftJointAsync("Joined late");
        await application.FillAsync(new Dictionary<string, object> { ["joint"] = "no", ["co-funding"] = 2_000_000 });
        await UploadAsync(application, "application-form");
        var (mail, user) = Assert.Single(application.Asked("District"));
        (await application.TryDecideAsync(mail, user, "Return", null, new { field = "joint", reason = "Not alone?" }))
            .Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        var form = (await city.Person("lin").GetAsync($"{application.Address}/form", Cancellation)).Json;
        Assert.Equal(["joint", "partner"], form.GetProperty("open").EnumerateArray().Select(key => key.GetString()));
        Assert.Equal(["partner"], form.GetProperty("unasked").EnumerateArray().Select(key => key.GetString()));
        var other = await application.TryUploadAsync("application-form", "b.pdf", Media.Pdf, DemoFiles.Pdf("Another", "form"));
        Assert.Equal("not-open", other.Problem);

        await application.FillAsync(new Dictionary<string, object> { ["joint"] = "yes", ["partner"] = "Lin & Co",
            ["co-funding"] = 2_000_000 });
        await city.SettleAsync();
        Assert.Equal("Returned", await application.StatusAsync());
        Assert.Equal("documents-missing", (await application.SubmitAsync()).Problem);
        await UploadAsync(application, "partner-agreement");
        Assert.Equal("Submitted", await application.StatusAsync());
        var again = Assert.Single(await application.FactsAsync("ApplicationResubmitted"));
        Assert.Equal(["application-form", "partner-agreement"], again.GetProperty("documents").EnumerateArray()
            .Select(document => document.GetProperty("type").GetString()));
        var record = (await city.Person("audit").GetAsync($"{application.Address}/facts", Cancellation)).Json;
        Assert.True(record.GetProperty("stateAgrees").GetBoolean());
    }

    [Fact]
    public async Task Programme_WithConditions_SaysThemToPrograms()
    {
        var version = (await city.Person("lin").GetAsync($"/api/programmes/{CityWithConditions.Programme}",
            Cancellation)).Json.GetProperty("versions")[0];

        Assert.Equal("[co-funding] >= requestedAmount", version.GetProperty("eligibility")[0].GetProperty("rule").GetString());
        Assert.Equal("[joint] = 'yes'", version.GetProperty("form")[1].GetProperty("when").GetString());
        Assert.Equal("[joint] = 'yes'", version.GetProperty("documents")[1].GetProperty("when").GetString());
        Assert.Equal("requestedAmount + [co-funding]", version.GetProperty("form")[3].GetProperty("expression").GetString());
    }

    private async Task UploadAsync(ApplicationUnderTest application, params string[] types)
    {
        foreach (var type in types)
        {
            await application.UploadAsync(type, $"{type}.pdf", Media.Pdf, DemoFiles.Pdf(type, "Nanshan Photonics Test Centre"));
            await city.SettleAsync();
        }
    }

    private static async Task<IReadOnlyList<string?>> DocumentsAsync(ApplicationUnderTest application) =>
        [.. (await application.ReadAsync()).GetProperty("documents").EnumerateArray().Select(slot => slot.GetProperty("type").GetString())];
}
