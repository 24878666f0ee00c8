// Stands in for Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore 2.1.0.
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextExtensions
{
    /// <summary>The package's internal constant: the local runtime puts the HttpContext here.</summary>
    private const string HttpContextKey = "HttpRequestContext";

    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
}
