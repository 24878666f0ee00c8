using System.Reflection;
using System.Text.RegularExpressions;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Portal;

/// <summary>An HTTP function as its attributes declare it.</summary>
/// <param name="Route">Below /, parameters in braces without constraints; empty for the root.</param>
/// <param name="Methods">Lower case.</param>
/// <param name="Access">Null: no caller is admitted.</param>
public sealed partial record HttpFunction(string Name, string Route, IReadOnlyList<string> Methods, AccessAttribute? Access,
    OperationAttribute Operation, MethodInfo Method)
{
    /// <summary>Names of the route's parameters in order.</summary>
    public IReadOnlyList<string> Parameters => [.. Braces().Matches(Route).Select(match => match.Groups[1].Value)];

    /// <summary>All HTTP functions of an assembly in order of route.</summary>
    public static IReadOnlyList<HttpFunction> AllOf(Assembly assembly) =>
    [
        .. TriggeredMethod.In(assembly).Select(Of)
            .OrderBy(function => function.Route, StringComparer.Ordinal).ThenBy(function => function.Methods[0], StringComparer.Ordinal),
    ];

    private static HttpFunction Of(TriggeredMethod function)
    {
        var (trigger, method) = (function.Trigger, function.Method);
        // As the Functions host does: without a route its name, without methods all of them.
        var methods = trigger.Methods is { Length: > 0 } named ? named : ["get", "post", "put", "delete", "patch", "head", "options"];
        return new HttpFunction(
            function.Name,
            trigger.Route == HomeHttp.Root ? "" : Braces().Replace(
                trigger.Route ?? function.Name, match => $"{{{match.Groups[1].Value}}}"),
            [.. methods.Select(name => name.ToLowerInvariant())],
            method.GetCustomAttribute<AccessAttribute>(),
            method.GetCustomAttribute<OperationAttribute>() ?? new OperationAttribute(function.Name),
            method);
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Braces();
}
