using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Platform.Http;

public class RequestMediaTests
{
    private static readonly OperationAttribute Json = new("Takes JSON") { Request = typeof(string) };
    private static readonly OperationAttribute Both = new("Takes JSON and forms")
    {
        Request = typeof(string), RequestMedia = ["application/json", "application/x-www-form-urlencoded"],
    };

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("Application/JSON; charset=UTF-8", true)]
    [InlineData("application/json; charset=\"utf-8\"", true)]
    [InlineData("application/merge-patch+json", true)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/jsonp", false)]
    [InlineData("text/json", false)]
    [InlineData("image/svg+json", false)]
    [InlineData("text/plain", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("multipart/form-data; boundary=x", false)]
    [InlineData("json", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Require_WhereJsonIsTaken_TakesJson(string? type, bool taken) => Check(Json, type, taken);

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8", true)]
    [InlineData("text/plain", false)]
    public void Require_WhereAFormIsTakenToo_TakesBoth(string type, bool taken) => Check(Both, type, taken);

    [Fact]
    public void Require_WhereNoBodyIsReadOrAnyFile_TakesEverything()
    {
        Check(new OperationAttribute("Reads none"), "text/plain", taken: true);
        Check(
            new OperationAttribute("Takes files") { Request = typeof(byte[]), RequestMedia = ["application/octet-stream"] }, "text/plain",
            taken: true);
    }

    [Theory]
    [InlineData("gzip", false)]
    [InlineData("identity, br", false)]
    [InlineData("identity", true)]
    [InlineData(null, true)]
    public void Require_ACompressedBody_IsRefused(string? encoding, bool taken)
    {
        var request = Request("application/json");
        request.Headers.ContentEncoding = encoding;

        var problem = Record.Exception(() => RequestMedia.Require(request, Json)) as ProblemException;

        Assert.Equal(taken ? null : "unsupported-encoding", problem?.Type.Slug);
        Assert.Equal(taken ? "" : "identity", request.HttpContext.Response.Headers.AcceptEncoding.ToString());
    }

    private static void Check(OperationAttribute operation, string? type, bool taken)
    {
        var request = Request(type);

        var problem = Record.Exception(() => RequestMedia.Require(request, operation)) as ProblemException;

        Assert.Equal(taken ? null : "unsupported-media", problem?.Type.Slug);
        Assert.Equal(taken ? "" : string.Join(", ", operation.RequestMedia), request.HttpContext.Response.Headers.Accept.ToString());
    }

    private static HttpRequest Request(string? type)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = type;
        return request;
    }
}
