using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Warnings.Cap;

/// <summary>Reads an alert from a request's body: bounded, as the text that its encoding means.</summary>
public static class CapBody
{
    /// <exception cref="ProblemException">unsupported-media, body-too-large, malformed-xml: the encoding.</exception>
    public static async Task<string> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var media);
        if (media?.MediaType.Value?.ToLowerInvariant() is not (CapDocument.MediaType or "application/xml" or "text/xml"))
        {
            throw PlatformProblems.UnsupportedMedia.With();
        }

        if (request.ContentLength > CapSignal.MaxBytes) throw PlatformProblems.BodyTooLarge.With();
        return await DecodeAsync(request.Body, media.Charset is { Length: > 0 } charset ? charset.Value!.Trim('"') : null, cancellation);
    }

    /// <param name="charset">Null where the document alone says it.</param>
    /// <exception cref="ProblemException">body-too-large, malformed-xml: the encoding.</exception>
    public static async Task<string> DecodeAsync(Stream body, string? charset, CancellationToken cancellation)
    {
        using var bounded = new BoundedStream(body, CapSignal.MaxBytes);
        using var buffer = new MemoryStream();
        await bounded.CopyToAsync(buffer, cancellation);
        return CapText.Decode(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), charset);
    }
}
