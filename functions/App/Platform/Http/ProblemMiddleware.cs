using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Platform.Http;

/// <summary>A problem as a page of the site, for a browser.</summary>
public delegate IResult ProblemPages(ProblemException problem, HttpRequest request);

/// <summary>
/// Answers what stops an HTTP function as application/problem+json (RFC 9457), or to a browser as a page, in the caller's
/// language.
/// </summary>
/// <remarks>Functions without a request are left alone: there the host's own retries decide.</remarks>
public sealed class ProblemMiddleware(ProblemPages pages, ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>Seconds after which a retry makes sense: an outage of storage or messaging is rarely shorter.</summary>
    private const string RetryAfter = "10";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        // The boundary: whatever happened, the caller gets an answer without internals.
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            var problem = Translate(exception);
            if (problem.Type.Status >= 500) logger.LogError(exception, "{Function} failed", context.FunctionDefinition.Name);
            if (http.Response.HasStarted) http.Abort();
            else
            {
                Explain(problem.Type.Status, http.Response);
                await Answer(problem, http.Request).ExecuteAsync(http);
            }
        }
    }

    // What the status asks for: where to sign in, when to come back.
    private static void Explain(int status, HttpResponse response)
    {
        if (status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfter;
        }
    }

    private IResult Answer(ProblemException problem, HttpRequest request) =>
        request.WantsPage() ? pages(problem, request) : ProblemResult.From(problem);

    private static ProblemException Translate(Exception exception) => exception switch
    {
        ProblemException problem => problem,
        StaleStateException => PlatformProblems.Stale.With(),
        BadHttpRequestException { StatusCode: 413 } => PlatformProblems.BodyTooLarge.With(),
        BadHttpRequestException => PlatformProblems.BodyCutOff.With(),
        _ when Outage.Is(exception) => PlatformProblems.Unavailable.With(),
        AggregateException { InnerException: { } inner } => Translate(inner),
        _ => PlatformProblems.Unexpected.With(),
    };
}
