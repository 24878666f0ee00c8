using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Tests.Http;

public sealed class HttpFunctionsTests(TestStorage storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_RouteValues_ReachTheirParameters()
    {
        await using var app = await StartAsync();
        using var client = app.Client();

        Assert.Equal("7 北京 sameContext", await client.GetFromJsonAsync<string>("api/things/7/北京", Cancellation));
    }

    [Fact]
    public async Task Request_WithABody_ReachesTheFunction()
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        using var answer = await client.PutAsync("api/plain", new StringContent("hello"), Cancellation);

        Assert.Equal("PUT hello", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("POST", "api/things/7/x", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "api/things/seven/x", HttpStatusCode.NotFound)]
    [InlineData("GET", "api/none", HttpStatusCode.NotFound)]
    [InlineData("PUT", "plain", HttpStatusCode.NotFound)]
    [InlineData("GET", "api/fails", HttpStatusCode.InternalServerError)]
    public async Task Request_ThatCannotBeServed_IsAProblemWithoutInsides(string method, string path, HttpStatusCode status)
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);
        var problem = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, JsonDocument.Parse(problem).RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain("secret", problem);
    }

    /// <summary>As the Functions host: above its limit no function sees the request.</summary>
    [Theory]
    [InlineData(104_857_600, "HTTP/1.1 100 ")]
    [InlineData(104_857_601, "HTTP/1.1 413 ")]
    public async Task Request_WithABody_IsTakenUpToTheHostsLimit(long length, string answer)
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port, Cancellation);
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT /api/plain HTTP/1.1\r\nHost: {client.BaseAddress.Authority}\r\nContent-Length: {length}\r\nExpect: 100-continue\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(tcp.GetStream());

        Assert.StartsWith(answer, await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task Request_LongQuery_ReachesTheFunction()
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        using var answer = await client.GetAsync($"api/fine?name={new string('a', 4_000)}", Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Request_StartsOrchestration_WhichCallsAnActivity()
    {
        await using var app = await StartAsync();
        using var client = app.Client();
        var id = await client.GetFromJsonAsync<string>("api/double/21", Cancellation);
        await app.IdleAsync();
        var done = await app.Host.Durable.GetInstanceAsync(id!, getInputsAndOutputs: true, Cancellation);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done!.RuntimeStatus);
        Assert.Equal(42, done.ReadOutputAs<int>());
    }

    /// <summary>As the Functions host: by name, whatever the case; an exact route does not win by being exact.</summary>
    [Theory]
    [InlineData("GET", "api/exact", "between")]
    [InlineData("GET", "api/other", "between")]
    [InlineData("PUT", "api/exact", "last")]
    [InlineData("GET", "api/first", "first")]
    public async Task Request_SeveralRoutesMatch_TheFirstNameIsTaken(string method, string path, string answered)
    {
        await using var app = await TestApp.StartAsync(await storage.SettingsAsync(), [typeof(Ordered)]);
        using var client = app.Client();
        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);

        Assert.Equal($"\"{answered}\"", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Start_TwoFunctionsOnOneRoute_NamesBoth()
    {
        var settings = await storage.SettingsAsync();
        var refused = await Assert.ThrowsAsync<LocalHostException>(() => TestApp.StartAsync(settings, [typeof(SameRoute)]));

        Assert.Equal("GET /api/same is claimed by First and by Second.", refused.Message);
    }

    private async Task<TestApp> StartAsync() => await TestApp.StartAsync(
        await storage.SettingsAsync(),
        [typeof(HttpFunctionClass), typeof(Doubling)],
        change: options => options with { Middleware = [typeof(Marking)] });

    /// <summary>Takes the request as App's middleware does.</summary>
    private sealed class Marking : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            if (context.GetHttpContext() is { } http) http.Items["seen"] = "sameContext";
            return next(context);
        }
    }

    private sealed class Ordered
    {
        [Function("A_First")]
        public static IResult First([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "first")] HttpRequest request) =>
            Answer(request, "first");

        [Function("b_Between")]
        public static IResult Between([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{*path}")] HttpRequest request) =>
            Answer(request, "between");

        [Function("C_Exact")]
        public static IResult Exact([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "exact")] HttpRequest request) =>
            Answer(request, "exact");

        [Function("Z_Last")]
        public static IResult Last([HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "{*rest}")] HttpRequest request) =>
            Answer(request, "last");

        private static IResult Answer(HttpRequest request, string text) => request.Path.HasValue ? Results.Json(text) : Results.NotFound();
    }

    private sealed class HttpFunctionClass
    {
        [Function("Things")]
        public IResult Get([HttpTrigger("get", Route = "things/{id:int}/{name}")] HttpRequest request, string id, string name) =>
            Results.Json($"{id} {name} {request.HttpContext.Items["seen"]}");

        [Function("Plain")]
        public async Task<IResult> PlainAsync([HttpTrigger("put", Route = "plain")] HttpRequest request, CancellationToken cancellation)
        {
            using var reader = new StreamReader(request.Body);
            return Results.Text($"{request.Method} {await reader.ReadToEndAsync(cancellation)}");
        }

        [Function("Fine")]
        public IResult Fine([HttpTrigger("get", Route = "fine")] HttpRequest request) => Results.Text(request.Path);

        [Function("Fails")]
        public IResult Fail([HttpTrigger("get", Route = "fails")] HttpRequest request) => throw new InvalidOperationException($"secret {request.Path}");

        [Function("Double")]
        public async Task<IResult> DoubleAsync(
            [HttpTrigger("get", Route = "double/{number:int}")] HttpRequest request,
            string number,
            [DurableClient] DurableTaskClient durable,
            CancellationToken cancellation) =>
            Results.Json(await durable.ScheduleNewOrchestrationInstanceAsync("DoubleOrchestrator", int.Parse(number), cancellation));
    }

    private static class Doubling
    {
        [Function("DoubleOrchestrator")]
        public static Task<int> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, int number) =>
            context.CallActivityAsync<int>("DoubleActivity", number);

        [Function("DoubleActivity")]
        public static int Double([ActivityTrigger] int number) => number * 2;
    }

    private static class SameRoute
    {
        [Function("First")]
        public static IResult First([HttpTrigger("get", Route = "same")] HttpRequest request) => Results.Ok(request.Path);

        [Function("Second")]
        public static IResult Second([HttpTrigger("get", Route = "same")] HttpRequest request) => Results.Ok(request.Path);
    }
}
