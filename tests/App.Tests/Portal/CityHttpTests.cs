using System.Text.Json.Nodes;
using FunctionsApp.City;
using FunctionsApp.Portal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Portal;

public class CityHttpTests
{
    private readonly CityHttp city = new();

    [Fact]
    public async Task Sectors_Anyone_GetsCodesWithNames()
    {
        var (http, body) = await AnswerAsync(city.Sectors);

        Assert.Equal(Sectors.All.Select(sector => sector.Code), body!.AsArray().Select(sector => (string)sector!["code"]!));
        Assert.Equal(("检验检测", "Inspection and testing"), ((string?)body[3]!["name"]!["zh-CN"], (string?)body[3]!["name"]!["en"]));
        Assert.Equal("public, max-age=3600", http.Response.Headers.CacheControl);
    }

    [Fact]
    public async Task Districts_Zones_AreMarked()
    {
        var (_, body) = await AnswerAsync(city.Districts);

        Assert.Equal(["dapeng", "qianhai", "shenshan"], body!.AsArray().Where(district => (bool)district!["isZone"]!).Select(
            district => (string)district!["code"]!));
        Assert.DoesNotContain(Districts.City.Code, body.AsArray().Select(district => (string)district!["code"]!));
    }

    [Fact]
    public async Task Districts_KnownETag_IsNotSentAgain()
    {
        var (first, _) = await AnswerAsync(city.Districts);
        var (second, body) = await AnswerAsync(city.Districts, first.Response.Headers.ETag);

        Assert.Equal((304, null), (second.Response.StatusCode, body));
    }

    private static async Task<(HttpContext Http, JsonNode? Body)> AnswerAsync(Func<HttpRequest, IResult> function, string? known = null)
    {
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
            Response = { Body = new MemoryStream() },
        };
        http.Request.Method = "GET";
        if (known is not null) http.Request.Headers.IfNoneMatch = known;
        await function(http.Request).ExecuteAsync(http);
        http.Response.Body.Position = 0;
        return (http, http.Response.Body.Length == 0 ? null : JsonNode.Parse(http.Response.Body));
    }
}
