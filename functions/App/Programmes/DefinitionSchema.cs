using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using FunctionsApp.Platform;

namespace FunctionsApp.Programmes;

/// <summary>JSON Schema (2020-12) of definition files.</summary>
/// <remarks>What one member requires of another is not in it: the loader checks that, too, and names what is wrong.</remarks>
public static class DefinitionSchema
{
    private static readonly Lazy<byte[]> Written = new(() => JsonSerializer.SerializeToUtf8Bytes(Make(), AppJson.Options));

    /// <summary>UTF-8.</summary>
    public static byte[] Bytes => Written.Value;

    public static JsonObject Make()
    {
        var schema = AppJson.Strict.GetJsonSchemaAsNode(
            typeof(ProgrammeDefinition),
            new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Definition of a programme: {programme}.v{version}.json");
        return schema;
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var isNullable = type != context.TypeInfo.Type;
        // A type with a converter of the app has no schema: it is "true".
        var schema = node as JsonObject ?? Converted(type, isNullable);
        if (schema is null || schema.ContainsKey("$ref")) return node;
        if (type == typeof(LocalizedText)) Visible(schema);
        // Left out by the exporter, which knows no schema of the item.
        if (context.TypeInfo.ElementType is { } item && !schema.ContainsKey("items") && Converted(item, false) is { } items)
        {
            schema["items"] = items;
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object && !type.IsAbstract) Require(schema, context.TypeInfo);
        foreach (var limit in LimitAttribute.Of(context.PropertyInfo)) limit.Describe(schema);
        return schema;
    }

    private static JsonObject? Converted(Type type, bool isNullable)
    {
        if (type.IsEnum)
        {
            var names = Enum.GetNames(type).Select(name => (JsonNode?)name).ToList();
            if (isNullable) names.Add(null);
            return new JsonObject { ["enum"] = new JsonArray([.. names]) };
        }

        if (type != typeof(decimal)) return null;
        return new JsonObject { ["type"] = isNullable ? new JsonArray("number", "null") : "number" };
    }

    private static void Visible(JsonObject text)
    {
        if (text["properties"] is not JsonObject languages) return;
        foreach (var (_, language) in languages) language!["pattern"] = @"\S";
    }

    /// <summary>A member without which the file is refused is required, also where the record has a value for it.</summary>
    private static void Require(JsonObject schema, JsonTypeInfo record)
    {
        if (record.Type.GetConstructor([]) is not { } constructor) return;
        var untouched = constructor.Invoke(null);
        var required = (schema["required"] as JsonArray)?.Select(name => name!.GetValue<string>()).ToList() ?? [];
        var missed = record.Properties.Where(member => !required.Contains(member.Name) && DefinitionLimits.IsMissed(member, untouched));
        required.AddRange(missed.Select(member => member.Name));
        if (required.Count > 0) schema["required"] = new JsonArray([.. required.Select(name => (JsonNode?)name)]);
    }
}
