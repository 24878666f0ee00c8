using FunctionsApp.People;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionsApp.Programmes.Guides;

/// <summary>Brings the published guides up to date before a function that may ask the catalogue.</summary>
/// <remarks>The public's functions that do ask it refresh by themselves, so that health and assets need no storage.</remarks>
public sealed class GuidesMiddleware(GuideRegister guides) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (PeopleMiddleware.Asks(context)) await guides.RefreshAsync(context.CancellationToken);
        await next(context);
    }
}
