using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>Which content types and encodings of a body a function takes.</summary>
/// <remarks>
/// A page of another site can send forms and plain text without being asked for leave; JSON it cannot. So a body without a type is
/// refused like one of another type.
/// </remarks>
public static class RequestMedia
{
    private const string Json = "application/json";

    // A function that takes files looks at their types itself.
    private const string AnyFile = "application/octet-stream";

    /// <param name="operation">Whose <see cref="OperationAttribute.RequestMedia"/> counts where it takes a body.</param>
    /// <exception cref="ProblemException">unsupported-media, unsupported-encoding; the answer names what is accepted.</exception>
    public static void Require(HttpRequest request, OperationAttribute operation)
    {
        var headers = request.HttpContext.Response.Headers;
        if (request.Headers.ContentEncoding.ToString() is not ("" or "identity"))
        {
            headers.AcceptEncoding = "identity";
            throw PlatformProblems.UnsupportedEncoding.With();
        }

        var accepted = operation.RequestMedia;
        if (operation.Request is null || accepted.Contains(AnyFile) || IsOneOf(request.ContentType, accepted)) return;
        var names = string.Join(", ", accepted);
        headers.Accept = names;
        throw PlatformProblems.UnsupportedMedia.With($"可用的类型：{names}", $"Accepted: {names}");
    }

    private static bool IsOneOf(string? contentType, IReadOnlyList<string> accepted)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var media)) return false;
        var isJson = media.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            || (media.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
                && media.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
        // JSON is UTF-8 and nothing else (RFC 8259).
        var charset = HeaderUtilities.RemoveQuotes(media.Charset).Value ?? "";
        if (isJson) return accepted.Contains(Json) && (charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        return accepted.Any(name => media.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
