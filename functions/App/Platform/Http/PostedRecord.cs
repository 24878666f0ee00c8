using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FunctionsApp.Platform.Http;

/// <summary>The form of a page as the body that the API takes, so that both pass the same checks and rules.</summary>
/// <remarks>Inputs are named by their path: <c>amount</c>, <c>title.zh-CN</c>, <c>stages.0.name</c>; an input that is left empty is
/// absent.</remarks>
public static partial class PostedRecord
{
    /// <summary>Beijing time, as inputs of type datetime-local send it, has no offset.</summary>
    private const string Beijing = "+08:00";

    /// <exception cref="ProblemException">As <see cref="JsonBody.ReadJsonAsync"/>; the faults name the inputs.</exception>
    public static T Read<T>(this IFormCollection posted) =>
        JsonBody.Read<T>(JsonSerializer.SerializeToUtf8Bytes(Members(posted, typeof(T), "")));

    private static JsonObject Members(IFormCollection posted, Type type, string prefix)
    {
        var body = new JsonObject();
        foreach (var property in AppJson.Strict.GetTypeInfo(type).Properties)
        {
            if (Member(posted, property.PropertyType, prefix + property.Name) is { } value) body[property.Name] = value;
        }

        return body;
    }

    private static JsonNode? Member(IFormCollection posted, Type type, string name)
    {
        var info = AppJson.Strict.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object when posted.Keys.Any(key => key.StartsWith($"{name}.", StringComparison.Ordinal)) =>
                Members(posted, info.Type, $"{name}.") is { Count: > 0 } members ? members : null,
            JsonTypeInfoKind.Enumerable when IsOfObjects(info) => Items(posted, info.ElementType!, name),
            JsonTypeInfoKind.Enumerable when posted.TryGetValue(name, out var values) =>
                new JsonArray([.. values.Where(value => IsGiven(value)).Select(value => Value(value!, info.ElementType!))]),
            JsonTypeInfoKind.None when posted.TryGetValue(name, out var values) && IsGiven(values) =>
                Value(values.ToString(), info.Type),
            _ => null,
        };
    }

    private static bool IsOfObjects(JsonTypeInfo list) =>
        AppJson.Strict.GetTypeInfo(list.ElementType!).Kind == JsonTypeInfoKind.Object;

    /// <summary>A list's objects, numbered from 0 without a gap; null for none.</summary>
    private static JsonArray? Items(IFormCollection posted, Type type, string name)
    {
        var items = new JsonArray();
        while (posted.Keys.Any(key => key.StartsWith($"{name}.{items.Count}.", StringComparison.Ordinal)))
        {
            items.Add(Members(posted, type, $"{name}.{items.Count}."));
        }

        return items.Count == 0 ? null : items;
    }

    /// <summary>A number as it was typed, without what people group digits by and the signs of currency.</summary>
    public static string Ungrouped(string typed) => Grouping().Replace(typed, "");

    private static bool IsGiven(StringValues value) => !string.IsNullOrWhiteSpace(value);

    /// <summary>What is no number or boolean stays as it was typed, for the check of the body to name it.</summary>
    private static JsonNode Value(string typed, Type type)
    {
        if (type == typeof(bool)) return JsonValue.Create(typed is "true" or "on");
        if (type == typeof(DateTimeOffset) && LocalTime().IsMatch(typed)) return JsonValue.Create(typed + Beijing);
        if ((type == typeof(decimal) || type == typeof(int) || type == typeof(long))
            && decimal.TryParse(
                Ungrouped(typed), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number))
        {
            return JsonValue.Create(number);
        }

        return JsonValue.Create(typed);
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?\z")]
    private static partial Regex LocalTime();

    [GeneratedRegex(@"[\s,，¥￥]")]
    private static partial Regex Grouping();
}
