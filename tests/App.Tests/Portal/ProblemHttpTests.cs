using System.Text.Json.Nodes;
using FunctionsApp.Platform.Http;
using FunctionsApp.Portal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Portal;

public class ProblemHttpTests
{
    private readonly DefaultHttpContext http = new()
    {
        RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        Response = { Body = new MemoryStream() },
    };

    private readonly ProblemHttp problems = new();

    [Fact]
    public async Task List_Anyone_GetsEveryProblemBySlug()
    {
        var all = (await AnswerAsync(problems.List(http.Request))).AsArray();

        Assert.Equal(ProblemCatalogue.All.Keys.Order(StringComparer.Ordinal), all.Select(problem => problem!["slug"]!.GetValue<string>()));
        Assert.All(all, problem => Assert.Equal($"/api/problems/{problem!["slug"]}", problem["type"]!.GetValue<string>()));
        AssertIs(PlatformProblems.BadCursor, all.Single(problem => (string?)problem!["slug"] == PlatformProblems.BadCursor.Slug)!);
    }

    [Fact]
    public async Task Get_KnownSlug_IsExplainedInBothLanguages() =>
        AssertIs(PlatformProblems.NotFound, await AnswerAsync(problems.Get(http.Request, PlatformProblems.NotFound.Slug)));

    [Fact]
    public void Get_UnknownSlug_IsNotFound() =>
        Assert.Equal(PlatformProblems.NotFound, Assert.Throws<ProblemException>(() => problems.Get(http.Request, "no-such-problem")).Type);

    [Fact]
    public void OpenApi_List_IsOpenToAnyoneAndHasItsRecord()
    {
        var list = OpenApiDocument.Make(HttpFunction.AllOf(typeof(ProblemHttp).Assembly))["paths"]!["/api/problems"]!["get"]!;

        Assert.Empty(list["security"]!.AsArray());
        Assert.Equal(
            "#/components/schemas/ProblemView",
            list["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["items"]!["$ref"]!.GetValue<string>());
    }

    private static void AssertIs(ProblemType expected, JsonNode answer)
    {
        Assert.Equal(expected.Status, answer["status"]!.GetValue<int>());
        Assert.Equal((expected.Title.Chinese, expected.Title.English), Both(answer["title"]!));
        Assert.Equal((expected.Remedy.Chinese, expected.Remedy.English), Both(answer["remedy"]!));
    }

    private static (string? Chinese, string? English) Both(JsonNode text) => ((string?)text["zh-CN"], (string?)text["en"]);

    private async Task<JsonNode> AnswerAsync(IResult result)
    {
        await result.ExecuteAsync(http);
        http.Response.Body.Position = 0;
        return (await JsonNode.ParseAsync(http.Response.Body, cancellationToken: TestContext.Current.CancellationToken))!;
    }
}
