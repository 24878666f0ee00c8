using FunctionsApp.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FunctionsApp.Pages;

/// <summary>A page as the answer of a function: rendered on the server, complete before its first byte is sent.</summary>
public sealed class PageResult<TPage, TModel>(PageContext context, TModel model) : IResult
    where TPage : PageBase<TModel>
{
    /// <summary>What all pages may load and do; the nonce admits the frame's script.</summary>
    private string Policy =>
        $"default-src 'none'; style-src 'self'; script-src 'nonce-{context.Nonce}'; img-src 'self' data:; connect-src 'self'{Elsewhere}; "
        + "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private string Elsewhere => Connects is null ? "" : $" {Connects}";

    /// <summary>The one origin beside the site's own to which the page's script sends something; null for none.</summary>
    public string? Connects { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ContentLanguage = context.Language.Tag();
        headers.ContentSecurityPolicy = Policy;
        // Where something went wrong, the next attempt asks again.
        if (Status >= StatusCodes.Status400BadRequest) headers.CacheControl = "no-store";
        var parameters = new Dictionary<string, object?>
        {
            [nameof(PageBase<TModel>.Page)] = context,
            [nameof(PageBase<TModel>.Model)] = model,
        };
        return new RazorComponentResult<TPage>(parameters) { StatusCode = Status, PreventStreamingRendering = true }
            .ExecuteAsync(httpContext);
    }
}
