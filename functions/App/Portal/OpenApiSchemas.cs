using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using FunctionsApp.Platform;

namespace FunctionsApp.Portal;

/// <summary>JSON schemas of records, as the app's JSON dialect writes them; each record once, under its name.</summary>
public sealed class OpenApiSchemas
{
    private readonly SortedDictionary<string, JsonNode> components = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> names = [];
    private readonly Dictionary<(Type, JsonPropertyInfo?), JsonNode> written = [];

    /// <summary>The components so far.</summary>
    public JsonObject Components =>
        new(components.Select(component => KeyValuePair.Create(component.Key, (JsonNode?)component.Value.DeepClone())));

    /// <summary>A schema of the type; records become components and are referred to.</summary>
    /// <exception cref="NotSupportedException">The type contains itself.</exception>
    public JsonNode Of(Type type)
    {
        return AppJson.Options.GetJsonSchemaAsNode(type,
            new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });
    }

    // Called for the parts first: a schema that arrives here refers to components already.
    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        (Type, JsonPropertyInfo?) place = (context.TypeInfo.Type, context.PropertyInfo);
        if (schema is JsonObject { } given && given["$ref"]?.GetValue<string>() is { } pointer
            && !pointer.StartsWith("#/components/", StringComparison.Ordinal))
        {
            // The exporter points to where it wrote the same member before: that is complete, unless it lies around this one.
            return written.TryGetValue(place, out var before) ? before.DeepClone()
                : throw new NotSupportedException($"{context.TypeInfo.Type} contains itself; the API has no such answers.");
        }

        var node = Referred(context, schema);
        written[place] = node.DeepClone();
        return node;
    }

    private JsonNode Referred(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject body) return schema;
        Limit(context.PropertyInfo, body);
        if (context.TypeInfo.Kind != JsonTypeInfoKind.Object) return schema;
        var nullable = body["type"] is JsonArray;
        body["type"] = "object";
        // Of the member, not of the record.
        body.Remove("default");
        var name = Name(context.TypeInfo.Type);
        components.TryAdd(name, body);
        var reference = new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
        return nullable ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
    }

    private static void Limit(JsonPropertyInfo? member, JsonObject schema)
    {
        foreach (var limit in LimitAttribute.Of(member))
        {
            var target = limit.IsOfParts && schema["items"] is JsonObject items ? items : schema;
            // A text in both languages is a component that others refer to, too.
            if (!target.ContainsKey("$ref") && !target.ContainsKey("properties")) limit.Describe(target);
        }
    }

    private string Name(Type type)
    {
        if (names.TryGetValue(type, out var known)) return known;
        var name = Plain(type);
        // Two features may use one word for two things.
        if (names.ContainsValue(name)) name = $"{type.Namespace?.Split('.')[^1]}{name}";
        if (names.ContainsValue(name)) throw new NotSupportedException($"Two types would both be named {name}.");
        return names[type] = name;
    }

    private static string Plain(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}Of{string.Concat(type.GetGenericArguments().Select(Plain))}"
        : type.Name;
}
