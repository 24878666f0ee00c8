using FunctionsApp;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>
/// A city with public notices in which each look after a notice is made twice: the worker dies after the first, when all is committed and
/// sent, and nothing of it is answered.
/// </summary>
public sealed class CityWithForgetfulWorker : CityUnderTest
{
    private readonly Deaths deaths = new();

    public CityWithForgetfulWorker() => Options = Options with
    {
        Configure = builder =>
        {
            builder.Services.AddSingleton(deaths);
            builder.Services.AddSingleton(CityWithNotices.Catalogue());
            builder.AddApp();
        },
        Middleware = [typeof(Deaths), .. AppComposition.Middleware],
    };

    /// <summary>How often a worker died.</summary>
    public int Died => deaths.Count;

    private sealed class Deaths : IFunctionsWorkerMiddleware
    {
        private const string Activity = "CheckNoticeActivity";
        private int looks;

        public int Count => (looks + 1) / 2;

        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            await next(context);
            if (context.FunctionDefinition.Name == Activity && Interlocked.Increment(ref looks) % 2 == 1)
            {
                throw new InvalidOperationException("The worker died.");
            }
        }
    }
}
