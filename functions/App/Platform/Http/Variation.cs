using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>Notes in Vary on which headers of the request its answer depends, where they are read.</summary>
public static class Variation
{
    /// <param name="headers">Names.</param>
    public static void VariesBy(this HttpRequest request, params ReadOnlySpan<string> headers)
    {
        var response = request.HttpContext.Response;
        if (response.HasStarted) return;
        foreach (var header in headers)
        {
            var named = response.Headers.GetCommaSeparatedValues(HeaderNames.Vary);
            if (!named.Contains(header, StringComparer.OrdinalIgnoreCase)) response.Headers.Vary = string.Join(", ", [.. named, header]);
        }
    }

    /// <summary>The answer depends on who is signed in.</summary>
    public static void VariesByCaller(this HttpRequest request) => request.VariesBy(HeaderNames.Cookie, HeaderNames.Authorization);
}
