using System.Diagnostics.Metrics;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Identity;

/// <summary>Security's record of refused requests: a log line for each, and a counter for their rate. Neither names a person.</summary>
public sealed class Refusals(IMeterFactory meters, ILogger<Refusals> logger)
{
    /// <summary>Id of the log line of the first kind; those of the others follow in their order.</summary>
    private const int FirstId = 17_100;

    private readonly Counter<long> counter = meters.Create(Tracing.Name).CreateCounter<long>(
        "requests.refused", "{request}", "Requests refused for security.");

    /// <param name="route">The template: what stands for a parameter may name a person.</param>
    public void Note(Refusal kind, string method, string route, ProblemType answer)
    {
        counter.Add(1, new("kind", kind.ToString()), new("route", route));
        // A session ends and a link expires every day: alone they are no sign of anything.
        var level = kind is Refusal.SignIn or Refusal.ExpiredLink ? LogLevel.Information : LogLevel.Warning;
        logger.Log(level, IdOf(kind), "Security: {Kind}: {Method} {Route} was refused with {Problem}", kind, method, route, answer.Slug);
    }

    /// <summary>Id and name of the kind's log lines.</summary>
    public static EventId IdOf(Refusal kind) => new(FirstId + (int)kind, $"Refused{kind}");
}
