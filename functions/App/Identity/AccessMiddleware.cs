using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionsApp.Identity;

/// <summary>Admits a caller to an HTTP function by its <see cref="AccessAttribute"/>; without one, nobody.</summary>
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

    // The sign-in's cookie also goes with what another site's page sends. Every browser says whose page it is, and no page can change
    // that; programs say nothing.
    private static bool IsForged(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
