using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionsApp.Platform.Http;

/// <summary>Refuses bodies that the function does not take, by type or encoding, before it reads any of them.</summary>
public sealed class MediaMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && HasBody(http.Request.Method)
            && HttpRoute.Find(context.FunctionDefinition.Name)?.Operation is { } operation)
        {
            RequestMedia.Require(http.Request, operation);
        }

        return next(context);
    }

    private static bool HasBody(string method) => HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method);
}
