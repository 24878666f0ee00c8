using System.Net;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Applications;

public sealed class ListTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_OverSeveralPages_EachOnceNewestFirst()
    {
        var drafted = new List<string>();
        for (var number = 1; number <= 7; number++)
        {
            // Three of them in the same moment.
            if (number is not (3 or 4)) await city.PassAsync(TimeSpan.FromMinutes(1));
            drafted.Add((await city.DraftAsync($"Number {number}", "zhao")).Id);
        }

        var (listed, pages) = await PagesAsync("zhao", "limit=3");

        Assert.Equal(3, pages);
        Assert.Equal(drafted.Order(), listed.Select(Id).Order());
        Assert.Equal(drafted[6], Id(listed[0]));
        Assert.Equal(drafted[0], Id(listed[6]));
        var times = listed.Select(line => line.GetProperty("createdAt").GetDateTimeOffset()).ToList();
        Assert.Equal(times.OrderDescending(), times);
        Assert.DoesNotContain("Number 1", (await city.Person("lin").GetAsync("/api/applications", Cancellation)).Body);
    }

    [Fact]
    public async Task List_WithACursorNotOfItsOwn_Refused()
    {
        for (var number = 0; number < 2; number++) await city.DraftAsync("For a cursor");
        var foreign = (await city.Person("lin").GetAsync("/api/applications?limit=1", Cancellation)).Json.GetProperty("cursor").GetString()!;

        foreach (var cursor in new[] { foreign, "%21%21", "AAAA", new string('A', 3000) })
        {
            await city.RefusedAsync("zhao", HttpStatusCode.BadRequest, "bad-cursor", HttpMethod.Get, $"/api/applications?cursor={cursor}");
        }

        await city.RefusedAsync("zhao", HttpStatusCode.BadRequest, "invalid-field", HttpMethod.Get, "/api/applications?limit=101");
        await city.RefusedAsync("guo", HttpStatusCode.Forbidden, "not-allowed", HttpMethod.Get, "/api/applications");
        await city.RefusedAsync("chen", HttpStatusCode.BadRequest, "bad-cursor", HttpMethod.Get, "/api/assignments?cursor=%21");
    }

    [Fact]
    public async Task Inbox_OfAnOfficer_HoldsWhatIsOpenMostUrgentFirst()
    {
        // Three among two of the leading group: somebody has two.
        var asked = new List<(ApplicationUnderTest Application, Mail Mail, string User)>();
        for (var day = 1; day <= 3; day++)
        {
            var application = await city.SubmitAsync($"Day {day}");
            await application.DecideAsync("District", "Approve");
            await application.DecideAsync("Department", "Approve");
            var (mail, user) = Assert.Single(application.Asked("LeadingGroup"));
            asked.Add((application, mail, user));
            await city.PassAsync(TimeSpan.FromDays(1));
        }

        foreach (var user in new[] { "guo", "ma" })
        {
            Assert.Equal(asked.Where(one => one.User == user).Select(one => one.Application.Id), await InboxAsync(user));
        }

        Assert.Empty((await InboxAsync("chen")).Concat(await InboxAsync("huang")));
        (await asked[0].Application.TryDecideAsync(asked[0].Mail, asked[0].User, "Approve")).Expect(HttpStatusCode.Accepted);
        Assert.Equal(asked.Skip(1).Where(one => one.User == asked[0].User).Select(one => one.Application.Id), await InboxAsync(asked[0].User));
    }

    private static string Id(JsonElement line) => line.GetProperty("id").GetString()!;

    private async Task<IReadOnlyList<string>> InboxAsync(string user) =>
    [
        .. (await city.Person(user).GetAsync("/api/assignments", Cancellation)).Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("subject").GetString()!),
    ];

    private async Task<(IReadOnlyList<JsonElement> Lines, int Pages)> PagesAsync(string user, string query)
    {
        var (lines, pages, cursor) = (new List<JsonElement>(), 0, "");
        do
        {
            var page = (await city.Person(user).GetAsync($"/api/applications?{query}&cursor={cursor}", Cancellation)).Expect(HttpStatusCode.OK).Json;
            lines.AddRange(page.GetProperty("items").EnumerateArray());
            (cursor, pages) = (page.GetProperty("cursor").GetString(), pages + 1);
        }
        while (cursor is not null);
        return (lines, pages);
    }
}
