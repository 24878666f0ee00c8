using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionsApp.Platform;
using LocalHost.Demo;

namespace Scenarios.Platform.Storage;

/// <summary>A table fails under a request: whoever repeats it finds one application, in its list as it is.</summary>
public sealed class TableFaultTests(CityWithTableFaults city) : IClassFixture<CityWithTableFaults>
{
    /// <summary>What a client tries before it gives up.</summary>
    private const int Tries = 3;

    /// <summary>Lines of a draft, its organisation's and its year's, which are written side by side.</summary>
    private const int Lines = 2;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Topology.OutboxTable)]
    [InlineData(Topology.ApplicationsTable)]
    public async Task Draft_NothingIsWritten_TheRepeatedRequestMakesOne(string table)
    {
        city.Tables.Refuse(table, Tries);

        var refused = await DraftAsync($"{table} fails");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable", 0), (refused.Status, refused.Problem, city.Tables.Left));
        Assert.Empty(await ListedAsync($"{table} fails"));
        var id = Id((await DraftAsync($"{table} fails")).Expect(HttpStatusCode.Created).Json);
        await AssertOneAsync($"{table} fails", id, "Draft");
    }

    [Fact]
    public async Task Draft_ListFails_TheRepeatedRequestShowsIt()
    {
        city.Tables.Refuse(Topology.ListsTable, Tries * Lines);
        var id = Id((await DraftAsync("List fails")).Expect(HttpStatusCode.Created).Json);
        Assert.Empty(await ListedAsync("List fails"));

        var repeated = (await DraftAsync("List fails")).Expect(HttpStatusCode.OK);

        Assert.Equal(id, Id(repeated.Json));
        await AssertOneAsync("List fails", id, "Draft");
    }

    [Fact]
    public async Task Withdraw_ListFails_TheRepeatedRequestShowsItWithdrawn()
    {
        var id = Id((await DraftAsync("To withdraw")).Expect(HttpStatusCode.Created).Json);
        city.Tables.Refuse(Topology.ListsTable, Tries * Lines);
        (await WithdrawAsync(id)).Expect(HttpStatusCode.OK);
        Assert.Equal("Draft", Assert.Single(await ListedAsync("To withdraw")).GetProperty("status").GetString());

        (await WithdrawAsync(id)).Expect(HttpStatusCode.OK);

        await AssertOneAsync("To withdraw", id, "Withdrawn");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Tries)]
    public async Task Commit_ItsAnswerIsCut_SucceedsOnce(int tries)
    {
        city.Tables.CutAnswer(Topology.ApplicationsTable, tries);
        var drafted = (await DraftAsync($"Cut {tries} times")).Expect(HttpStatusCode.Created);
        Assert.Equal(0, city.Tables.Left);
        city.Tables.CutAnswer(Topology.ApplicationsTable, tries);
        (await WithdrawAsync(Id(drafted.Json))).Expect(HttpStatusCode.OK);

        Assert.Equal(0, city.Tables.Left);
        await AssertOneAsync($"Cut {tries} times", Id(drafted.Json), "Withdrawn");
        Assert.Equal(["ApplicationDrafted", "ApplicationWithdrawn"], await FactsAsync(Id(drafted.Json)));
    }

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;

    private Task<Answer> DraftAsync(string title) => city.Person("lin").SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/applications")
    {
        Headers = { { "Idempotency-Key", title } },
        Content = JsonContent.Create(ApplicationUnderTest.Draft(title)),
    }, Cancellation);

    private Task<Answer> WithdrawAsync(string id) => city.Person("lin").PostAsync($"/api/applications/{id}/withdraw", null, Cancellation);

    private async Task<IReadOnlyList<JsonElement>> ListedAsync(string title)
    {
        var page = (await city.Person("lin").GetAsync("/api/applications?limit=100", Cancellation)).Expect(HttpStatusCode.OK).Json;
        return [.. page.GetProperty("items").EnumerateArray().Where(line => line.GetProperty("title").GetString() == title)];
    }

    private async Task AssertOneAsync(string title, string id, string status)
    {
        var line = Assert.Single(await ListedAsync(title));
        Assert.Equal((id, status), (Id(line), line.GetProperty("status").GetString()));
    }

    private async Task<IEnumerable<string>> FactsAsync(string id)
    {
        var record = (await city.Person("audit").GetAsync($"/api/applications/{id}/facts", Cancellation)).Expect(HttpStatusCode.OK).Json;
        return record.GetProperty("facts").EnumerateArray().Select(fact => fact.GetProperty("type").GetString()!);
    }
}
