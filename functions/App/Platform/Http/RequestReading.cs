using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>Reads what callers send: whether they want a page, language, Idempotency-Key.</summary>
public static class RequestReading
{
    /// <summary>Whether the caller is a browser that shows pages; others get JSON.</summary>
    public static bool WantsPage(this HttpRequest request)
    {
        request.VariesBy(HeaderNames.Accept);
        return request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The first of Accept-Language, by quality, that the programme has; Chinese otherwise.</summary>
    public static Language PreferredLanguage(this HttpRequest request)
    {
        request.VariesBy(HeaderNames.AcceptLanguage);
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage.OfType<string>().ToList(),
            out var wanted)) return Language.Chinese;
        var best = wanted.OrderByDescending(tag => tag.Quality ?? 1)
            .FirstOrDefault(tag => tag.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase)
                || tag.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase));
        return Languages.Parse(best?.Value.Value);
    }

    /// <summary>The Idempotency-Key, null when there is none.</summary>
    /// <exception cref="ProblemException">invalid-field: longer than 200 characters.</exception>
    public static string? IdempotencyKey(this HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0) return null;
        return key.Length <= 200
            ? key
            : throw PlatformProblems.InvalidField.With("Idempotency-Key 最多 200 个字符", "Idempotency-Key may have at most 200 characters");
    }
}
