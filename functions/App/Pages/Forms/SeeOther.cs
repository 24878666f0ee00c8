using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Pages.Forms;

/// <summary>Leads on to another page after a form was taken: a browser that reloads it does not send the form again.</summary>
/// <param name="address">Path with its leading slash.</param>
public sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
