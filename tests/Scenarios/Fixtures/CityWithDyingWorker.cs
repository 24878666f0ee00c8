using FunctionsApp;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>
/// A city in which a function may fail at every delivery, as one does whose worker dies: its messages end as dead letters.
/// </summary>
public sealed class CityWithDyingWorker : CityUnderTest
{
    private readonly Death death = new();

    public CityWithDyingWorker() => Options = Options with
    {
        Configure = builder =>
        {
            builder.Services.AddSingleton(death);
            builder.AddApp();
        },
        Middleware = [typeof(Death), .. AppComposition.Middleware],
    };

    /// <summary>The function that fails; null for none.</summary>
    public string? Dying
    {
        get => death.Of;
        set => death.Of = value;
    }

    private sealed class Death : IFunctionsWorkerMiddleware
    {
        public string? Of { get; set; }

        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
            context.FunctionDefinition.Name == Of ? throw new InvalidOperationException("The worker died.") : next(context);
    }
}
