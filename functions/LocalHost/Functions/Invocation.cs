using Microsoft.AspNetCore.Http;

namespace LocalHost.Functions;

/// <summary>What one call of a function brings along.</summary>
/// <param name="Trigger">Value of the trigger parameter, already of its type.</param>
public sealed record Invocation(object? Trigger)
{
    /// <summary>Values that text parameters take by name: of a route, or the name of a blob.</summary>
    public IReadOnlyDictionary<string, object?> Data { get; init; } = new Dictionary<string, object?>();

    /// <summary>The request that calls; its services serve the call. Null for every other trigger.</summary>
    public HttpContext? Http { get; init; }
}
