using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform.Http;

public class AnswerTests
{
    private const string Tag = "W/\"datetime'2026-03-02T00%3A00%3A00Z'\"";

    [Theory]
    [InlineData(Tag, 304)]
    [InlineData("\"other\", " + Tag, 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    [InlineData("not a tag", 200)]
    [InlineData(null, 200)]
    public async Task Ok_IfNoneMatch_AnswersByTheTag(string? known, int status)
    {
        var http = Get();
        if (known is not null) http.Request.Headers.IfNoneMatch = known;
        await Answer.Ok(new { a = 1 }, Tag).ExecuteAsync(http);
        Assert.Equal(status, http.Response.StatusCode);
        Assert.Equal(Tag, http.Response.Headers.ETag);
        Assert.Equal(status == 304 ? 0 : 7, http.Response.Body.Length);
    }

    [Fact]
    public async Task Created_Answers201WithItsPlace()
    {
        var http = Get();
        await Answer.Created("/api/things/1", new { a = 1 }).ExecuteAsync(http);
        Assert.Equal(201, http.Response.StatusCode);
        Assert.Equal("/api/things/1", http.Response.Headers.Location);
    }

    private static DefaultHttpContext Get()
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        http.Request.Method = "GET";
        http.Response.Body = new MemoryStream();
        return http;
    }
}
