using System.Net;

namespace Scenarios.Portal;

public sealed class UnroutedTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    [Theory]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound, "not-found", null)]
    [InlineData("POST", "/nothing/at/all", HttpStatusCode.NotFound, "not-found", null)]
    [InlineData("GET", "/runtime/webhooks/blobs", HttpStatusCode.NotFound, "not-found", null)]
    [InlineData("DELETE", "/api/programmes", HttpStatusCode.MethodNotAllowed, "method-not-allowed", "GET")]
    [InlineData("PUT", "/api/applications/7/submit", HttpStatusCode.MethodNotAllowed, "method-not-allowed", "POST")]
    public async Task Request_ThatNoFunctionTakes_IsAProblemOfTheApp(
        string method, string path, HttpStatusCode status, string problem, string? allowed)
    {
        using var client = new HttpClient { BaseAddress = city.App.BaseAddress };
        using var answer = await client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken);
        var body = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"/api/problems/{problem}", body.GetProperty("type").GetString());
        Assert.Equal(path, body.GetProperty("instance").GetString());
        if (allowed is not null) Assert.Contains(allowed, answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Options_OfAPath_NamesItsMethods()
    {
        using var client = new HttpClient { BaseAddress = city.App.BaseAddress };
        using var answer = await client.SendAsync(
            new HttpRequestMessage(HttpMethod.Options, "/api/applications"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Superset(new HashSet<string> { "GET", "POST" }, answer.Content.Headers.Allow.ToHashSet());
    }
}
