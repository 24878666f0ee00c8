using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Platform.Http;

/// <summary>Where an HTTP function is reached, as its attributes declare it.</summary>
/// <param name="Template">With its parameters in braces: it names no matter and no person.</param>
/// <param name="Operation">Null where the function does not describe itself.</param>
public sealed record HttpRoute(string Template, OperationAttribute? Operation)
{
    private static readonly FrozenDictionary<string, HttpRoute> All = typeof(HttpRoute).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FunctionAttribute)))
        .Select(method => (method.GetCustomAttribute<FunctionAttribute>()!.Name, Route: Of(method)))
        .Where(function => function.Route is not null)
        .ToFrozenDictionary(function => function.Name, function => function.Route!);

    /// <summary>Null: no HTTP function of the app has this name.</summary>
    public static HttpRoute? Find(string function) => All.GetValueOrDefault(function);

    private static HttpRoute? Of(MethodInfo method) => method.GetParameters()
        .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>()
        .Select(trigger => new HttpRoute(trigger.Route ?? "", method.GetCustomAttribute<OperationAttribute>())).SingleOrDefault();
}
