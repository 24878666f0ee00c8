using System.ServiceModel.Syndication;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>Answers a feed, kept by caches for a minute; 304 to a reader that has its content already.</summary>
/// <remarks>By ETag alone: an entry may come late, with a time before the newest one's, and an HTTP date would not show it.</remarks>
public sealed class AtomResult(SyndicationFeed feed) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.GetTypedHeaders();
        headers.CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromMinutes(1) };
        headers.LastModified = feed.LastUpdatedTime;
        return new Representation(AtomFeed.Write(feed), "application/atom+xml; charset=utf-8").ExecuteAsync(httpContext);
    }
}
