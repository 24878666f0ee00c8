using System.Net;

namespace Scenarios.Warnings;

/// <summary>A published warning: its commands, and its end.</summary>
public sealed class WarningTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Level_Escalated_OnlyRises()
    {
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("upwards"));

        await warning.ChangeAsync("escalate", new { level = "Orange" });
        Assert.Equal("escalation-only-upwards", (await warning.CommandAsync("escalate", new { level = "Blue" })).Expect(HttpStatusCode.Conflict).Problem);
        Assert.Equal("update-not-upwards", (await warning.CommandAsync("update", new { level = "Red" })).Expect(HttpStatusCode.Conflict).Problem);
        var easing = new { level = "Yellow", headline = WarningUnderTest.Text("缓解", "It eases") };
        await warning.ChangeAsync("update", easing);
        (await warning.CancelAsync()).Expect(HttpStatusCode.Accepted);

        (string, string)[] messages = [("Alert", "Yellow"), ("Update", "Orange"), ("Update", "Yellow"), ("Cancel", "Yellow")];
        Assert.Equal(messages, await warning.CapAsync());
        Assert.Equal(messages, warning.Bulletins());
        var feed = await warning.FeedAsync();
        Assert.Equal(4, feed.Count);
        Assert.Contains(feed, title => title.Contains("Yellow warning (update): It eases", StringComparison.Ordinal));
        Assert.Equal("warning-not-in-force", (await warning.CommandAsync("escalate", new { level = "Red" })).Expect(HttpStatusCode.Conflict).Problem);
    }

    [Fact]
    public async Task Command_IfMatchOfAnEarlierState_IsRefused()
    {
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("if-match"));
        var tag = (await warning.ReadAsync("pan")).ETag!;
        (await warning.CommandAsync("escalate", new { level = "Orange" }, tag)).Expect(HttpStatusCode.Accepted);

        Assert.Equal("precondition-failed", (await warning.CancelAsync(tag)).Expect(HttpStatusCode.PreconditionFailed).Problem);
        (await warning.CancelAsync((await warning.ReadAsync("pan")).ETag)).Expect(HttpStatusCode.Accepted);
        Assert.Equal("Cancelled", await warning.StatusAsync());
    }

    [Fact]
    public async Task Change_NotVerified_LapsesAndIsSeenByNobodyElse()
    {
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("alone"));

        (await warning.CommandAsync("escalate", new { level = "Red" })).Expect(HttpStatusCode.Accepted);
        var shown = (await warning.ReadAsync(null)).Json;
        Assert.Equal("Yellow", shown.GetProperty("level").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, shown.GetProperty("proposed").ValueKind);
        Assert.Equal("Red", (await warning.ReadAsync("pan")).Json.GetProperty("proposed").GetProperty("level").GetString());
        Assert.NotEqual("pan", Assert.Single(city.Verifications(warning.Id)).User);
        await city.PassAsync(TimeSpan.FromHours(25));

        Assert.Equal([("Alert", "Yellow")], warning.Bulletins());
        Assert.Equal("Yellow", (await warning.ReadAsync("pan")).Json.GetProperty("level").GetString());
    }

    [Fact]
    public async Task Command_ByApplicant_IsForbidden()
    {
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("roles"));

        Assert.Equal(HttpStatusCode.Forbidden, (await city.Person("lin").PostAsync($"{warning.Address}/cancel", new { }, Cancellation)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await city.Person(null).PostAsync($"{warning.Address}/cancel", new { }, Cancellation)).Status);
        var report = await city.Person("lin").PostAsync("/api/signals", WarningUnderTest.Signal("by-lin"), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, report.Status);
    }

    [Fact]
    public async Task Warning_ItsTimeComes_Expires()
    {
        var expires = city.Clock.GetUtcNow().AddDays(3);
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("expiry", expires: expires));

        await city.Clock.AdvanceToAsync(expires.AddSeconds(-1), Cancellation);
        Assert.Equal("Published", await warning.StatusAsync());
        await city.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal("Expired", await warning.StatusAsync());
        Assert.Equal("Expired", (await warning.ReadAsync(null)).Expect(HttpStatusCode.OK).Json.GetProperty("status").GetString());
        Assert.Single(warning.Bulletins());
        Assert.Equal("warning-not-in-force", (await warning.CommandAsync("escalate", new { level = "Red" })).Expect(HttpStatusCode.Conflict).Problem);
    }
}
