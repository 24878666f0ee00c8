using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalHost.Demo;

namespace Scenarios.Selections;

/// <summary>A call of the R&amp;D fund from its first application to the reserve list, over HTTP.</summary>
public sealed class SelectionTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private readonly HashSet<string> used = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_RankedAndDecided_ReservesItsBudgetAndMovesTheReserveUp()
    {
        await PublishGuideAsync();
        // An officer who judges none of the applications: of others some places could not be changed.
        await AppointAsync("huang", "Auditor", HttpStatusCode.Created);
        var best = await SubmitAsync("Best");
        var good = await SubmitAsync("Good");
        var fair = await SubmitAsync("Fair");
        foreach (var (application, points) in new[] { (fair, 71m), (best, 93m), (good, 82m) }) await JudgeAsync(application, points);
        await AppointAsync("huang", "DepartmentOfficer", HttpStatusCode.OK);
        Assert.Contains("Selection", await PageAsync("lin", $"/my/{best.Id}"), StringComparison.Ordinal);
        var id = Assert.Single(await ListAsync()).GetProperty("id").GetString()!;
        Assert.Equal("Open", (await ListAsync())[0].GetProperty("status").GetString());
        Assert.Equal("selection-call-open", (await city.Person("huang").PostAsync(
            $"/api/selections/{id}/close", new { reason = "Now." }, Cancellation)).Problem);

        await city.PassUntilAsync(new DateTimeOffset(2026, 3, 8, 0, 5, 0, TimeSpan.FromHours(8)));
        var (mail, officer) = Assert.Single(Asked("selection", id));
        Assert.Equal("huang", officer);
        var question = await PageAsync(officer, $"/inbox/{mail.Link!.AbsolutePath.Split('/')[3]}");
        Assert.Contains("Beyond the budget", question, StringComparison.Ordinal);
        var before = await ReadAsync(id);
        Assert.Equal([best.Id, good.Id, fair.Id], Rows(before).Select(row => row.GetProperty("application").GetString()));
        Assert.Equal(["Selected", "Selected", "Declined"], Outcomes(before));

        // The three together are more than the budget.
        Assert.Equal("selection-over-budget", (await AnswerAsync(mail, officer, Place(fair, "Selected"))).Problem);
        Assert.Equal("invalid-field", (await AnswerAsync(mail, officer, Place(fair, "Reserve", null))).Problem);
        (await AnswerAsync(mail, officer, Place(fair, "Reserve"))).Expect(HttpStatusCode.Accepted);
        (await AnswerAsync(mail, officer, Place(fair, "Reserve"))).Expect(HttpStatusCode.OK);
        Assert.Equal("already-decided", (await AnswerAsync(mail, officer)).Problem);
        await city.SettleAsync();

        Assert.Equal(["Selected", "Selected", "Reserve"], Outcomes(await ReadAsync(id)));
        Assert.Equal(1_200_000m, Assert.Single(await best.FactsAsync("AmountReserved")).GetProperty("amount").GetDecimal());
        Assert.Single(await fair.FactsAsync("PutOnReserve"));
        Assert.Contains("备选名单", WebUtility.HtmlDecode(await PageAsync("lin", $"/my/{fair.Id}/letters")), StringComparison.Ordinal);
        Assert.Empty(fair.Asked("LeadingGroup"));

        // A withdrawal frees what an officer may give to the reserve list; nothing moves up by itself.
        (await best.WithdrawAsync()).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
        Assert.Equal(["Left", "Selected", "Reserve"], Outcomes(await ReadAsync(id)));
        (await city.Person(officer).PostAsync(
            $"/api/selections/{id}/promote", new { application = fair.Id, amount = 1_000_000, reason = "The best one was withdrawn." },
            Cancellation)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
        Assert.Equal(2_200_000m, (await ReadAsync(id)).GetProperty("reserved").GetDecimal());
        Assert.Equal(1_000_000m, Assert.Single(await fair.FactsAsync("AmountReserved")).GetProperty("amount").GetDecimal());

        // A later stage rejects: its money is free again.
        await good.DecideAsync("LeadingGroup", "Reject", "Not this year.");
        await fair.DecideAsync("LeadingGroup", "Approve");
        Assert.Equal(1_000_000m, (await ReadAsync(id)).GetProperty("reserved").GetDecimal());
        var sheet = (await ExportAsync(id, "csv")).Body;
        Assert.Contains($"{fair.Id},Fair", sheet, StringComparison.Ordinal);
        Assert.Contains("1000000", sheet, StringComparison.Ordinal);
        Assert.Equal("PK", (await ExportAsync(id, "xlsx")).Body[..2]);
        (await city.Person("lin").GetAsync($"/api/selections/{id}", Cancellation)).Expect(HttpStatusCode.Forbidden);
        Assert.Contains("1,000,000", await PageAsync("audit", $"/selections/{id}"), StringComparison.Ordinal);
        var notices = (await city.Person(null).GetAsync("/api/notices", Cancellation)).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal(1_000_000m, Assert.Single(notices.EnumerateArray()).GetProperty("amount").GetDecimal());
    }

    private static object Place(ApplicationUnderTest application, string outcome, string? reason = "It waits for the next.") =>
        new { application = application.Id, outcome, reason };

    private Task<Answer> AnswerAsync(Mail mail, string officer, params IReadOnlyList<object> places) =>
        city.Person(officer).PostAsync(mail.Link!.AbsolutePath, new { token = mail.Token, places }, Cancellation);

    private async Task<Answer> ExportAsync(string id, string format) =>
        (await city.Person("audit").GetAsync($"/api/selections/{id}/export?format={format}", Cancellation)).Expect(HttpStatusCode.OK);

    private async Task PublishGuideAsync()
    {
        var body = new
        {
            programme = ApplicationUnderTest.SpecialFund, version = 3, year = 2026, opens = "2026-03-02", closes = "2026-03-06",
            budget = 2_400_000, maximumAmount = 2_000_000, sectors = new[] { "testing" },
        };
        var drafted = (await city.Person("admin").PostAsync("/api/guides", body, Cancellation)).Expect(HttpStatusCode.Created);
        var id = drafted.Json.GetProperty("id").GetString()!;
        (await city.Person("admin").PostAsync($"/api/guides/{id}/publish", null, Cancellation)).Expect(HttpStatusCode.OK);
    }

    /// <summary>States a person's role in the register: what else the person can be asked is left out.</summary>
    private async Task AppointAsync(string person, string role, HttpStatusCode status)
    {
        var path = $"/api/people/{person}";
        var shown = (await city.Person("admin").GetAsync(path, Cancellation)).Expect(HttpStatusCode.OK);
        var entry = JsonNode.Parse(shown.Json.GetProperty("entry").GetRawText())!.AsObject();
        entry["roles"] = new JsonArray(role);
        (await city.Person("admin").PutAsync(path, JsonContent.Create(entry), Cancellation)).Expect(status);
    }

    private async Task<ApplicationUnderTest> SubmitAsync(string title)
    {
        var application = await city.SubmitAsync(title);
        Assert.Equal("Submitted", await application.StatusAsync());
        return application;
    }

    /// <summary>District, department, and a panel that gives so many points.</summary>
    private async Task JudgeAsync(ApplicationUnderTest application, decimal points)
    {
        await application.DecideAsync("District", "Approve");
        await application.DecideAsync("Department", "Approve");
        foreach (var kind in new[] { "declaration", "scoring" })
        {
            var asked = Asked(kind, application.Id);
            Assert.Equal(3, asked.Count);
            foreach (var (mail, user) in asked)
            {
                object answer = kind == "declaration" ? new { token = mail.Token, conflict = "None" } : new
                {
                    token = mail.Token, comment = "Read.",
                    marks = new[] { "innovation", "feasibility", "budget" }.Select(criterion => new { criterion, points }),
                };
                (await city.Person(user).PostAsync(mail.Link!.AbsolutePath, answer, Cancellation)).Expect(HttpStatusCode.Accepted);
            }

            await city.SettleAsync();
        }
    }

    /// <summary>Links that were not handed out before.</summary>
    private IReadOnlyList<(Mail Mail, string User)> Asked(string kind, string subject)
    {
        var users = city.App.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key);
        return
        [
            .. city.Mailbox.All().Where(mail => mail.Link?.AbsolutePath.Contains($"/{kind}.{subject}.", StringComparison.Ordinal) == true)
                .Where(mail => used.Add(mail.Link!.AbsolutePath)).Select(mail => (mail, users[mail.To])),
        ];
    }

    private async Task<IReadOnlyList<JsonElement>> ListAsync() =>
    [
        .. (await city.Person("audit").GetAsync("/api/selections", Cancellation)).Expect(HttpStatusCode.OK).Json.GetProperty("items")
            .EnumerateArray(),
    ];

    private async Task<JsonElement> ReadAsync(string id) =>
        (await city.Person("audit").GetAsync($"/api/selections/{id}", Cancellation)).Expect(HttpStatusCode.OK).Json;

    private static IEnumerable<JsonElement> Rows(JsonElement selection) =>
        selection.GetProperty("batches").EnumerateArray().Last().GetProperty("rows").EnumerateArray();

    private static IEnumerable<string?> Outcomes(JsonElement selection) =>
        Rows(selection).Select(row => row.GetProperty("outcome").GetString());

    private async Task<string> PageAsync(string? user, string path) =>
        (await city.Person(user).GetAsync(path, Cancellation)).Expect(HttpStatusCode.OK).Body;
}
