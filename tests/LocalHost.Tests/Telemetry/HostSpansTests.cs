using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace LocalHost.Tests.Telemetry;

[Collection(Traced.Tests)]
public sealed class HostSpansTests(TestStorage storage)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_IsNamedByMethodAndRoute_AndItsInvocationIsItsChild()
    {
        using var traced = new Traced();
        await using var app = await StartAsync();
        using var client = app.Client();

        using var answer = await SendAsync(traced, client, "GET", "api/things/7?token=secret");
        await traced.UntilAsync(2);

        Assert.Equal("GET api/things/{id} Server\n  function Things Internal", traced.Tree());
        var request = Assert.Single(traced.Spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal(
            [("http.request.method", "GET"), ("http.response.status_code", "204"), ("http.route", "api/things/{id}"), ("url.scheme", "http")],
            request.TagObjects.Select(tag => (tag.Key, $"{tag.Value}")).Order());
    }

    [Theory]
    [InlineData("GET", "api/unknown/lin", "GET")]
    [InlineData("BREW", "api/things/7", "_OTHER")]
    public async Task Request_OfNoFunction_IsNamedByItsMethodAlone(string method, string path, string name)
    {
        using var traced = new Traced();
        await using var app = await StartAsync();
        using var client = app.Client();

        using var answer = await SendAsync(traced, client, method, path);
        await traced.UntilAsync(1);

        var request = Assert.Single(traced.Spans);
        Assert.Equal(name, request.DisplayName);
        Assert.DoesNotContain(request.TagObjects, tag => $"{tag.Value}".Contains("lin") || $"{tag.Value}".Contains("BREW"));
    }

    [Fact]
    public async Task Request_ThatFails_IsMarkedByKindAlone()
    {
        using var traced = new Traced();
        await using var app = await StartAsync();
        using var client = app.Client();

        using var answer = await SendAsync(traced, client, "GET", "api/fails");
        await traced.UntilAsync(2);

        Assert.Equal(2, traced.Spans.Count(span => span.Status == ActivityStatusCode.Error));
        Assert.DoesNotContain(traced.Spans, span => span.TagObjects.Any(tag => $"{tag.Value}".Contains("secret")) || span.StatusDescription is not null);
    }

    [Fact]
    public async Task Timer_BeginsATraceOfItsOwn()
    {
        using var traced = new Traced();
        await using var app = await StartAsync();

        await app.Host.Clock!.AdvanceAsync(TimeSpan.FromHours(2), Cancellation);

        var ticks = traced.OfAnyTrace("function SpansTick");
        Assert.Equal(2, ticks.Count);
        Assert.Equal(2, ticks.Select(tick => tick.TraceId).Append(traced.Request.TraceId).Distinct().Count() - 1);
        Assert.All(ticks, tick => Assert.Equal(default, tick.ParentSpanId));
        Assert.All(ticks, tick => Assert.Equal("timer", tick.GetTagItem("faas.trigger")));
    }

    /// <summary>As from another process: the trace is in the header alone.</summary>
    private static Task<HttpResponseMessage> SendAsync(Traced traced, HttpClient client, string method, string path)
    {
        Activity.Current = null;
        return client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "traceparent", traced.Request.Id } } }, Cancellation);
    }

    private async Task<TestApp> StartAsync() => await TestApp.StartAsync(await storage.SettingsAsync(), [typeof(Functions)]);

    private sealed class Functions
    {
        [Function("Things")]
        public IResult Things([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}")] HttpRequest request, string id) => Results.NoContent();

        [Function("Fails")]
        public IResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request) => throw new InvalidOperationException("secret");

        [Function("SpansTick")]
        public void Tick([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
        }
    }
}
