namespace LocalHost.Functions;

/// <summary>What one call of a function brings along.</summary>
/// <param name="Trigger">Value of the trigger parameter, already of its type.</param>
public sealed record Invocation(object? Trigger)
{
    public static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    /// <summary>Values that parameters take by name: route values, parts of a blob's path, properties of a message.</summary>
    public IReadOnlyDictionary<string, object?> Data { get; init; } = NoData;

    /// <summary>Values that parameters take by type.</summary>
    public IReadOnlyList<object> Values { get; init; } = [];

    /// <summary>Scope to resolve from; null: a new one for this call.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>Tries before this one.</summary>
    public int Retries { get; init; }

    /// <summary>Tries after the first that the trigger allows.</summary>
    public int MaxRetries { get; init; }

    /// <summary>Goes into the context before the first middleware runs.</summary>
    public IReadOnlyList<KeyValuePair<object, object>> Items { get; init; } = [];
}
