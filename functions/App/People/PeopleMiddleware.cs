using FunctionsApp.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionsApp.People;

/// <summary>Brings the staff directory up to date before a function that may ask it.</summary>
/// <remarks>An orchestrator may await nothing of its own; the public is answered without the directory.</remarks>
public sealed class PeopleMiddleware(PeopleRegister register) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (Asks(context)) await register.RefreshAsync(context.CancellationToken);
        await next(context);
    }

    internal static bool Asks(FunctionContext context) => context.GetHttpContext() is { } http
        ? http.Features.Get<Caller>() is not null
        : context.FunctionDefinition.InputBindings.Values.All(binding => binding.Type != "orchestrationTrigger");
}
