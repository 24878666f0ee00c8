using System.Text.Json.Serialization;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Portal;

/// <param name="Status"><c>live</c>; <c>ready</c>, or <c>degraded</c>: it works, but operators have something to do.</param>
/// <param name="Reasons">Why it is degraded; absent otherwise.</param>
public sealed record HealthAnswer(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Reasons = null);

/// <summary>Whether the app runs, and whether it can work.</summary>
public sealed class HealthHttp(ReadinessChecks checks, WorkingCalendar calendar, IOptions<CityOptions> city, TimeProvider time)
{
    /// <summary>GET /api/health/live. 200 while the process answers.</summary>
    [Function("Health_Live")]
    [Access(Audience.Anyone)]
    [Operation("Answers while the app runs", Response = typeof(HealthAnswer), IsValidated = false)]
    public IResult Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health/live")] HttpRequest request) => Answer("live");

    /// <summary>
    /// GET /api/health/ready. 200 when storage and Service Bus can be used, degraded where a holiday notice is missing · 503 unavailable.
    /// </summary>
    [Function("Health_Ready")]
    [Access(Audience.Anyone)]
    [Operation("Answers whether the app can work", Response = typeof(HealthAnswer), IsValidated = false)]
    public async Task<IResult> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health/ready")] HttpRequest request,
        CancellationToken cancellation) =>
        await checks.AllPassAsync(cancellation) ? Ready(request.PreferredLanguage()) : throw PlatformProblems.Unavailable.With();

    private IResult Ready(Language language)
    {
        var missing = CheckCalendar.Missing(calendar, BeijingTime.Day(time.GetUtcNow()), city.Value.NoticeDays);
        return missing.Count == 0 ? Answer("ready") : Answer("degraded",
            [.. missing.Select(year => new LocalizedText(
                $"未录入 {year} 年节假日安排通知", $"The holiday notice of {year} is not entered").In(language))]);
    }

    private static IResult Answer(string status, IReadOnlyList<string>? reasons = null) =>
        Results.Json(new HealthAnswer(status, reasons), AppJson.Options);
}
