using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace App.Tests.Deliveries;

/// <summary>A request that an endpoint got.</summary>
public sealed record Received(IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];

    /// <summary>Of a challenge, null otherwise.</summary>
    public string? Challenge => JsonNode.Parse(Body)!["challenge"]?.GetValue<string>();
}

/// <summary>An endpoint of another system, on this machine. It answers challenges, and all else by a status of the test.</summary>
public sealed class EndpointUnderTest : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> received = new();

    private EndpointUnderTest(WebApplication app) => this.app = app;

    /// <summary>Status of the next answers.</summary>
    public int Status { get; set; } = StatusCodes.Status204NoContent;

    public Uri Url => new($"{app.Urls.Single()}/hook?key=hidden");

    /// <summary>Does something before the next answer to a delivery, once.</summary>
    public Func<Task>? BeforeNextAnswer { get; set; }

    /// <summary>What came, but for challenges.</summary>
    public IReadOnlyList<Received> Deliveries => [.. received.Where(each => each.Challenge is null)];

    public static async Task<EndpointUnderTest> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var endpoint = new EndpointUnderTest(app);
        app.MapPost("/hook", endpoint.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return endpoint;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var headers = request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var each = new Received(headers, await reader.ReadToEndAsync());
        received.Enqueue(each);
        if (each.Challenge is null && BeforeNextAnswer is { } act)
        {
            BeforeNextAnswer = null;
            await act();
        }

        return each.Challenge is { } challenge ? Results.Json(new { challenge }) : Results.StatusCode(Status);
    }
}
