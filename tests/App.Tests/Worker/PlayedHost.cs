using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace App.Tests.Worker;

/// <summary>The Functions host's end of the worker protocol, and a storage whose tables are empty, on free ports of loopback.</summary>
internal sealed class PlayedHost : IAsyncDisposable
{
    /// <summary>Bytes before a gRPC message: a flag, then the length.</summary>
    private const int Prefix = 5;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> asked = new();
    private readonly Channel<JsonObject> outgoing = Channel.CreateUnbounded<JsonObject>();
    private readonly TaskCompletionSource<string> connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> logged = new();
    private readonly WebApplication server;

    private PlayedHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // One request that lasts as long as the worker.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http1);
        });
        server = builder.Build();
        server.MapPost("/AzureFunctionsRpcMessages.FunctionRpc/EventStream", StreamAsync);
        server.MapGet("/{table}()", () => Results.Text("""{"value":[]}""", "application/json;odata=minimalmetadata"));
    }

    /// <summary>Where a worker connects.</summary>
    public Uri Rpc => new(server.Urls.First());

    /// <summary>Address of the empty table storage.</summary>
    public Uri Tables => new(server.Urls.Last());

    /// <summary>The id that the connected worker gives.</summary>
    public Task<string> Connected => connected.Task;

    /// <summary>Completes when the worker's host has started. It connects before that, and its HTTP server may not listen yet.</summary>
    public Task Started => started.Task;

    /// <summary>What the worker has logged to the host.</summary>
    public IEnumerable<string> Logged => logged;

    public static async Task<PlayedHost> StartAsync()
    {
        var host = new PlayedHost();
        await host.server.StartAsync();
        return host;
    }

    /// <summary>Sends a request and returns the worker's answer to it; never, when the worker gives none.</summary>
    /// <param name="request">Field of the protocol's StreamingMessage.</param>
    public Task<JsonObject> AskAsync(string request, JsonObject content)
    {
        var id = Guid.NewGuid().ToString();
        var answer = asked.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        Send(request, content, id);
        return answer.Task;
    }

    /// <summary>Sends a message that has no answer.</summary>
    public void Send(string message, JsonObject content, string id = "") =>
        outgoing.Writer.TryWrite(new JsonObject { ["requestId"] = id, [message] = content });

    public async ValueTask DisposeAsync()
    {
        outgoing.Writer.TryComplete();
        await server.DisposeAsync();
    }

    private async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.StartAsync(context.RequestAborted);
        var reading = ReadAsync(context.Request.Body, context.RequestAborted);
        await Task.WhenAny(reading, WriteAsync(context.Response.Body, context.RequestAborted));
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancellation)
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(cancellation))
        {
            var bytes = HostMessages.Write(message);
            var frame = new byte[Prefix + bytes.Length];
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), bytes.Length);
            bytes.CopyTo(frame, Prefix);
            await stream.WriteAsync(frame, cancellation);
            await stream.FlushAsync(cancellation);
        }
    }

    private async Task ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var prefix = new byte[Prefix];
        while (await stream.ReadAtLeastAsync(prefix, Prefix, throwOnEndOfStream: false, cancellation) == Prefix)
        {
            var bytes = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
            await stream.ReadExactlyAsync(bytes, cancellation);
            Take(HostMessages.Read(bytes));
        }
    }

    private void Take(JsonObject message)
    {
        if (message["startStream"] is { } start) connected.TrySetResult((string)start["workerId"]!);
        else if (message["rpcLog"] is { } log) Log(log);
        else if (asked.TryRemove((string?)message["requestId"] ?? "", out var answer)) answer.SetResult(Content(message));
    }

    private static JsonObject Content(JsonObject message) => message.Single(field => field.Key != "requestId").Value!.AsObject();

    private void Log(JsonNode log)
    {
        var line = $"{log["level"]} {log["category"]}: {log["message"]} {log["exception"]?["message"]}";
        logged.Enqueue(line);
        if (line.Contains("Microsoft.Hosting.Lifetime: Application started", StringComparison.Ordinal)) started.TrySetResult();
    }
}
