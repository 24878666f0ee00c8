using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace FunctionsApp.Shared;

/// <summary>Answers what stops an HTTP function as application/problem+json (RFC 9457) in the caller's language.</summary>
/// <remarks>Functions without a request are left alone: there the host's own retries decide.</remarks>
public sealed class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
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
        // The boundary: whatever happened, the caller gets an answer without our insides.
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            var problem = Translate(exception);
            if (problem.Type.Status >= 500) logger.LogError(exception, "{Function} failed", context.FunctionDefinition.Name);
            if (http.Response.HasStarted) http.Abort();
            else await ProblemResult.From(problem).ExecuteAsync(http);
        }
    }

    private static ProblemException Translate(Exception exception) => exception switch
    {
        ProblemException problem => problem,
        StaleStateException => SharedProblems.Stale.With(),
        BadHttpRequestException { StatusCode: 413 } => SharedProblems.BodyTooLarge.With(),
        BadHttpRequestException => SharedProblems.BodyCutOff.With(),
        _ when Outage.Is(exception) => SharedProblems.Unavailable.With(),
        AggregateException { InnerException: { } inner } => Translate(inner),
        _ => SharedProblems.Unexpected.With(),
    };
}
