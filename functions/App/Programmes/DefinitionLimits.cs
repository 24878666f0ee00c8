using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes;

/// <summary>Holds a definition to the limits that its members state, which the schema of definition files has, too.</summary>
internal static class DefinitionLimits
{
    /// <param name="definition">Or a part of one.</param>
    /// <param name="path">Of it; each error's path begins with it.</param>
    public static IEnumerable<(string Path, string Message)> Errors(object definition, string path = "$")
    {
        var info = AppJson.Strict.GetTypeInfo(definition.GetType());
        if (info.Kind == JsonTypeInfoKind.Enumerable)
        {
            foreach (var (index, item) in ((System.Collections.IEnumerable)definition).Cast<object?>().Index())
            {
                foreach (var error in item is null ? [] : Errors(item, $"{path}[{index}]")) yield return error;
            }
        }

        if (info.Kind != JsonTypeInfoKind.Object) yield break;
        foreach (var property in info.Properties)
        {
            if (property.Get?.Invoke(definition) is not { } member) continue;
            var place = $"{path}.{property.Name}";
            foreach (var limit in LimitAttribute.Of(property))
            {
                if (limit.Fault(Json(member, property)) is (_, var allowed)) yield return (place, Sentence(allowed.English));
            }

            foreach (var error in Errors(member, place)) yield return error;
        }
    }

    /// <summary>A member that a limit refuses as it is where the file has none.</summary>
    public static bool IsMissed(JsonPropertyInfo member, object untouched) =>
        member.Get?.Invoke(untouched) is { } value && LimitAttribute.Of(member).Any(limit => limit.Fault(Json(value, member)) is not null);

    private static JsonElement Json(object value, JsonPropertyInfo member) =>
        JsonSerializer.SerializeToElement(value, member.PropertyType, AppJson.Strict);

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
