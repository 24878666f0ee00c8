using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace FunctionsApp.Platform.Storage;

/// <summary>Empties the members of a stored record that are marked with <see cref="ErasedWithAttribute"/>, however deep they are.</summary>
public static class EraseRow
{
    /// <summary>The row without what the step erases; members that this version of the app does not know stay as they are.</summary>
    /// <param name="type">Of the record.</param>
    /// <exception cref="InvalidOperationException">A marked member can be neither null nor empty.</exception>
    public static StateRow Decide(StateRow row, Type type, ErasureStep step)
    {
        var record = JsonNode.Parse(row.Json)!;
        Erase(record, AppJson.Options.GetTypeInfo(type), step);
        return row with { Json = record.ToJsonString(AppJson.Options) };
    }

    /// <summary>What a marked member is once it is erased.</summary>
    internal static JsonNode? Empty(PropertyInfo member)
    {
        if (member.PropertyType == typeof(JsonElement)) return new JsonObject();
        var isNullable = new NullabilityInfoContext().Create(member).WriteState != NullabilityState.NotNull;
        if (isNullable) return null;
        if (member.PropertyType == typeof(string)) return "";
        return AppJson.Options.GetTypeInfo(member.PropertyType).Kind == JsonTypeInfoKind.Enumerable ? new JsonArray()
            : throw new InvalidOperationException($"{member.DeclaringType!.Name}.{member.Name} can be neither null nor empty.");
    }

    private static void Erase(JsonNode? node, JsonTypeInfo type, ErasureStep step)
    {
        switch (node, type.Kind)
        {
            case (JsonArray items, JsonTypeInfoKind.Enumerable):
                foreach (var item in items) Erase(item, AppJson.Options.GetTypeInfo(type.ElementType!), step);
                break;
            case (JsonObject values, JsonTypeInfoKind.Dictionary):
                foreach (var value in values) Erase(value.Value, AppJson.Options.GetTypeInfo(type.ElementType!), step);
                break;
            case (JsonObject members, JsonTypeInfoKind.Object):
                foreach (var member in type.Properties) EraseMember(members, member, step);
                break;
        }
    }

    private static void EraseMember(JsonObject members, JsonPropertyInfo member, ErasureStep step)
    {
        if (!members.TryGetPropertyValue(member.Name, out var value)) return;
        if (member.AttributeProvider is PropertyInfo property
            && property.GetCustomAttribute<ErasedWithAttribute>() is { } marked && marked.Step <= step)
        {
            members[member.Name] = Empty(property);
        }
        else
        {
            Erase(value, AppJson.Options.GetTypeInfo(member.PropertyType), step);
        }
    }
}
