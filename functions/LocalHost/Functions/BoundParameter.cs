using System.Reflection;

namespace LocalHost.Functions;

/// <summary>A parameter and where its value comes from.</summary>
public sealed record BoundParameter(ParameterInfo Parameter, Func<Invocation, LocalFunctionContext, object?> Value);

/// <summary>The value that a call brought cannot become what the function declares.</summary>
public sealed class BindingFailedException(string message, Exception? inner = null) : Exception(message, inner);
