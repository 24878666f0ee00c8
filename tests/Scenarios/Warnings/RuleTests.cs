using System.Net;
using System.Text.Json;

namespace Scenarios.Warnings;

/// <summary>Reports become a warning, its escalation and its end, each verified by an officer.</summary>
public sealed class RuleTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Rule = "orders-falling";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_FallFallMoreAndRecover_AreOneWarningFromDraftToItsEnd()
    {
        await RuleUnderTest.ActivateAsync(city, Rule);
        await RuleUnderTest.ReportAsync(city, "2025-12", 100);
        await RuleUnderTest.ReportAsync(city, "2026-01", 70);

        var warning = new WarningUnderTest(city, (await CityScopeAsync()).GetProperty("warning").GetString()!);
        Assert.Equal("Draft", await warning.StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await warning.ReadAsync(null)).Status);
        await VerifiedAsync(warning);
        Assert.Equal("Published", await warning.StatusAsync());

        await RuleUnderTest.ReportAsync(city, "2026-02", 35);
        Assert.Equal("Yellow", (await warning.ReadAsync(null)).Json.GetProperty("level").GetString());
        await VerifiedAsync(warning);
        Assert.Equal("Orange", (await warning.ReadAsync(null)).Json.GetProperty("level").GetString());

        // All reporters correct what they reported.
        await RuleUnderTest.ReportAsync(city, "2026-02", 69);
        Assert.Equal("Published", await warning.StatusAsync());
        Assert.NotEqual(JsonValueKind.Null, (await warning.ReadAsync("pan")).Json.GetProperty("proposed").GetProperty("cancels").ValueKind);
        await VerifiedAsync(warning);

        Assert.Equal("Cancelled", await warning.StatusAsync());
        (string, string)[] messages = [("Alert", "Yellow"), ("Update", "Orange"), ("Cancel", "Orange")];
        Assert.Equal(messages, await warning.CapAsync());
        Assert.Equal(messages, warning.Bulletins());
        Assert.Equal(JsonValueKind.Null, (await CityScopeAsync()).GetProperty("level").ValueKind);
    }

    private async Task VerifiedAsync(WarningUnderTest warning)
    {
        var (mail, user) = Assert.Single(city.Verifications(warning.Id));
        (await warning.VerifyAsync(user, mail, "Confirm")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
    }

    /// <summary>What the rule found for the sector in the complete city.</summary>
    private async Task<JsonElement> CityScopeAsync() =>
        (await city.Person("pan").GetAsync($"/api/warning-rules/{Rule}", Cancellation)).Expect(HttpStatusCode.OK).Json
            .GetProperty("scopes").EnumerateArray().Single(scope => scope.GetProperty("district").ValueKind == JsonValueKind.Null);
}
