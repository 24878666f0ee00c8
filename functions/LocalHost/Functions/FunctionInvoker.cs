using System.Reflection;
using LocalHost.Telemetry;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Functions;

/// <summary>Runs a function once: middleware, then binding, then the method, in a scope of services.</summary>
/// <param name="middleware">Types, outermost first; each is a singleton service, as in the worker.</param>
public sealed class FunctionInvoker(IServiceScopeFactory scopes, IReadOnlyList<Type> middleware)
{
    /// <summary>The function's result; null when it has none or a middleware kept it from running. Its exceptions pass through.</summary>
    public async Task<object?> InvokeAsync(FunctionDescriptor function, Invocation call, CancellationToken cancellation)
    {
        if (call.Http is { } http) return await RunAsync(function, call, http.RequestServices, cancellation);

        await using var scope = scopes.CreateAsyncScope();
        return await RunAsync(function, call, scope.ServiceProvider, cancellation);
    }

    private async Task<object?> RunAsync(FunctionDescriptor function, Invocation call, IServiceProvider services, CancellationToken cancellation)
    {
        var context = new LocalFunctionContext(function.Definition, call, services, cancellation);
        FunctionExecutionDelegate run = async _ => context.Result = await ExecuteAsync(function, call, context);
        foreach (var type in middleware.Reverse())
        {
            var next = run;
            run = current => ((IFunctionsWorkerMiddleware)current.InstanceServices.GetRequiredService(type)).Invoke(current, next);
        }

        using var span = HostSpans.Function(function, context.InvocationId);
        try
        {
            await run(context);
        }
        catch (Exception failure) when (span.Failed(failure))
        {
            // Never: the failure passes by.
        }

        return context.Result;
    }

    private static async Task<object?> ExecuteAsync(FunctionDescriptor function, Invocation call, LocalFunctionContext context)
    {
        var arguments = new object?[function.Parameters.Count];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = function.Parameters[i](call, context);

        var instance = function.Method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, function.Method.DeclaringType!);
        return await function.Result.WaitAsync(function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }
}
