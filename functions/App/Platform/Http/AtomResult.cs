using System.Security.Cryptography;
using System.ServiceModel.Syndication;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>Answers a feed; 304 to a reader that has its content already.</summary>
/// <remarks>By ETag alone: an HTTP date has whole seconds, and a second message within one would not be seen.</remarks>
public sealed class AtomResult(SyndicationFeed feed) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = AtomFeed.Write(feed);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
        var headers = httpContext.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = feed.LastUpdatedTime;
        headers.CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromMinutes(1) };
        if (IsKnown(httpContext.Request.GetTypedHeaders(), tag))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        httpContext.Response.ContentType = "application/atom+xml; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private static bool IsKnown(Microsoft.AspNetCore.Http.Headers.RequestHeaders request, EntityTagHeaderValue tag) =>
        request.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
