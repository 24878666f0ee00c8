using LocalHost.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;

namespace LocalHost.Tests.Functions;

public sealed class FunctionCatalogueTests
{
    [Fact]
    public void Of_StaticAndInstanceMethods_FindsBothByName()
    {
        var found = FunctionCatalogue.Of([typeof(Sound), typeof(SoundStatic)]);

        Assert.Equal(["Hello", "Tick"], found.All.Select(function => function.Name));
        Assert.IsType<HttpTriggerAttribute>(found.All[0].Trigger);
        Assert.Equal("httpTrigger", found.All[0].Definition.InputBindings["request"].Type);
    }

    [Theory]
    [InlineData(typeof(NoTrigger), "no parameter has a trigger")]
    [InlineData(typeof(TwoTriggers), "more than one parameter")]
    [InlineData(typeof(UnknownTrigger), "does not know the trigger StrangeTriggerAttribute")]
    [InlineData(typeof(WrongTriggerType), "cannot give parameter timer a String")]
    [InlineData(typeof(UnknownRouteValue), "nothing gives parameter other (String) a value")]
    [InlineData(typeof(RouteValueThatIsNoText), "nothing gives parameter id (Int32) a value")]
    [InlineData(typeof(WrongResult), "returns IResult")]
    [InlineData(typeof(NoRoute), "names its methods and its route")]
    [InlineData(typeof(TimerOnStartup), "runs at its ticks")]
    [InlineData(typeof(InstanceOrchestrator), "must be static")]
    public void Of_MethodThatCannotBeServed_SaysWhichAndWhy(Type type, string reason)
    {
        var refused = Assert.Throws<LocalHostException>(() => FunctionCatalogue.Of([type]));

        Assert.Contains(reason, refused.Message);
        Assert.Contains($"Bad ({type.Name}.Run)", refused.Message);
    }

    [Fact]
    public void Of_NamesThatDifferByCaseOnly_NamesBothPlaces()
    {
        var refused = Assert.Throws<LocalHostException>(() => FunctionCatalogue.Of([typeof(Sound), typeof(SameName)]));

        Assert.Contains("Sound.Get", refused.Message);
        Assert.Contains("SameName.Run", refused.Message);
    }

    private sealed class StrangeTriggerAttribute : TriggerBindingAttribute;

    private sealed class Sound
    {
        [Function("Hello")]
        public IResult Get([HttpTrigger("get", Route = "hello/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
            Results.Ok((id, cancellation));
    }

    private static class SoundStatic
    {
        [Function("Tick")]
        public static Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer) => Task.FromResult(timer);
    }

    private sealed class SameName
    {
        [Function("HELLO")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;
    }

    private sealed class NoTrigger
    {
        [Function("Bad")]
        public void Run(HttpRequest request) => _ = request;
    }

    private sealed class TwoTriggers
    {
        [Function("Bad")]
        public void Run([HttpTrigger] HttpRequest request, [TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = (request, timer);
    }

    private sealed class UnknownTrigger
    {
        [Function("Bad")]
        public void Run([StrangeTrigger] string value) => _ = value;
    }

    private sealed class WrongTriggerType
    {
        [Function("Bad")]
        public void Run([TimerTrigger("0 * * * * *")] string timer) => _ = timer;
    }

    private sealed class UnknownRouteValue
    {
        [Function("Bad")]
        public IResult Run([HttpTrigger("get", Route = "x/{id}")] HttpRequest request, string other) => Results.Ok((request, other));
    }

    private sealed class RouteValueThatIsNoText
    {
        [Function("Bad")]
        public IResult Run([HttpTrigger("get", Route = "x/{id}")] HttpRequest request, int id) => Results.Ok((request, id));
    }

    private sealed class WrongResult
    {
        [Function("Bad")]
        public string Run([HttpTrigger("get", Route = "x")] HttpRequest request) => request.Path;
    }

    private sealed class NoRoute
    {
        [Function("Bad")]
        public IResult Run([HttpTrigger("get")] HttpRequest request) => Results.Ok(request);
    }

    private sealed class TimerOnStartup
    {
        [Function("Bad")]
        public void Run([TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer) => _ = timer;
    }

    private sealed class InstanceOrchestrator
    {
        [Function("Bad")]
        public Task Run([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context);
    }
}
