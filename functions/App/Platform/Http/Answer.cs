using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>A record as JSON answer, with its ETag; a reader who names that ETag in If-None-Match gets 304 and no body.</summary>
public sealed class Answer : IResult
{
    private readonly int status;
    private readonly object body;
    private readonly string? location;
    private readonly string? etag;

    private Answer(int status, object body, string? location, string? etag)
    {
        this.status = status;
        this.body = body;
        this.location = location;
        this.etag = etag;
    }

    public static IResult Ok(object body, string? etag = null) => new Answer(StatusCodes.Status200OK, body, null, etag);

    /// <param name="uri">Where the new thing is.</param>
    public static IResult Created(string uri, object body, string? etag = null) =>
        new Answer(StatusCodes.Status201Created, body, uri, etag);

    /// <param name="uri">Where the outcome will show.</param>
    public static IResult Accepted(object body, string? uri = null, string? etag = null) =>
        new Answer(StatusCodes.Status202Accepted, body, uri, etag);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (etag is not null) response.Headers.ETag = etag;
        if (location is not null) response.Headers.Location = location;
        if (status == StatusCodes.Status200OK && HttpMethods.IsGet(httpContext.Request.Method) && Knows(httpContext.Request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return Results.Json(body, AppJson.Options, statusCode: status).ExecuteAsync(httpContext);
    }

    private bool Knows(HttpRequest request) =>
        EntityTagHeaderValue.TryParse(etag, out var current)
        && EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch.OfType<string>().ToList(), out var known)
        && known.Any(tag => tag.Compare(current, useStrongComparison: false) || tag.Equals(EntityTagHeaderValue.Any));
}
