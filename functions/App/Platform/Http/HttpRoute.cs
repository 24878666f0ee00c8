using System.Collections.Frozen;
using System.Reflection;

namespace FunctionsApp.Platform.Http;

/// <summary>Where an HTTP function is reached, as its attributes declare it.</summary>
/// <param name="Template">With its parameters in braces: it names no matter and no person.</param>
/// <param name="Operation">Null where the function does not describe itself.</param>
public sealed record HttpRoute(string Template, OperationAttribute? Operation)
{
    private static readonly FrozenDictionary<string, HttpRoute> All = TriggeredMethod.In(typeof(HttpRoute).Assembly).ToFrozenDictionary(
        function => function.Name,
        function => new HttpRoute(function.Trigger.Route ?? "", function.Method.GetCustomAttribute<OperationAttribute>()));

    /// <summary>Null: no HTTP function of the app has this name.</summary>
    public static HttpRoute? Find(string function) => All.GetValueOrDefault(function);
}
