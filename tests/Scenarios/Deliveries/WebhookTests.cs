using System.Net;
using System.Text.Json.Nodes;
using App.Tests.Deliveries;
using FunctionsApp.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Deliveries;

/// <summary>A Red warning on its way to the endpoints of two systems, of which one fails.</summary>
public sealed class WebhookTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RedWarning_BesideABrokenEndpoint_ReachesTheGoodOneAtOnceAndTheOtherLater()
    {
        await using var good = await EndpointUnderTest.StartAsync();
        await using var broken = await EndpointUnderTest.StartAsync();
        await CreateAsync("lin", good);
        var late = await CreateAsync("zhao", broken);
        broken.Status = 503;

        await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("webhooks", "Red"));
        var first = Assert.Single(good.Deliveries);
        Assert.Equal("Red", (string?)JsonNode.Parse(first.Body)!["data"]!["level"]);
        var failed = Assert.Single(broken.Deliveries);
        Assert.NotEqual(first.Id, failed.Id);
        Assert.Equal(("Waiting", 503), await LastAsync(late));

        broken.Status = 204;
        await city.PassAsync(TimeSpan.FromMinutes(2));
        await city.TickAsync("Deliveries_Sweep");
        await city.SettleAsync();
        Assert.Equal([failed.Id, failed.Id], broken.Deliveries.Select(each => each.Id));
        Assert.Equal(("Delivered", 204), await LastAsync(late));
        Assert.Single(good.Deliveries);
        (await city.Person("lin").GetAsync($"/api/webhooks/{late}", Cancellation)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Lines_DueAreFound_AndNoOthers()
    {
        var (lines, now) = (city.App.Services.GetRequiredService<LineStore>(), city.Clock.GetUtcNow());
        await lines.MarkAsync("due", now, Cancellation);
        await lines.MarkAsync("later", now.AddMinutes(1), Cancellation);
        var due = await lines.DueAsync(now, Cancellation);
        Assert.Contains("due", due);
        Assert.DoesNotContain("later", due);
    }

    private async Task<string> CreateAsync(string user, EndpointUnderTest endpoint) => (await city.Person(user).PostAsync(
        "/api/webhooks", new { url = endpoint.Url, sectors = new[] { "testing" }, warnings = "Orange" }, Cancellation))
        .Expect(HttpStatusCode.Created).Json.GetProperty("webhook").GetProperty("id").GetString()!;

    private async Task<(string? State, int? Status)> LastAsync(string webhook)
    {
        var answer = (await city.Person("zhao").GetAsync($"/api/webhooks/{webhook}", Cancellation)).Expect(HttpStatusCode.OK);
        var last = Assert.Single(answer.Json.GetProperty("deliveries").EnumerateArray());
        return (last.GetProperty("state").GetString(), last.GetProperty("status").GetInt32());
    }
}
