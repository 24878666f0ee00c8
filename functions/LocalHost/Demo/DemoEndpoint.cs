using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalHost.Demo;

/// <summary>Another system's endpoint on this machine: answers the challenge, and takes what is sent to it.</summary>
public sealed class DemoEndpoint : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentQueue<string> taken = new();

    private DemoEndpoint(WebApplication server) => this.server = server;

    public Uri Address => new($"{server.Urls.Single()}/warnings");

    /// <summary>Each request's <c>webhook-id</c>.</summary>
    public IReadOnlyCollection<string> Taken => taken;

    public static async Task<DemoEndpoint> StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var endpoint = new DemoEndpoint(server);
        server.MapPost("/warnings", endpoint.TakeAsync);
        await server.StartAsync(cancellation);
        return endpoint;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        if (body?["challenge"]?.GetValue<string>() is { } challenge) return Results.Json(new { challenge });
        taken.Enqueue(request.Headers["webhook-id"].ToString());
        return Results.NoContent();
    }
}
