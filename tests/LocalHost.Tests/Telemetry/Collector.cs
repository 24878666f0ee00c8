using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests.Telemetry;

/// <summary>An OTLP collector over HTTP that keeps what it is sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication web;

    private Collector(WebApplication web) => this.web = web;

    public string Address => web.Urls.Single();

    /// <summary>Bodies are protobuf: texts stand in them as they are.</summary>
    public ConcurrentQueue<(string Path, string Body)> Received { get; } = [];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector.web.Urls.Add("http://127.0.0.1:0");
        ((IApplicationBuilder)collector.web).Run(collector.KeepAsync);
        await collector.web.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public async ValueTask DisposeAsync() => await web.DisposeAsync();

    private async Task KeepAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.Latin1);
        Received.Enqueue((http.Request.Path, await reader.ReadToEndAsync(http.RequestAborted)));
    }
}
