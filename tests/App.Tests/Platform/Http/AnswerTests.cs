using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace App.Tests.Platform.Http;

public class AnswerTests
{
    /// <summary>As the tables write it.</summary>
    private const string State = "W/\"datetime'2026-03-02T00%3A00%3A00Z'\"";

    private static readonly string Tag = EntityTags.Of(State, "{\"a\":1}"u8).ToString();

    [Theory]
    [InlineData("tag", 304)]
    [InlineData("W/tag", 304)]
    [InlineData("\"other\", tag", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    [InlineData("no entity", 200)]
    [InlineData(null, 200)]
    public async Task Ok_IfNoneMatch_AnswersByTheTag(string? known, int status)
    {
        foreach (var method in new[] { "GET", "HEAD" })
        {
            var http = Request(method);
            if (known is not null) http.Request.Headers.IfNoneMatch = known.Replace("tag", Tag, StringComparison.Ordinal);
            await Answer.Ok(new { a = 1 }, State).ExecuteAsync(http);
            Assert.Equal((status, Tag), (http.Response.StatusCode, http.Response.Headers.ETag.ToString()));
            Assert.Equal(status == 200 && method == "GET" ? 7 : 0, http.Response.Body.Length);
            Assert.Equal(status == 200 ? 7 : null, http.Response.ContentLength);
        }
    }

    /// <summary>A condition that fails is looked at before the one that spares the content.</summary>
    [Theory]
    [InlineData("tag", null, 200)]
    [InlineData("*", null, 200)]
    [InlineData("\"other\", tag", null, 200)]
    [InlineData("W/tag", null, 412)]
    [InlineData("\"other\"", null, 412)]
    [InlineData("\"other\"", "tag", 412)]
    [InlineData("tag", "tag", 304)]
    public async Task Ok_IfMatch_ComparesStronglyAndFirst(string wanted, string? known, int status)
    {
        var http = Request("GET");
        http.Request.Headers.IfMatch = wanted.Replace("tag", Tag, StringComparison.Ordinal);
        if (known is not null) http.Request.Headers.IfNoneMatch = known.Replace("tag", Tag, StringComparison.Ordinal);

        await Answer.Ok(new { a = 1 }, State).ExecuteAsync(http);

        Assert.Equal(status, http.Response.StatusCode);
    }

    [Fact]
    public async Task Ok_WithoutAState_HasTheTagOfItsContent()
    {
        var (one, same, other) = (Request("GET"), Request("GET"), Request("GET"));
        await Answer.Ok(new { a = 1 }).ExecuteAsync(one);
        await Answer.Ok(new { a = 1 }).ExecuteAsync(same);
        await Answer.Ok(new { a = 2 }).ExecuteAsync(other);

        Assert.Equal(one.Response.Headers.ETag.ToString(), same.Response.Headers.ETag.ToString());
        Assert.NotEqual(one.Response.Headers.ETag.ToString(), other.Response.Headers.ETag.ToString());
        Assert.False(EntityTagHeaderValue.Parse(one.Response.Headers.ETag.ToString()).IsWeak);
    }

    /// <summary>Readers who see different parts of one state cannot take each other's for theirs; each can still change it.</summary>
    [Fact]
    public void Of_TwoPartsOfOneState_AreTwoTagsOfIt()
    {
        var (one, other) = (EntityTags.Of(State, "1"u8), EntityTags.Of(State, "2"u8));

        Assert.NotEqual(one, other);
        Assert.All([one, other], tag => Assert.True(EntityTags.Shows(tag, State)));
        Assert.False(EntityTags.Shows(one, "W/\"another\""));
        Assert.False(EntityTags.Shows(EntityTags.Of(null, "1"u8), State));
        Assert.False(EntityTags.Shows(new EntityTagHeaderValue("\"\""), State));
    }

    [Theory]
    [InlineData(0, "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z")]
    [InlineData(1, "2026-03-02T00:00:00.9Z", null)]
    [InlineData(1, "2026-03-02T00:00:01Z", "2026-03-02T00:00:01Z")]
    public void LastModified_IsGivenOnceNoOtherChangeCanHaveIt(int milliseconds, string now, string? expected)
    {
        var change = new DateTimeOffset(2026, 3, 2, 0, 0, 0, milliseconds, TimeSpan.Zero);

        Assert.Equal(
            expected is null ? null : DateTimeOffset.Parse(expected), ReadCondition.LastModified(change, DateTimeOffset.Parse(now)));
        Assert.Null(ReadCondition.LastModified(null, change));
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 304)]
    [InlineData(1, 304)]
    public async Task Ok_IfModifiedSince_CountsWhereNoTagIsNamed(int seconds, int status)
    {
        var changed = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var http = Request("GET");
        http.Request.Headers.IfModifiedSince = changed.AddSeconds(seconds).ToString("R");
        await new Representation("a"u8.ToArray(), "text/plain") { Changed = changed }.ExecuteAsync(http);
        Assert.Equal((status, changed.ToString("R")), (http.Response.StatusCode, http.Response.Headers.LastModified.ToString()));

        var named = Request("GET");
        named.Request.Headers.IfModifiedSince = changed.ToString("R");
        named.Request.Headers.IfNoneMatch = "\"other\"";
        await new Representation("a"u8.ToArray(), "text/plain") { Changed = changed }.ExecuteAsync(named);
        Assert.Equal(200, named.Response.StatusCode);
    }

    [Fact]
    public async Task Created_Answers201WithItsPlaceAndTag()
    {
        var http = Request("POST");
        http.Request.Headers.IfNoneMatch = "*";
        await Answer.Created("/api/things/1", new { a = 1 }, State).ExecuteAsync(http);
        Assert.Equal((201, "/api/things/1", Tag), (
            http.Response.StatusCode, http.Response.Headers.Location.ToString(), http.Response.Headers.ETag.ToString()));
    }

    private static DefaultHttpContext Request(string method)
    {
        var http = new DefaultHttpContext { Request = { Method = method } };
        http.Response.Body = new MemoryStream();
        return http;
    }
}
