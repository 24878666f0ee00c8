using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>The condition of a request, by If-Match or If-None-Match, checked before anything is changed (RFC 9110, 13.1).</summary>
/// <remarks>The default has no condition.</remarks>
/// <param name="IfMatch">Tags of which the current one must be one; "*": there must be something.</param>
/// <param name="IfNoneMatch">"*": there must be nothing yet; or tags that must not be the current one.</param>
public readonly record struct Precondition(IReadOnlyList<EntityTagHeaderValue>? IfMatch, IReadOnlyList<EntityTagHeaderValue>? IfNoneMatch)
{
    /// <param name="current">The current ETag; null or empty when there is nothing yet.</param>
    /// <exception cref="ProblemException">precondition-failed.</exception>
    public void Check(string? current)
    {
        var tag = string.IsNullOrEmpty(current) ? null : EntityTagHeaderValue.Parse(current);
        if (IfMatch is { } wanted && !wanted.Any(each => Is(each, tag))) throw PlatformProblems.PreconditionFailed.With();
        if (IfNoneMatch is { } unwanted && unwanted.Any(each => Is(each, tag))) throw PlatformProblems.PreconditionFailed.With();
    }

    // The tables' tags are weak by their form (W/"…") and strong by their meaning: each state has its own. So the form does not count.
    private static bool Is(EntityTagHeaderValue each, EntityTagHeaderValue? current) =>
        current is not null && (each.Equals(EntityTagHeaderValue.Any) || each.Tag == current.Tag);
}

public static class PreconditionReading
{
    /// <summary>The condition of the request.</summary>
    /// <exception cref="ProblemException">invalid-field: a header is not a list of entity tags.</exception>
    public static Precondition Precondition(this HttpRequest request) =>
        new(Tags(request.Headers.IfMatch.ToString(), "If-Match"), Tags(request.Headers.IfNoneMatch.ToString(), "If-None-Match"));

    private static IReadOnlyList<EntityTagHeaderValue>? Tags(string header, string name)
    {
        if (header.Length == 0) return null;
        return EntityTagHeaderValue.TryParseStrictList([header], out var tags)
            ? [.. tags]
            : throw PlatformProblems.InvalidField.With($"{name} 应为实体标签列表", $"{name} is not a list of entity tags");
    }
}
