using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FunctionsApp.Shared;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Reviews;

/// <summary>A small page behind a mailed link: no script, nothing loaded from anywhere, never cached, its address never passed on.</summary>
/// <param name="Title">Plain text.</param>
/// <param name="Body">HTML; every value in it encoded by <see cref="Encode"/>.</param>
public sealed record CallbackPage(Language Language, string Title, string Body) : IResult
{
    private const string Style = """
        body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#1b1f24;background:#f4f6f8;margin:0}
        main{max-width:44rem;margin:2rem auto;padding:2rem;background:#fff;border:1px solid #dde2e8;border-radius:8px}
        h1{font-size:1.4rem;margin:0 0 1rem}h2{font-size:1rem;margin:1.5rem 0 .5rem}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}dt{color:#5b6673}dd{margin:0}
        ul{margin:0;padding-left:1.2rem}a{color:#1d4f91}
        fieldset{border:1px solid #dde2e8;border-radius:6px;margin:1rem 0;padding:.75rem 1rem}legend{font-weight:600;padding:0 .4rem}
        label{display:block;margin:.3rem 0}textarea,input[type=text]{width:100%;box-sizing:border-box;font:inherit;padding:.4rem;border:1px solid #b8c1cc;border-radius:4px}
        form:not(:has([value=Return]:checked)) .items{display:none}
        button{font:inherit;background:#1d4f91;color:#fff;border:0;border-radius:4px;padding:.6rem 1.4rem}
        """;

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public int Status { get; init; } = StatusCodes.Status200OK;

    public static string Encode(string? value) => Html.Encode(value ?? "");

    /// <summary>Whether the caller is a browser that shows pages; others get JSON.</summary>
    public static bool IsWanted(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs a callback and keeps its link private; a problem becomes a page where pages are wanted.</summary>
    public static async Task<IResult> AnswerAsync(HttpRequest request, Func<Language, Task<IResult>> answer)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        var language = request.PreferredLanguage();
        try
        {
            return await answer(language);
        }
        catch (ProblemException problem) when (IsWanted(request))
        {
            var detail = problem.Detail is { } text ? $"<p>{Encode(text.In(language))}</p>" : "";
            return new CallbackPage(language, problem.Type.Title.In(language), $"{detail}<p>{Encode(problem.Type.Remedy.In(language))}</p>") { Status = problem.Type.Status };
        }
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentLanguage = Language.Tag();
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WriteAsync($"""
            <!doctype html>
            <html lang="{Language.Tag()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(Title)}</title><style nonce="{nonce}">{Style}</style></head>
            <body><main><h1>{Encode(Title)}</h1>{Body}</main></body></html>
            """);
    }
}
