using Microsoft.DurableTask;

namespace LocalHost.Functions;

/// <summary>Activity methods as the engine calls them: JSON in, JSON out.</summary>
public static class ActivityBinding
{
    /// <summary>Reads the input as the trigger parameter's type, invokes the function, writes its result.</summary>
    public static Func<string, string, int, string?, CancellationToken, Task<string?>> Bind(
        FunctionDescriptor function, FunctionInvoker invoker, DataConverter json) => async (instanceId, _, taskId, input, cancellation) =>
    {
        var type = function.TriggerParameter.ParameterType;
        var call = new Invocation(Input(json, input, type, function.Name))
        {
            Data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = instanceId, ["taskId"] = taskId },
        };
        return json.Serialize(await invoker.InvokeAsync(function, call, cancellation));
    };

    private static object? Input(DataConverter json, string? input, Type type, string function)
    {
        try
        {
            return json.Deserialize(input, type) ?? (type.IsValueType ? Activator.CreateInstance(type) : null);
        }
        catch (System.Text.Json.JsonException exception)
        {
            throw new BindingFailedException($"The input of {function} is not JSON of a {type.Name}: {exception.Message}", exception);
        }
    }
}
