using System.Net;
using System.Net.Http.Json;

namespace Scenarios.People;

/// <summary>An officer leaves while asked.</summary>
public sealed class LeavingTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Officer_WhoLeavesWhileAsked_PassesOnAtOnce_AndTheLastOneIsListed()
    {
        using var admin = new ScriptlessBrowser(city, "admin");
        var application = await city.SubmitAsync("Leaving");
        var (_, first) = Assert.Single(application.Asked("District"));

        await LeaveAsync(first);
        var (mail, second) = Assert.Single(application.Asked("District"), asked => asked.User != first);
        var passed = Assert.Single(await application.FactsAsync("AssignmentPassedOn"));
        Assert.Equal((first, second), (passed.GetProperty("from").GetString(), passed.GetProperty("to").GetString()));
        Assert.DoesNotContain("Leaving", (await admin.OpenAsync("/people/unassigned")).Text, StringComparison.Ordinal);

        // No other officer of the district is there.
        await LeaveAsync(second);
        Assert.Equal("null", (await application.FactsAsync("AssignmentPassedOn"))[^1].GetProperty("to").GetRawText());
        var page = await admin.OpenAsync("/people/unassigned");
        Assert.Contains("Leaving", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/people/{second}\"", page.Text, StringComparison.Ordinal);

        var entry = new { name = "新人", email = "sun@x.cn", roles = new[] { "DistrictOfficer" }, districts = new[] { "440305" } };
        (await city.Person("admin").PutAsync("/api/people/sun-new", JsonContent.Create(entry), Cancellation)).Expect(HttpStatusCode.Created);
        var tried = await admin.PressAsync(page, "pass");
        await city.SettleAsync();

        Assert.Equal(HttpStatusCode.OK, tried.Status);
        Assert.DoesNotContain("Leaving", tried.Text, StringComparison.Ordinal);
        Assert.Equal("sun-new", (await application.FactsAsync("AssignmentPassedOn"))[^1].GetProperty("to").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await application.TryDecideAsync(mail, second, "Approve")).Status);

        using var wu = new ScriptlessBrowser(city, "wu");
        Assert.Equal(HttpStatusCode.Forbidden, (await wu.OpenAsync("/people/unassigned")).Status);
    }

    private async Task LeaveAsync(string person)
    {
        (await city.Person("admin").PostAsync($"/api/people/{person}/leave", new { }, Cancellation)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
    }
}
