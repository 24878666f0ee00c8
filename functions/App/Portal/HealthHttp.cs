using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Portal;

/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthAnswer(string Status);

/// <summary>Whether the app runs, and whether it can work.</summary>
public sealed class HealthHttp(ReadinessChecks checks)
{
    /// <summary>GET /api/health/live. 200 while the process answers.</summary>
    [Function("Health_Live")]
    [Access(Audience.Anyone)]
    [Operation("Answers while the app runs", Response = typeof(HealthAnswer))]
    public IResult Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/live")] HttpRequest request) => Answer("live");

    /// <summary>GET /api/health/ready. 200 when storage and Service Bus can be used · 503 unavailable.</summary>
    [Function("Health_Ready")]
    [Access(Audience.Anyone)]
    [Operation("Answers whether the app can work", Response = typeof(HealthAnswer))]
    public async Task<IResult> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request,
        CancellationToken cancellation) =>
        await checks.AllPassAsync(cancellation) ? Answer("ready") : throw PlatformProblems.Unavailable.With();

    private static IResult Answer(string status) => Results.Json(new HealthAnswer(status), AppJson.Options);
}
