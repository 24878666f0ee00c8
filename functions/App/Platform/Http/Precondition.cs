using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>The condition of a request, by If-Match or If-None-Match, checked before anything is changed (RFC 9110, 13.1).</summary>
/// <remarks>The default has no condition.</remarks>
/// <param name="IfMatch">Tags of which the current one must be one; "*": there must be something.</param>
/// <param name="IfNoneMatch">"*": there must be nothing yet; or tags that must not be the current one.</param>
public readonly record struct Precondition(IReadOnlyList<EntityTagHeaderValue>? IfMatch, IReadOnlyList<EntityTagHeaderValue>? IfNoneMatch)
{
    /// <param name="current">The store's tag of the current state; null or empty when there is nothing yet.</param>
    /// <exception cref="ProblemException">precondition-failed.</exception>
    public void Check(string? current) =>
        Check(!string.IsNullOrEmpty(current), tag => EntityTags.Shows(tag, current!));

    /// <param name="exists">Whether there is anything yet.</param>
    /// <param name="isCurrent">Whether a tag is of what there is.</param>
    /// <exception cref="ProblemException">precondition-failed.</exception>
    public void Check(bool exists, Func<EntityTagHeaderValue, bool> isCurrent)
    {
        bool Is(EntityTagHeaderValue tag) => exists && (tag.Equals(EntityTagHeaderValue.Any) || isCurrent(tag));

        // If-Match compares strongly: a weak tag is of no content for certain. If-None-Match compares weakly.
        if (IfMatch is { } wanted && !wanted.Any(tag => !tag.IsWeak && Is(tag))) throw PlatformProblems.PreconditionFailed.With();
        if (IfNoneMatch is { } unwanted && unwanted.Any(Is)) throw PlatformProblems.PreconditionFailed.With();
    }
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
