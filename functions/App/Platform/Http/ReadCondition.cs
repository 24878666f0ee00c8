using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>The conditions of a request that reads (RFC 9110, 13.2.2): 200, 304 or 412.</summary>
public static class ReadCondition
{
    /// <param name="changed">As <see cref="LastModified"/> gives it.</param>
    public static int Status(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset? changed)
    {
        var headers = request.GetTypedHeaders();
        if (request.Headers.IfMatch.Count > 0)
        {
            // Strong: a client that goes on with a part of the content needs the same bytes.
            if (!headers.IfMatch.Any(known => IsAny(known) || known.Compare(tag, useStrongComparison: true))) return 412;
        }
        else if (headers.IfUnmodifiedSince is { } since && changed > since)
        {
            return 412;
        }

        if (request.Headers.IfNoneMatch.Count > 0)
        {
            return headers.IfNoneMatch.Any(known => IsAny(known) || known.Compare(tag, useStrongComparison: false)) ? 304 : 200;
        }

        return headers.IfModifiedSince is { } known && changed <= known ? 304 : 200;
    }

    /// <summary>The time of the last change as a validator; null while a further change could still have the same one.</summary>
    /// <remarks>HTTP dates have full seconds: rounded up, and given only once they are over, two changes never share one.</remarks>
    public static DateTimeOffset? LastModified(DateTimeOffset? change, DateTimeOffset now)
    {
        if (change is not { } at) return null;
        var part = at.UtcTicks % TimeSpan.TicksPerSecond;
        var second = part == 0 ? at : at.AddTicks(TimeSpan.TicksPerSecond - part);
        return second <= now ? second : null;
    }

    private static bool IsAny(EntityTagHeaderValue tag) => tag.Equals(EntityTagHeaderValue.Any);
}
