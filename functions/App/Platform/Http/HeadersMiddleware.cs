using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionsApp.Platform.Http;

/// <summary>Gives every answer the headers that keep browsers from misusing it; a page or a feed replaces some of them.</summary>
/// <remarks>Before the function runs: an answer without them would need a decision, not an oversight.</remarks>
public sealed class HeadersMiddleware(PublicAddress address) : IFunctionsWorkerMiddleware
{
    /// <summary>Device features and tracking that no answer of the app uses.</summary>
    private const string Features =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        + "microphone=(), payment=(), usb=()";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http) Protect(http);
        return next(context);
    }

    private void Protect(HttpContext http)
    {
        // TLS ends before the app: what the public address says is how the caller came.
        if (address.IsHttps) http.Request.Scheme = Uri.UriSchemeHttps;
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Features;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (address.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }
}
