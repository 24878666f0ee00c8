using LocalHost.Durable;
using Microsoft.DurableTask;

namespace LocalHost.Functions;

/// <summary>Activity methods as the engine calls them: JSON in, JSON out.</summary>
public static class ActivityBinding
{
    /// <summary>Reads the input as the trigger parameter's type, invokes the function, writes its result.</summary>
    public static ActivityCode Bind(FunctionDescriptor function, FunctionInvoker invoker, DataConverter json) =>
        async (call, cancellation) =>
        {
            var input = Input(json, call.Input, function);
            return json.Serialize(await invoker.InvokeAsync(function, new Invocation(input), cancellation));
        };

    private static object? Input(DataConverter json, string? input, FunctionDescriptor function)
    {
        var type = function.TriggerParameter.ParameterType;
        try
        {
            return json.Deserialize(input, type) ?? (type.IsValueType ? Activator.CreateInstance(type) : null);
        }
        catch (System.Text.Json.JsonException exception)
        {
            throw new InvalidDataException($"The input of {function.Name} is not JSON of a {type.Name}: {exception.Message}", exception);
        }
    }
}
