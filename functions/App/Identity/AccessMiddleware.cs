using System.Collections.Frozen;
using System.Reflection;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionsApp.Identity;

/// <summary>Admits a caller to an HTTP function by its <see cref="AccessAttribute"/>; a function without one admits no caller.</summary>
public sealed class AccessMiddleware(ForeignPage foreignPage, Refusals refusals) : IFunctionsWorkerMiddleware
{
    private static readonly FrozenSet<string> Methods = FrozenSet.Create("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static readonly FrozenDictionary<string, AccessAttribute> Rules = TriggeredMethod.In(typeof(AccessMiddleware).Assembly)
        .Where(function => function.Method.IsDefined(typeof(AccessAttribute)))
        .ToFrozenDictionary(function => function.Name, function => function.Method.GetCustomAttribute<AccessAttribute>()!);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var function = context.FunctionDefinition.Name;
        try
        {
            Admit(http, Rules.GetValueOrDefault(function));
            await next(context);
        }
        catch (ProblemException refused) when (refused.Refusal is not null)
        {
            refusals.Note(refused.Refusal.Value, Method(http.Request), HttpRoute.Find(function)?.Template ?? function, refused.Type);
            throw;
        }
    }

    private void Admit(HttpContext http, AccessAttribute? rule)
    {
        if (foreignPage.Made(http.Request)) throw IdentityProblems.ForeignSite.With();
        var caller = ClientPrincipal.Read(http.Request.Headers);
        if (rule?.Audience != Audience.Anyone) http.Request.VariesByCaller();
        if (rule is null || !rule.Admits(caller)) throw caller is not null ? IdentityProblems.NotAllowed.With()
            : IdentityProblems.NotSignedIn(http.Request.Headers.ContainsKey(ClientPrincipal.Header));
        // What anyone may read is kept by caches, and asked for again each time; what someone reads as oneself is kept by none.
        if (caller is null) http.Response.Headers.CacheControl = "public, no-cache";
        http.Features.Set(caller);
    }

    /// <summary>A method that does not exist could be any text.</summary>
    private static string Method(HttpRequest request) => Methods.Contains(request.Method) ? request.Method : "other";
}
