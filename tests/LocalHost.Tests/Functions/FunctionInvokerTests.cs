using LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Tests.Functions;

public sealed class FunctionInvokerTests
{
    private readonly List<string> log = [];

    [Fact]
    public async Task Invoke_TwoMiddlewares_RunOutermostFirstAroundTheFunction()
    {
        var result = await InvokeAsync("Sum", 20, typeof(Outer), typeof(Inner));

        Assert.Equal(21, result);
        Assert.Equal(["outer of Sum", "inner", "sum", "inner done", "outer done", "scope ended"], log);
    }

    [Fact]
    public async Task Invoke_MiddlewareThatDoesNotGoOn_KeepsTheFunctionFromRunning()
    {
        Assert.Null(await InvokeAsync("Sum", 1, typeof(Stop)));
        Assert.DoesNotContain("sum", log);
    }

    [Fact]
    public async Task Invoke_ResultWithoutTask_IsTheResult() => Assert.Equal(7, await InvokeAsync("Value", 7));

    [Fact]
    public async Task Invoke_FunctionThatThrows_PassesItsOwnException() =>
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => InvokeAsync("Throws", 1));

    private async Task<object?> InvokeAsync(string name, int input, params Type[] middleware)
    {
        var services = new ServiceCollection().AddSingleton(log).AddScoped<Scoped>();
        foreach (var type in middleware) services.AddSingleton(type);
        await using var provider = services.BuildServiceProvider();
        var function = FunctionCatalogue.Of([typeof(Sums)]).All.Single(one => one.Name == name);
        return await new FunctionInvoker(provider.GetRequiredService<IServiceScopeFactory>(), middleware)
            .InvokeAsync(function, new Invocation(input), TestContext.Current.CancellationToken);
    }

    private sealed class Scoped(List<string> log) : IDisposable
    {
        public void Dispose() => log.Add("scope ended");
    }

    private sealed class Sums(Scoped scoped, List<string> log)
    {
        [Function("Sum")]
        public async Task<int> SumAsync([ActivityTrigger] int number)
        {
            await Task.Yield();
            Assert.NotNull(scoped);
            log.Add("sum");
            return number + 1;
        }

        [Function("Value")]
        public int Value([ActivityTrigger] int number) => number;

        [Function("Throws")]
        public int Throws([ActivityTrigger] int number) => throw new InvalidTimeZoneException($"{number}");
    }

    private sealed class Outer(List<string> log) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            log.Add($"outer of {context.FunctionDefinition.Name}");
            await next(context);
            log.Add("outer done");
        }
    }

    private sealed class Inner(List<string> log) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            log.Add("inner");
            await next(context);
            log.Add("inner done");
        }
    }

    private sealed class Stop : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => Task.CompletedTask;
    }
}
