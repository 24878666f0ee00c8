using System.Collections.Concurrent;
using FunctionsApp;
using LocalHost.Durable;
using LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Fixtures;

/// <summary>A city on the machine's clock that records which functions failed, and which met a failing durable client.</summary>
public sealed class CityWithRecordedFunctions : CityUnderTest
{
    private readonly Recorder recorder = new();
    private readonly ConcurrentQueue<string> met = new();

    public CityWithRecordedFunctions() => Options = Options with
    {
        VirtualStart = null,
        // So that experts are asked for it, too.
        Settings = new Dictionary<string, string?>(Options.Settings) { ["Panels:RequiresAgreement"] = "true" },
        Configure = builder =>
        {
            builder.Services.AddSingleton(recorder);
            builder.AddApp();
        },
        Middleware = [typeof(Recorder), .. AppComposition.Middleware],
    };

    /// <summary>Functions one of whose invocations failed: a message was abandoned, a blob's try or a tick lost.</summary>
    public IReadOnlyCollection<string> Failed => recorder.Failed;

    /// <summary>Calls of the durable client that failed in a function.</summary>
    public int MetBy(string function) => met.Count(name => name == function);

    private ClientOutage Outage => App.Services.GetRequiredService<DurableEngine>().ClientOutage;

    /// <summary>From now on the durable client fails.</summary>
    public void BeginDurableOutage()
    {
        Outage.Met += () => met.Enqueue(Recorder.Running.Value ?? "");
        Outage.Begin();
    }

    public void EndDurableOutage() => Outage.End();

    /// <summary>Runs a function, as its tick does; returns before it has ended.</summary>
    public Task BeginTickAsync(string function)
    {
        var (descriptor, _) = App.Functions.With<TimerTriggerAttribute>().Single(pair => pair.Function.Name == function);
        var invoker = App.Services.GetRequiredService<FunctionInvoker>();
        return Task.Run(() => invoker.InvokeAsync(descriptor, new Invocation(new TimerInfo()), TestContext.Current.CancellationToken));
    }

    private sealed class Recorder : IFunctionsWorkerMiddleware
    {
        public static readonly AsyncLocal<string?> Running = new();

        public ConcurrentQueue<string> Failed { get; } = new();

        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            Running.Value = context.FunctionDefinition.Name;
            try
            {
                await next(context);
            }
            catch
            {
                // An activity's failure is its orchestration's to repeat.
                if (context.FunctionDefinition.InputBindings.Values.All(binding => binding.Type != "activityTrigger")) Failed.Enqueue(context.FunctionDefinition.Name);
                throw;
            }
        }
    }
}
