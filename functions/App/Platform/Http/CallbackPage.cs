using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>
/// A small page behind a mailed link: no script, nothing loaded from anywhere, never cached, its address never passed on.
/// </summary>
/// <param name="Title">Plain text.</param>
/// <param name="Body">HTML; every value in it encoded by <see cref="Encode"/>.</param>
public sealed partial record CallbackPage(Language Language, string Title, string Body) : IResult
{
    private const string Style = """
        *{box-sizing:border-box}
        body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1b1f24;background:#f4f6f8;margin:0}
        main{max-width:44rem;margin:2rem auto;padding:2rem;background:#fff;border:1px solid #dde2e8;border-radius:8px;overflow-wrap:anywhere}
        h1{font-size:1.4rem;line-height:1.35;margin:0 0 1rem}h2{font-size:1rem;margin:1.5rem 0 .5rem}p{margin:.5rem 0}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}dt{color:#5b6673}dd{margin:0}
        ul{margin:0;padding-left:1.2rem}a{color:#1d4f91}.quiet{color:#5b6673;font-size:.9rem}
        section{border-left:3px solid #dde2e8;padding-left:1rem;margin:1rem 0}section h2{margin-top:0}
        form{margin-top:1.25rem}fieldset{min-width:0;border:1px solid #dde2e8;border-radius:6px;margin:1rem 0;padding:.75rem 1rem}legend{font-weight:600;padding:0 .4rem}
        label{display:block;margin:.3rem 0}input[type=radio]{width:1.1rem;height:1.1rem;vertical-align:-.15rem;margin:0 .4rem 0 0}
        textarea,input[type=text],input[type=date],select{width:100%;font:inherit;padding:.4rem;border:1px solid #8a96a3;border-radius:4px;background:#fff;color:inherit}
        form:not(:has([value=Return]:checked)) .items{display:none}
        .actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.25rem}
        button{font:inherit;font-weight:600;background:#1d4f91;color:#fff;border:1px solid #1d4f91;border-radius:4px;padding:.6rem 1.4rem;cursor:pointer}
        a.button{display:inline-block;font-weight:600;background:#1d4f91;color:#fff;border-radius:4px;padding:.6rem 1.4rem;text-decoration:none}
        .fault{border:1px solid #a3231a;border-left-width:4px;border-radius:4px;padding:.5rem 1rem;margin:0 0 1rem;background:#fdf3f2}
        blockquote{margin:.25rem 0 .75rem;padding-left:1rem;border-left:3px solid #dde2e8;white-space:pre-line}
        button.other{background:#fff;color:#a3231a;border-color:#a3231a}
        button.plain{background:#fff;color:#1d4f91}.field{margin:1.25rem 0}.field label{font-weight:600}fieldset label{font-weight:400}
        .wrong{color:#a3231a;font-weight:600;margin:.2rem 0}.errors{border:2px solid #a3231a;border-radius:6px;padding:.25rem 1rem .75rem;margin:1rem 0}.errors h2{margin-top:.5rem}.errors a{color:#a3231a}
        .notice{border-left:4px solid #2b7a3d;padding-left:.75rem}[aria-invalid=true]{border-color:#a3231a!important}.answers dd{white-space:pre-wrap}
        .scroll{overflow-x:auto;position:relative}table{border-collapse:collapse;width:100%;margin:.5rem 0}caption{text-align:left;font-weight:600}th,td{text-align:left;vertical-align:top;padding:.3rem .4rem;border-bottom:1px solid #dde2e8;min-width:6rem}
        td button.plain{padding:.3rem .6rem;white-space:nowrap}.hidden{position:absolute;width:1px;height:1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        a:focus-visible,button:focus-visible,input:focus-visible,textarea:focus-visible,select:focus-visible{outline:3px solid #b35c00;outline-offset:2px}
        @media(max-width:40rem){main{margin:0;padding:1.25rem;border:0;border-radius:0;min-height:100vh}dl{display:block}dd{margin:0 0 .5rem}.actions button{width:100%}label{padding:.15rem 0}}
        """;

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public int Status { get; init; } = StatusCodes.Status200OK;

    public static string Encode(string? value) => Html.Encode(value ?? "");

    /// <summary>Whether the caller is a browser that shows pages; others get JSON.</summary>
    public static bool IsWanted(HttpRequest request) => request.WantsPage();

    /// <summary>Keeps the link of this request private, whatever is answered.</summary>
    public static void Seal(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        // Not no-referrer: with it browsers send forms with "Origin: null", and the form's origin is checked.
        response.Headers["Referrer-Policy"] = "same-origin";
    }

    /// <summary>A name and its value, for a dl.</summary>
    public static string Row(string name, string value) => $"<dt>{Encode(name)}</dt><dd>{Encode(value)}</dd>";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = Form().Replace(Body, form => form.Value + Proof(httpContext));
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var response = httpContext.Response;
        Seal(response);
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentLanguage = Language.Tag();
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        return response.WriteAsync($"""
            <!doctype html>
            <html lang="{Language.Tag()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(Title)}</title><style nonce="{nonce}">{Style}</style></head>
            <body><main><h1>{Encode(Title)}</h1>{body}</main></body></html>
            """);
    }

    /// <summary>Of each form: that it was shown here, see <see cref="FormBody"/>.</summary>
    private static string Proof(HttpContext http)
    {
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        return $"""<input type="hidden" name="{tokens.FormFieldName}" value="{Encode(tokens.RequestToken)}">""";
    }

    [GeneratedRegex("<form method=\"post\"[^>]*>")]
    private static partial Regex Form();
}
