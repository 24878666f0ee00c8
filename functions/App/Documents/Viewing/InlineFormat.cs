using FunctionsApp.Applications;
using FunctionsApp.Documents.Checking.Formats;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Documents.Viewing;

/// <summary>Which documents a browser shows, and what it may do then.</summary>
public static class InlineFormat
{
    /// <summary>Null for a format that no browser shows.</summary>
    public static FileFormat? Of(SlotState slot) =>
        slot.FileName is { } name && FileFormat.ByExtension(name) is { Display: not Display.None } format ? format : null;

    /// <summary>Lets pages of the site alone show it. It is never read as anything but what it is (nosniff), and loads nothing.</summary>
    /// <remarks>
    /// A PDF has no sandbox: Chromium shows none in one. Browsers read PDF outside the site's origin, where it reaches no page and
    /// no cookie. Their readers bring styles of their own.
    /// </remarks>
    public static void Admit(HttpResponse response, FileFormat format)
    {
        response.Headers.XFrameOptions = "SAMEORIGIN";
        response.Headers.ContentSecurityPolicy = format.Display == Display.Document
            ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
            : "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
    }
}
