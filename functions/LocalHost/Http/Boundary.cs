using FunctionsApp.Platform.Http;
using LocalHost.Clock;
using LocalHost.Functions;
using LocalHost.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalHost.Http;

/// <summary>The outermost layer of HTTP: counts open requests, refuses foreign hosts and bodies that the Functions host refuses, turns what escapes into a problem.</summary>
internal sealed class Boundary(WorkTracker work, ILogger<Boundary> logger)
{
    private static readonly string[] Names = ["localhost", "127.0.0.1", "[::1]"];

    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        using var token = work.Begin();
        // A page of another site may have its name point here (DNS rebinding): the Host header tells.
        if (!Names.Contains(http.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            await ProblemAnswer.WriteAsync(
                http,
                StatusCodes.Status421MisdirectedRequest,
                "Misdirected request",
                "LocalHost serves localhost, 127.0.0.1 and [::1] only.",
                "Use one of these names");
            return;
        }

        // The Functions host answers an empty 500; no function sees the request.
        if (http.Request.ContentLength > LoopbackAddress.LargestBody)
        {
            await ProblemAnswer.WriteAsync(http, PlatformProblems.BodyTooLarge.With(
                $"Functions 主机最多接收 {LoopbackAddress.LargestBody} 字节", $"The Functions host takes bodies of at most {LoopbackAddress.LargestBody} bytes"));
            return;
        }

        try
        {
            await next(http);
            if (http.GetEndpoint()?.Metadata.GetMetadata<FunctionDescriptor>() is null) await ExplainAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has left; nobody reads an answer.
        }
        // The boundary: whatever happened, the caller gets an answer without our insides.
        catch (Exception exception)
        {
            await FailAsync(http, exception);
        }
        finally
        {
            HttpSpans.Describe(http);
        }
    }

    private static Task ExplainAsync(HttpContext http) => http.Response switch
    {
        { HasStarted: true } => Task.CompletedTask,
        { StatusCode: 404 } => ProblemAnswer.WriteAsync(http, PlatformProblems.NotFound.With()),
        { StatusCode: 405 } => ProblemAnswer.WriteAsync(http, PlatformProblems.MethodNotAllowed.With(
            $"此地址可用：{http.Response.Headers.Allow}", $"This address allows {http.Response.Headers.Allow}")),
        _ => Task.CompletedTask,
    };

    private async Task FailAsync(HttpContext http, Exception exception)
    {
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: 413 } => PlatformProblems.BodyTooLarge,
            BadHttpRequestException => PlatformProblems.BodyCutOff,
            _ => PlatformProblems.Unexpected,
        };
        if (problem.Status >= 500) logger.LogError(
            exception, "{Function} failed", http.GetEndpoint()?.DisplayName ?? "Without a function");
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        await ProblemAnswer.WriteAsync(http, problem.With());
    }
}
