using Azure;
using FunctionsApp.Applications;
using FunctionsApp.Documents;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Documents;

public class DocumentAnswerTests
{
    private static readonly SlotState Slot = new("budget", true, DocumentState.Accepted, 1, "a.xlsx", 100, "abc");

    [Theory]
    [InlineData("bytes=0-", 0, 100)]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=40-", 40, 60)]
    [InlineData("bytes=40-49", 40, 10)]
    [InlineData("bytes=99-", 99, 1)]
    [InlineData("bytes=90-200", 90, 10)]
    [InlineData("bytes=-10", 90, 10)]
    [InlineData("bytes=-200", 0, 100)]
    public void Asked_OnePart_IsThatPart(string range, int offset, int length) =>
        Assert.Equal((206, new HttpRange(offset, length)), Asked(range));

    [Theory]
    [InlineData(null)]
    [InlineData("bytes=0-1,5-6")]
    [InlineData("lines=0-1")]
    [InlineData("bytes=5-1")]
    [InlineData("nonsense")]
    public void Asked_NoPartThatIsUnderstood_IsAllOfIt(string? range) => Assert.Equal((200, default), Asked(range));

    [Theory]
    [InlineData("bytes=100-")]
    [InlineData("bytes=200-300")]
    [InlineData("bytes=-0")]
    public void Asked_BehindTheEnd_IsNotSatisfiable(string range)
    {
        var request = Request(range);

        Assert.Equal("range-not-satisfiable", Assert.Throws<ProblemException>(() => DocumentAnswer.Asked(request, Slot)).Type.Slug);
        Assert.Equal("bytes */100", request.HttpContext.Response.Headers.ContentRange.ToString());
    }

    /// <summary>A client that has another content starts again with all of it.</summary>
    [Theory]
    [InlineData("\"abc\"", 206)]
    [InlineData("W/\"abc\"", 200)]
    [InlineData("\"other\"", 200)]
    [InlineData("Mon, 02 Mar 2026 00:00:00 GMT", 200)]
    public void Asked_IfRange_OnlyOfTheSameContent(string ifRange, int status) => Assert.Equal(status, Asked("bytes=1-", ifRange).Status);

    [Fact]
    public void Asked_ConditionsComeBeforeTheRange()
    {
        var known = Request("bytes=100-");
        known.Headers.IfNoneMatch = "W/\"abc\"";
        Assert.Equal(304, DocumentAnswer.Asked(known, Slot).Status);

        var other = Request("bytes=100-");
        other.Headers.IfMatch = "\"other\"";
        Assert.Equal(412, DocumentAnswer.Asked(other, Slot).Status);
    }

    [Fact]
    public void Asked_ByHead_HasNoParts() => Assert.Equal(200, DocumentAnswer.Asked(Request("bytes=1-", method: "HEAD"), Slot).Status);

    private static (int Status, HttpRange Range) Asked(string? range, string? ifRange = null) =>
        DocumentAnswer.Asked(Request(range, ifRange), Slot);

    private static HttpRequest Request(string? range, string? ifRange = null, string method = "GET")
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        if (range is not null) request.Headers.Range = range;
        if (ifRange is not null) request.Headers.IfRange = ifRange;
        return request;
    }
}
