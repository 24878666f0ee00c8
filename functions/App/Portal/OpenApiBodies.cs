using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Portal;

/// <summary>The bodies of requests: a record as JSON, the fields of a page's form, or a document.</summary>
internal sealed class OpenApiBodies(OpenApiSchemas schemas)
{
    private const string Decision = "decision";
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Null where the operation takes none.</summary>
    public JsonObject? Of(HttpFunction function, string method)
    {
        var declared = function.Operation;
        var isDocument = declared.Request is null && !declared.RequestMedia.Contains("application/json");
        if (method is "get" or "head" or "delete" || (declared.Request is null && !isDocument)) return null;
        var content = new JsonObject();
        foreach (var media in declared.RequestMedia)
        {
            content[media] = new JsonObject { ["schema"] = Schema(declared, media) };
            if (OpenApiExamples.Request(function.Name, media) is { } example) content[media]!["example"] = example;
        }

        return new JsonObject { ["required"] = true, ["content"] = content };
    }

    /// <summary>An interface of the app means one of the records that implement it.</summary>
    public static IEnumerable<Type> Records(Type? body) => body switch
    {
        null => [],
        { IsInterface: true } when body.Assembly == typeof(OpenApiBodies).Assembly =>
            body.Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(body)).OrderBy(type => type.Name),
        _ => [body],
    };

    private JsonNode Schema(OperationAttribute declared, string media) => media switch
    {
        "application/json" => OneOf([.. Records(declared.Request).Select(schemas.Of)]),
        Form when declared.Fields.Length > 0 => Fields(declared.Fields),
        Form => OneOf([.. Records(declared.Request).Select(FormOf)]),
        "application/octet-stream" => new JsonObject { ["type"] = "string", ["format"] = "binary" },
        _ => new JsonObject { ["type"] = "string" },
    };

    private static JsonNode OneOf(IReadOnlyList<JsonNode> each) =>
        each.Count == 1 ? each[0] : new JsonObject { ["anyOf"] = new JsonArray([.. each]) };

    /// <summary>What a page's form sends of a record: texts, a list by one field for each of its items.</summary>
    private static JsonNode FormOf(Type record)
    {
        var properties = new JsonObject { [FormBody.Proof] = new JsonObject { ["type"] = "string", ["description"] = "From the page." } };
        var form = new JsonObject
        {
            ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray("token", FormBody.Proof),
        };
        foreach (var member in AppJson.Strict.GetTypeInfo(record).Properties)
        {
            var values = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            if (Attributes<FormFieldsAttribute>(member).SingleOrDefault() is { } prefixed)
            {
                form["patternProperties"] = new JsonObject { [prefixed.Pattern] = new JsonObject { ["type"] = "string" } };
            }
            else
            {
                var schema = new JsonObject { ["type"] = "string" };
                if (values.IsEnum) schema["enum"] = new JsonArray([.. Enum.GetNames(values).Select(name => (JsonNode?)name)]);
                foreach (var limit in LimitAttribute.Of(member)) limit.Describe(schema);
                properties[member.Name] = schema;
            }
        }

        if (properties.ContainsKey(Decision)) form["required"]!.AsArray().Add(Decision);
        return form;
    }

    private static IEnumerable<T> Attributes<T>(JsonPropertyInfo member)
        where T : Attribute => (member.AttributeProvider?.GetCustomAttributes(typeof(T), true) ?? []).OfType<T>();

    private static JsonObject Fields(string[] names) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(
            names.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["type"] = "string" }))),
        ["required"] = new JsonArray([.. names.Select(name => (JsonNode?)name)]),
        ["additionalProperties"] = new JsonObject { ["type"] = "string" },
    };
}
