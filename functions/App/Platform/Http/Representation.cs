using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>
/// Content as an answer, with its length and validators. A reader who has it already gets 304, one whose condition fails 412, HEAD no body.
/// </summary>
/// <param name="mediaType">With its charset.</param>
public sealed class Representation(ReadOnlyMemory<byte> content, string mediaType) : IResult
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The store's tag of the state that is shown; null where it is of no single one.</summary>
    public string? State { get; init; }

    /// <summary>When what is shown changed last; null where that is not known.</summary>
    public DateTimeOffset? Changed { get; init; }

    /// <summary>Where the new thing is, or where an outcome will show.</summary>
    public string? Location { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        if (Location is not null) response.Headers.Location = Location;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (isRead || State is not null)
        {
            var tag = EntityTags.Of(State, content.Span);
            response.Headers.ETag = tag.ToString();
            if (isRead && !await IsWantedAsync(httpContext, tag)) return;
        }

        response.StatusCode = Status;
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }

    private async Task<bool> IsWantedAsync(HttpContext http, EntityTagHeaderValue tag)
    {
        var clock = http.RequestServices?.GetService<TimeProvider>() ?? TimeProvider.System;
        var changed = ReadCondition.LastModified(Changed, clock.GetUtcNow());
        if (changed is not null) http.Response.GetTypedHeaders().LastModified = changed;
        var status = ReadCondition.Status(http.Request, tag, changed);
        if (status == StatusCodes.Status304NotModified) http.Response.StatusCode = status;
        if (status == StatusCodes.Status412PreconditionFailed)
        {
            await ProblemResult.From(PlatformProblems.PreconditionFailed.With()).ExecuteAsync(http);
        }

        return status == StatusCodes.Status200OK;
    }
}
