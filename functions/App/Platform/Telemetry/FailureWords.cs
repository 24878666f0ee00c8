using Azure;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Platform.Telemetry;

/// <summary>
/// The part of an exception that telemetry exports: kinds, codes and places. Its message may quote what people sent, a key or an address.
/// </summary>
public static class FailureWords
{
    /// <summary>
    /// The kinds of the exception and of those inside it, the outermost first, with the codes that are known to be harmless.
    /// </summary>
    public static string Of(Exception failure) => string.Join(" < ", Chain(failure).Select(Word));

    /// <summary>Where they were thrown, without their messages.</summary>
    public static string Trace(Exception failure) => string.Join(
        Environment.NewLine, Chain(failure).Select(link => $"{link.GetType().FullName}{Environment.NewLine}{link.StackTrace}".TrimEnd()));

    private static string Word(Exception failure) => failure switch
    {
        RequestFailedException request => $"{Name(request)} {request.Status} {request.ErrorCode}".TrimEnd(),
        ServiceBusException bus => $"{Name(bus)} {bus.Reason}",
        ProblemException problem => $"{Name(problem)} {problem.Type.Slug}",
        _ => Name(failure),
    };

    private static string Name(Exception failure) => failure.GetType().Name;

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var link = failure; link is not null; link = link.InnerException) yield return link;
    }
}
