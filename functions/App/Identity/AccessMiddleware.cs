using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionsApp.Identity;

/// <summary>Admits a caller to an HTTP function by its <see cref="AccessAttribute"/>; a function without one admits no caller.</summary>
public sealed class AccessMiddleware : IFunctionsWorkerMiddleware
{
    private static readonly FrozenDictionary<string, AccessAttribute> Rules = typeof(AccessMiddleware).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FunctionAttribute)) && method.IsDefined(typeof(AccessAttribute)))
        .ToFrozenDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name, method =>
            method.GetCustomAttribute<AccessAttribute>()!);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http) return next(context);

        if (IsForged(http.Request)) throw IdentityProblems.ForeignSite.With();
        var caller = ClientPrincipal.Read(http.Request.Headers);
        var rule = Rules.GetValueOrDefault(context.FunctionDefinition.Name);
        if (rule is null || !rule.Admits(caller)) throw (caller is null
            ? IdentityProblems.SignInRequired : IdentityProblems.NotAllowed).With();

        http.Features.Set(caller);
        return next(context);
    }

    // The sign-in's cookie is also sent with requests of another site's page. Every browser states the page's site, which no page can
    // change; programs state none.
    private static bool IsForged(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
